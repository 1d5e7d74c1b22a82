/** The curves and the names at their ends. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { spread, thinned } from "../../../playground/ui/components/stage/curves/lines.js";
import { there } from "../enough.js";

/** @type {{ xAt: (epoch: number) => number, yAt: (loss: number) => number }} */
const PLOT = { xAt: (epoch) => epoch / 10, yAt: (loss) => loss };
/** @param {number} n */
const range = (n) => Array.from({ length: n }, (_, at) => at);

test("a curve has at most two points a pixel, and always its last", () => {
  const epochs = range(1000);
  const [points, ...others] = thinned(PLOT, epochs, epochs);
  assert.deepEqual(others, []);
  assert.ok(points.length <= 2 * (there(epochs.at(-1)) / 10) + 2);
  assert.deepEqual(points[0], [0, 0]);
  assert.deepEqual(points.at(-1), [99.9, 999]);
});

test("a curve of few points keeps all of them", () => {
  assert.deepEqual(thinned(PLOT, [0, 10, 20], [3, 2, 1]), [
    [
      [0, 3],
      [1, 2],
      [2, 1],
    ],
  ]);
});

test("where a loss is not finite the curve has a gap", () => {
  const strokes = thinned(PLOT, [0, 10, 20, 30, 40], [3, Infinity, NaN, 2, 1]);
  assert.deepEqual(
    strokes.map((points) => points.map(([x]) => x)),
    [[0], [3, 4]],
  );
});

test("two names too close are moved apart, each to its own side", () => {
  assert.deepEqual(spread([50, 52], 0, 100, 20), [41, 61]);
  assert.deepEqual(spread([52, 50], 0, 100, 20), [61, 41]);
  assert.deepEqual(spread([10, 80], 0, 100, 20), [10, 80]);
});

test("names stay within the plot", () => {
  assert.deepEqual(spread([-30], 5, 100, 20), [5]);
  assert.deepEqual(spread([99, 100], 5, 100, 20), [80, 100]);
});
