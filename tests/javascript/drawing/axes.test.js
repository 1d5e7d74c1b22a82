/** Ticks and scales. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { logTicks, niceTicks, scale } from "../../../playground/ui/components/stage/drawing/axes.js";

test("ticks are round numbers within the range, about as many as wanted", () => {
  assert.deepEqual(niceTicks(0, 1, 5), [0, 0.2, 0.4, 0.6, 0.8, 1]);
  assert.deepEqual(niceTicks(-0.3, 7.1, 3), [0, 5]);
  assert.deepEqual(niceTicks(0, 0.0123, 4), [0, 0.005, 0.01]);
  for (const high of [0.7, 3, 42, 1999]) {
    const ticks = niceTicks(0, high, 6);
    assert.ok(ticks.length >= 3 && ticks.length <= 13, `${ticks} up to ${high}`);
    assert.ok(ticks.every((tick) => tick >= 0 && tick <= high * 1.001));
  }
});

test("a range without a size has ticks, too", () => {
  assert.deepEqual(niceTicks(2, 2, 5), [2]);
});

test("ticks of a logarithmic scale are powers of ten, with 2 and 5 between where there is room", () => {
  assert.deepEqual(logTicks(0.15, 8, 5), [0.2, 0.5, 1, 2, 5]);
  assert.deepEqual(logTicks(1e-6, 1, 3), [1e-6, 1e-4, 1e-2, 1]);
});

test("a scale runs from end to end, also downwards, and equal factors are equal ways on a logarithmic one", () => {
  const down = scale(0, 10, 100, 0);
  assert.deepEqual([down(0), down(5), down(10)], [100, 50, 0]);
  const log = scale(0.01, 1, 0, 100, true);
  assert.deepEqual(
    [0.01, 0.1, 1].map((value) => Math.round(log(value) * 1e6) / 1e6),
    [0, 50, 100],
  );
  assert.ok(Number.isFinite(log(0)));
});
