/** What the network answers to images, where they hang, and the axes of a scatter. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  activationsOf,
  answerOf,
  bestAnswers,
  countRight,
  ranked,
} from "../../../playground/ui/components/stage/output/answers.js";
import { placesOf } from "../../../playground/ui/components/stage/output/gallery.js";
import { samplesRange } from "../../../playground/ui/components/stage/output/scatter.js";
import { enoughOf, there } from "../enough.js";

/** @import { State } from "../../../playground/ui/components/stage/model/types.js" */

/**
 * Returns a network of one input and three outputs, seen at two images.
 * @param {number[]} bytes of the maps
 * @returns {State}
 */
function stateOf(bytes) {
  const maps = { data: Uint8Array.from(bytes), shape: [4, 1, 2] };
  const scales = { data: Float32Array.of(1, 1, 1, 2), shape: [4] };
  const picture = {
    arrays: { maps, map_scales: scales },
    matching: () => 2,
    mapIndex: (/** @type {number} */ column, /** @type {number} */ unit) => column + unit,
  };
  const data = { class_names: ["cat", "dog", "fox"], output_activation: "softmax" };
  return enoughOf({ picture, structure: { sizes: [1, 3] }, data });
}

const STATE = stateOf([127, 127, 127, 254, 254, 127, 127, 127]);

test("activations are read off the maps, each by its own scale", () => {
  const activations = there(activationsOf(stateOf([0, 254, 127, 254, 0, 254, 0, 255])));
  assert.deepEqual([activations(0, { column: 0, unit: 0 }), activations(1, { column: 0, unit: 0 })], [-1, 1]);
  assert.equal(activations(0, { column: 1, unit: 2 }), -2);
  assert.ok(Number.isNaN(activations(1, { column: 1, unit: 2 })));
});

test("without maps of this very network there are no activations, and no answer", () => {
  const { picture, structure } = STATE;
  assert.equal(activationsOf({ structure, picture: enoughOf({ ...picture, matching: () => 1 }) }), null);
  assert.equal(activationsOf({ structure, picture: enoughOf({ ...picture, arrays: {} }) }), null);
  assert.equal(answerOf(STATE, 0, null), undefined);
});

test("the answer is the class with the largest output", () => {
  const activations = there(activationsOf(STATE));
  assert.deepEqual(
    [0, 1].map((image) => answerOf(STATE, image, activations)?.unit),
    [1, 0],
  );
  assert.equal(countRight(STATE, { labels: [1, 1] }, activations), 1);
});

test("answers worth saying are said in words, the surest first", () => {
  assert.deepEqual(bestAnswers(STATE, 0, there(activationsOf(STATE))), ["dog: 100 %"]);
});

test("where an output is not finite there is no answer", () => {
  const state = stateOf([127, 127, 127, 254, 254, 127, 127, 255]);
  const activations = there(activationsOf(state));
  assert.deepEqual(ranked(state, 1, activations), []);
  assert.deepEqual(bestAnswers(state, 1, activations), ["not a finite number"]);
});

test("images hang in rows of five that do not touch, within the panel", () => {
  const square = { left: 30, top: 6, side: 340, width: 380, height: 250 };
  const places = placesOf({ labels: Array(12).fill(0) }, square, { scale: 1 });
  assert.ok(
    places.every(({ x, y, side }) => x >= 0 && x + side <= square.left + square.side && y + side <= square.height),
  );
  assert.deepEqual(new Set(places.map(({ y }) => y)).size, 3);
  assert.ok(places[0].x + places[0].side < places[1].x);
  assert.ok(places[0].y + places[0].side + 18 < places[5].y); // the words below
});

test("the axes of a scatter reach beyond all finite numbers, and are there without any", () => {
  const [low, high] = samplesRange({ data: Float32Array.of(0, 1, 0, 2, NaN, 1, -2, Infinity, 0) });
  assert.ok(low < -2 && low > -2.5 && high > 2 && high < 2.5);
  assert.deepEqual(samplesRange({ data: Float32Array.of(NaN, NaN, 0) }), [-0.08, 1.08]);
});
