/** Where the loss curves lie, and what lies under a pointer on them. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { nearestIndex, withHead } from "../../../playground/ui/components/stage/curves/curves.js";
import { marksNear } from "../../../playground/ui/components/stage/curves/marks.js";
import { epochAt, lossRange, plotFor } from "../../../playground/ui/components/stage/curves/plot.js";
import { isSideways } from "../../../playground/ui/components/stage/curves/seek.js";
import { enoughOf } from "../enough.js";

/** @import { Plot } from "../../../playground/ui/components/stage/curves/plot.js" */
/** @import { MomentHeader } from "../../../playground/ui/components/stage/wire/frame.js" */

const SIZE = { width: 400, height: 200 };
const SERIES = { epochs: [0, 1, 2, 3], train: [0.5, 0.4, 0.3, 0.2], test: [0.6, NaN, NaN, 0.5] };

test("the losses run from zero to somewhat above the highest finite one", () => {
  assert.deepEqual(lossRange([0.5, 2, Infinity], [NaN], false), [0, 2.1]);
  assert.deepEqual(lossRange([], [], false), [0, 1]);
  assert.deepEqual(lossRange([0, 0], [], false), [0, 1]);
});

test("on a logarithmic scale only what is above zero counts, over at most nine powers of ten", () => {
  const [low, high] = lossRange([0, 1e-30, 1], [], true);
  assert.ok(low > 8e-10 && low < 1e-9 && high > 1);
  assert.deepEqual(lossRange([0], [NaN], true), [0.1, 1]);
});

test("a place on the curve and its epoch are each other's reverse, at both ends too", () => {
  const plot = plotFor(SERIES, SIZE, false, 1);
  assert.deepEqual([plot.first, plot.last, plot.left, plot.right], [0, 3, 44, 328]);
  for (const epoch of [0, 1.25, 3]) assert.ok(Math.abs(epochAt(plot, plot.xAt(epoch)) - epoch) < 1e-12);
  assert.ok(plot.yAt(0.6) < plot.yAt(0.2) && plot.yAt(0.6) >= plot.top);
});

test("an empty plot has axes", () => {
  const plot = plotFor({ epochs: [], train: [], test: [] }, SIZE, true, 1);
  assert.deepEqual([plot.first, plot.last], [0, 10]);
  assert.ok(plot.yTicks.length > 1);
});

test("the present losses are the last point of the curve, where they are newer", () => {
  /** @type {MomentHeader} */
  const present = enoughOf({ passes: 3.5, train_loss: 0.1, test_loss: null });
  const { epochs, train, test: held } = withHead({ curve: SERIES, present });
  assert.deepEqual([epochs.at(-1), train.at(-1)], [3.5, 0.1]);
  assert.ok(Number.isNaN(held.at(-1)));
  assert.equal(withHead({ curve: SERIES, present: { ...present, passes: 3 } }), SERIES);
  assert.equal(withHead({ curve: SERIES, present: { ...present, train_loss: null } }), SERIES);
  assert.equal(withHead({ curve: SERIES, present: null }), SERIES);
});

test("the point read out is the one next to the pointer", () => {
  assert.deepEqual(
    [-1, 0.4, 0.6, 2.9, 99].map((epoch) => nearestIndex(SERIES.epochs, epoch)),
    [0, 0, 1, 3, 3],
  );
});

test("marks close to the pointer are read out, those beside the plot are not", () => {
  /** @type {Pick<Plot, "first" | "last" | "xAt">} */
  const plot = { first: 0, last: 10, xAt: (epoch) => 10 * epoch };
  /** @type {MomentHeader["marks"]} */
  const marks = [
    [1, "learning rate 0.1"],
    [1.5, "batch size 5"],
    [9, "L2 0.01"],
    [11, "later"],
  ];
  assert.deepEqual(marksNear(plot, marks, 11), ["learning rate 0.1", "batch size 5"]);
  assert.deepEqual(marksNear(plot, marks, 109), []);
});

test("a finger seeks once it moves sideways, and scrolls the page otherwise", () => {
  const from = { x: 100, y: 100 };
  assert.equal(isSideways(from, { x: 112, y: 104 }), true);
  assert.equal(isSideways(from, { x: 112, y: 130 }), false);
  assert.equal(isSideways(from, { x: 104, y: 100 }), false);
  assert.equal(isSideways(null, from), false);
});
