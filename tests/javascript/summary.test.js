/** How the training stands, in words. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { trendOf } from "../../playground/ui/components/stage/speech/summary.js";

const EPOCHS = Array.from({ length: 101 }, (_, at) => at);

/** @type {[string, (x: number) => number, number, string][]} */
const TRENDS = [
  ["a curve that decays", (x) => Math.exp(-x / 40), 100, "still falling"],
  ["one that has decayed", (x) => 0.2 + Math.exp(-x / 10), 100, "flat"],
  ["one that never moves", () => 0.5, 100, "flat"],
  ["one that falls slowly, but as all the while", (x) => 0.7 - 0.002 * x, 15, "still falling"],
  ["one that rises", (x) => 0.2 + 0.002 * x, 100, "rising"],
  ["one that has turned", (x) => Math.abs(x - 50), 100, "rising"],
  ["the same before it turned, as when one looks back", (x) => Math.abs(x - 50), 40, "still falling"],
  ["one with holes of late", (x) => (x > 95 ? Number.NaN : Math.exp(-x / 40)), 100, "still falling"],
  ["one with nothing else of late", (x) => (x > 85 ? Number.NaN : 1), 100, ""],
  ["one that has only begun", () => 1, 0, ""],
];

for (const [name, curve, until, trend] of TRENDS) {
  test(`trend of ${name} is that of the recent curve`, () => {
    assert.equal(trendOf(EPOCHS, EPOCHS.map(curve), until), trend);
  });
}
