/** Colour arithmetic, and the tables made with it. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { css, luminance, mix, parseColor } from "../../../playground/ui/components/stage/drawing/colors.js";
import {
  activationOf,
  divergingColor,
  divergingTable,
  scaleGradient,
} from "../../../playground/ui/components/stage/drawing/tables.js";
import { enoughOf, there } from "../enough.js";

/** @import { Rgb } from "../../../playground/ui/components/stage/drawing/colors.js" */
/** @import { DataColors } from "../../../playground/ui/components/stage/drawing/theme.js" */

/** @type {DataColors} */
const COLORS = enoughOf({
  negative: [200, 90, 0],
  zero: [250, 250, 250],
  positive: [0, 90, 200],
  missing: [128, 128, 128],
});
/** @param {Rgb} color */
const rounded = (color) => color.map(Math.round);
/** @param {number} pixel */
const unpacked = (pixel) => [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255, pixel >>> 24];

test("a hexadecimal colour is read without a page, whatever is round it", () => {
  assert.deepEqual(parseColor("#0f4c5C"), [15, 76, 92]);
  assert.deepEqual(parseColor("  #ffffff "), [255, 255, 255]);
  assert.deepEqual(parseColor("", "#010203"), [1, 2, 3]);
});

test("a colour is written as CSS in whole numbers", () => {
  assert.equal(css([1.4, 254.6, 0]), "rgb(1, 255, 0)");
});

test("a mixture begins at one colour, ends at the other, and is even for the eye between them", () => {
  const [from, to] = [COLORS.negative, COLORS.positive];
  assert.deepEqual(rounded(mix(from, to, 0)), from);
  assert.deepEqual(rounded(mix(from, to, 1)), to);
  assert.deepEqual(rounded(mix([0, 0, 0], [255, 255, 255], 0.5)), [99, 99, 99]); // half as light in OKLab
});

test("luminance is that of WCAG", () => {
  assert.equal(luminance([0, 0, 0]), 0);
  assert.ok(Math.abs(luminance([255, 255, 255]) - 1) < 1e-12);
  assert.ok(Math.abs(luminance([255, 0, 0]) - 0.2126) < 1e-12);
});

test("the table of a scale has the colour of zero in its middle, and its own for what is not finite", () => {
  const table = divergingTable(COLORS);
  assert.deepEqual(unpacked(table[127]), [250, 250, 250, 255]);
  assert.deepEqual(unpacked(table[255]), [128, 128, 128, 255]);
  assert.deepEqual(unpacked(table[0]), [...rounded(divergingColor(COLORS, 0)), 255]);
});

test("bands are as many flat steps, from one end of the scale to the other", () => {
  const table = divergingTable(COLORS, 8);
  assert.equal(new Set(table.slice(0, 255)).size, 8);
  assert.deepEqual([table[0], table[254]], [divergingTable(COLORS)[0], divergingTable(COLORS)[254]]);
  assert.equal(there(scaleGradient(COLORS, 2).match(/rgb/g)).length, 2);
});

test("bytes of a map stand for activations from minus its scale to its scale", () => {
  assert.deepEqual(
    [0, 127, 254].map((byte) => activationOf(byte, 3)),
    [-3, 0, 3],
  );
  assert.ok(Number.isNaN(activationOf(255, 3)));
});
