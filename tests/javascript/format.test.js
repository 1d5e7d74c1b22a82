/** How numbers are written, in the language of the browser. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { signsOf } from "../../playground/ui/components/page/language.js";
import { NumberWriter } from "../../playground/ui/components/stage/model/number_writer.js";

test("numbers are written with the signs of the language", () => {
  const [english, german, french] = ["en-US", "de-DE", "fr-FR"].map((language) => new NumberWriter(language));
  assert.deepEqual([english.figures(1234.5, 3), german.figures(1234.5, 3)], ["1,235", "1.235"]);
  assert.deepEqual([english.short(0.5), german.short(0.5), french.short(-0.5)], ["0.5", "0,5", "−0,5"]);
  assert.deepEqual([english.count(12_345_678), german.count(12_345_678)], ["12.3 M", "12,3 M"]);
  assert.deepEqual([english.percent(0.971), german.percent(0.971)], ["97.1 %", "97,1 %"]);
  assert.deepEqual(
    [english.ungrouped(1234.5), german.ungrouped(1234.5), french.ungrouped(1234.5)],
    Array(3).fill("1235"),
  );
});

test("three figures are written, without a long tail, and words for what is no number", () => {
  const writer = new NumberWriter("en");
  assert.deepEqual(
    [0, 0.0312, 12.34, 1.2e9, -1.2e-7, Number.NaN, -Infinity, null].map((value) => writer.figures(value, 3)),
    ["0", "0.0312", "12.3", "1.20e9", "−1.20e−7", "NaN", "−∞", "–"],
  );
  assert.deepEqual(
    [1, 0.03, 1e-6].map((value) => writer.plain(value)),
    ["1", "0.03", "1e−6"],
  );
});

test("a language that is none is written as English", () => {
  for (const name of ["en-US@posix", "", undefined]) {
    assert.deepEqual(signsOf(name), { language: "en", decimal: ".", group: "," }, name);
  }
});
