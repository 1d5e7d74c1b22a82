/** Where the diagram's parts stand, and what of them a pointer is at. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { isSame, relation, targetAt } from "../../../playground/ui/components/stage/network/hover.js";
import { biasPlace, edgeBetween, layOut, pointOnEdge } from "../../../playground/ui/components/stage/network/layout.js";
import { matchColumns } from "../../../playground/ui/components/stage/network/motion.js";
import { neuronOf, rowOf } from "../../../playground/ui/components/stage/network/pointing.js";
import { enoughOf, there } from "../enough.js";

/** @import { Point } from "../../../playground/ui/components/stage/drawing/plane.js" */
/** @import { Manner, Target } from "../../../playground/ui/components/stage/model/types.js" */

const SIZE = { width: 900, height: 600 };
/** @type {(sizes: number[], size?: typeof SIZE, manner?: Manner) => ReturnType<typeof layOut>} */
const laidOut = (sizes, size = SIZE, manner = "desk") =>
  layOut(
    size,
    sizes.map((units) => ({ units })),
    { left: 20, right: 0 },
    manner,
  );

test("columns stand at one pitch from left to right, within the canvas", () => {
  for (const manner of /** @type {Manner[]} */ (["desk", "touch", "projector"])) {
    const { columns, pitch, body } = laidOut([2, 4, 3, 1], SIZE, manner);
    columns.slice(1).forEach(({ x }, at) => assert.ok(Math.abs(x - columns[at].x - pitch) <= 1));
    const [first, last] = [columns[0], there(columns.at(-1))];
    assert.ok(first.x - first.tile / 2 > 20 && last.x + last.tile / 2 < SIZE.width);
    for (const { ys, tile } of columns)
      assert.ok(ys[0] - tile / 2 >= body.top && there(ys.at(-1)) + tile / 2 <= body.bottom);
  }
});

test("the less room between two columns, the less their controls say", () => {
  const levels = [900, 500, 320].map((width) => laidOut([2, 4, 4, 1], { width, height: 600 }).headers.level);
  assert.deepEqual(levels, ["wide", "medium", "tiny"]);
  assert.equal(laidOut([2, 4, 1], SIZE, "touch").headers.level, "strip");
});

test("above the neurons there is room for the controls, for two rows of them on a narrow strip", () => {
  const tops = [SIZE, { width: 600, height: 600 }].map((size) => laidOut([2, 4, 1], size, "touch").body.top);
  assert.deepEqual([laidOut([2, 4, 1]).body.top, ...tops], [106, 88, 138]);
});

test("of a large layer as many neurons as fit are drawn, and how many more there are is said below", () => {
  const [, large, small] = laidOut([2, 40, 3]).columns;
  assert.deepEqual([large.ys.length, large.more], [16, 24]);
  assert.ok(Math.abs(there(large.moreY) - there(large.ys.at(-1)) - (large.ys[1] - large.ys[0])) <= 1);
  assert.deepEqual([small.ys.length, small.more, small.moreY], [3, 0, null]);
});

test("a weight's curve begins at its source's edge and ends at its target's", () => {
  const { columns } = laidOut([2, 4, 1]);
  const edge = edgeBetween(columns[0], columns[1], 1, 2);
  assert.deepEqual(pointOnEdge(edge, 0), { x: columns[0].x + columns[0].tile / 2, y: columns[0].ys[1] });
  assert.equal(pointOnEdge(edge, 1).x, columns[1].x - columns[1].tile / 2);
});

test("a pointer is at a neuron, at its bias, at a weight, or at nothing", () => {
  const layout = laidOut([2, 4, 1]);
  const { columns } = layout;
  /** @type {(point: Point, filled?: number, type?: string) => Target | null} */
  const at = (point, filled = 3, type = "mouse") => targetAt(layout, filled, point, type);
  assert.deepEqual(at({ x: columns[1].x, y: columns[1].ys[2] }), { type: "neuron", column: 1, unit: 2 });
  assert.deepEqual(at(biasPlace(columns[1], 3)), { type: "bias", column: 1, unit: 3 });
  const middle = pointOnEdge(edgeBetween(columns[0], columns[1], 1, 0), 0.3);
  assert.deepEqual(at(middle), { type: "weight", column: 1, from: 1, to: 0 });
  assert.equal(at({ x: 1, y: 1 }), null);
});

test("biases of columns that are not known are not there", () => {
  const layout = laidOut([2, 4, 1]);
  assert.notEqual(targetAt(layout, 1, biasPlace(layout.columns[1], 3), "mouse")?.type, "bias");
});

test("a finger reaches farther than a mouse, a pointer of no type as far as one", () => {
  const layout = laidOut([1, 1]);
  const [from, to] = layout.columns;
  const { x, y } = pointOnEdge(edgeBetween(from, to, 0, 0), 0.5);
  const above = { x, y: y - 12 };
  assert.deepEqual(
    ["touch", "mouse", ""].map((type) => targetAt(layout, 2, above, type)?.type ?? null),
    ["weight", null, null],
  );
});

test("the weights of a neuron are those that come in and lead on, of a bias those that come in", () => {
  const neuron = there(relation({ type: "neuron", column: 1, unit: 2 }));
  assert.deepEqual([neuron(1, 0, 2), neuron(2, 2, 0), neuron(1, 2, 0), neuron(2, 0, 2)], [true, true, false, false]);
  const bias = there(relation({ type: "bias", column: 1, unit: 2 }));
  assert.deepEqual([bias(1, 0, 2), bias(2, 2, 0)], [true, false]);
  const weight = there(relation({ type: "weight", column: 1, from: 0, to: 2 }));
  assert.deepEqual([weight(1, 0, 2), weight(1, 1, 2)], [true, false]);
  assert.equal(relation(null), null);
});

test("what belongs to a neuron opens its card, at its own row", () => {
  /** @type {Target} */
  const weight = { type: "weight", column: 1, from: 0, to: 2 };
  /** @type {Target} */
  const bias = { type: "bias", column: 1, unit: 2 };
  /** @type {Target} */
  const neuron = { type: "neuron", column: 1, unit: 2 };
  for (const target of [weight, bias, neuron]) assert.ok(isSame(neuronOf(target), neuron));
  assert.deepEqual([weight, bias, neuron].map(rowOf), [{ from: 0 }, { from: null }, null]);
});

test("a new column grows out of its left neighbour, and the others come from where they were", () => {
  const [a, b, c] = ["a", "b", "c"].map((name) => ({ name }));
  /** @type {Parameters<typeof matchColumns>[0]} */
  const origin = enoughOf({ layout: { columns: [a, b, c] }, sizes: [2, 4, 1] });
  assert.deepEqual(matchColumns(origin, [2, 4, 3, 1]), [a, b, b, c]);
  assert.deepEqual(matchColumns(origin, [2, 1]), [a, c]);
  assert.deepEqual(matchColumns(origin, [2, 8, 1]), [a, b, c]);
});
