/** Which sample a pointer is at. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { trainingPointAt } from "../../../playground/ui/components/stage/drawing/points.js";
import { enoughOf } from "../enough.js";

/** @import { Picture } from "../../../playground/ui/components/stage/model/picture.js" */

const SQUARE = { left: 30, top: 6, side: 240, width: 280, height: 280 };
const POINTS = { data: Float32Array.of(0, 0, 0, 0.3, 0, 1, 3, 3, 0), shape: [3, 3] };
/** @type {Picture} */
const PICTURE = enoughOf({ arrays: { points: POINTS }, meta: { n_train: 2 } });

test("the nearest training sample is at the pointer, within reach", () => {
  assert.equal(trainingPointAt(PICTURE, SQUARE, { x: 151, y: 126 }), 0);
  assert.equal(trainingPointAt(PICTURE, SQUARE, { x: 155, y: 126 }), 1);
  assert.equal(trainingPointAt(PICTURE, SQUARE, { x: 190, y: 126 }), -1);
});

test("a test sample is no training sample", () => {
  assert.equal(trainingPointAt(PICTURE, SQUARE, { x: 210, y: 66 }), -1);
});

test("before the points are there nothing is at the pointer", () => {
  assert.equal(trainingPointAt({ ...PICTURE, arrays: {} }, SQUARE, { x: 150, y: 126 }), -1);
});
