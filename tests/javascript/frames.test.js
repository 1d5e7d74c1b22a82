/** Frames as bytes: what is whole is read, what is not is refused in words. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { MAGIC, REQUIRED } from "../../playground/ui/components/stage/wire/constants.js";
import { decodeFrame, FrameError } from "../../playground/ui/components/stage/wire/frames.js";

const FAILURE = { kind: "failure", run: 3, notice: { id: "1", text: "It failed." }, arrays: [] };
const NAMES = Object.keys(REQUIRED.moment.arrays);

/**
 * Returns a frame with this header, and after it these bytes.
 * @param {Record<string, unknown>} header
 * @param {number[]} body
 */
function frameOf(header, body = [], magic = MAGIC) {
  const text = JSON.stringify(header);
  const padded = new TextEncoder().encode(text + " ".repeat((4 - (new TextEncoder().encode(text).length % 4)) % 4));
  const bytes = new Uint8Array(8 + padded.length + body.length);
  bytes.set(new TextEncoder().encode(magic));
  new DataView(bytes.buffer).setUint32(4, padded.length, true);
  bytes.set(padded, 8);
  bytes.set(body, 8 + padded.length);
  return bytes;
}

/**
 * Returns a record that has what is required, and nothing else.
 * @param {import("../../playground/ui/components/stage/wire/frame.js").RequiredKeys} required
 * @returns {Record<string, unknown>}
 */
function barest(required) {
  return Object.fromEntries(Object.entries(required).map(([key, inner]) => [key, inner ? barest(inner) : null]));
}

/** Returns the header of a moment whose arrays are single bytes, without some of them. */
function moment(without = "") {
  const names = NAMES.filter((name) => name !== without);
  const arrays = names.map((name, at) => ({ name, dtype: "u1", shape: [1], offset: 4 * at }));
  return { ...barest(REQUIRED.moment.keys), kind: "moment", arrays };
}

const BODY = NAMES.flatMap((_, at) => [at, 0, 0, 0]);

/** @param {string} words */
function refusal(words) {
  return (/** @type {unknown} */ error) => {
    assert.ok(error instanceof FrameError);
    assert.match(error.message, /Reload the page\.$/);
    assert.ok(error.message.includes(words), error.message);
    return true;
  };
}

test("a failure is its header alone", () => {
  const { arrays, ...meta } = FAILURE;
  assert.deepEqual(decodeFrame(frameOf(FAILURE)), { meta, arrays: {} });
  assert.equal(arrays.length, 0);
});

test("every array is read from where it lies, also from the middle of a buffer", () => {
  const buffer = Uint8Array.of(9, 9, 9, ...frameOf(moment(), BODY), 9);
  const { meta, arrays } = decodeFrame(buffer.subarray(3, -1));
  assert.equal(meta.kind, "moment");
  assert.deepEqual(Object.keys(arrays), NAMES);
  for (const [at, name] of NAMES.entries()) {
    const array = /** @type {Record<string, unknown>} */ (arrays)[name];
    assert.deepEqual(array, { data: Uint8Array.of(at), shape: [1] });
  }
});

test("floats are read as such", () => {
  const header = moment();
  header.arrays[0] = { name: NAMES[0], dtype: "f4", shape: [1, 2], offset: 0 };
  const body = [...new Uint8Array(Float32Array.of(0.5, -2).buffer), ...BODY.slice(8)];
  const { arrays } = decodeFrame(frameOf(header, body));
  assert.deepEqual(/** @type {Record<string, unknown>} */ (arrays)[NAMES[0]], {
    data: Float32Array.of(0.5, -2),
    shape: [1, 2],
  });
});

test("another version is refused, and named", () => {
  assert.throws(() => decodeFrame(frameOf(FAILURE, [], "PGF1")), refusal(`"PGF1", this page knows ${MAGIC}`));
  assert.throws(() => decodeFrame(new Uint8Array()), refusal("another version"));
});

test("a missing key is refused, and named", () => {
  for (const key of Object.keys(REQUIRED.moment.keys)) {
    const { [key]: _, ...rest } = /** @type {Record<string, unknown>} */ (moment());
    assert.throws(() => decodeFrame(frameOf(rest, BODY)), refusal(`left out "${key}"`));
  }
});

test("a missing key within a record is refused, and named", () => {
  const header = { ...moment(), time: { n: 3 } };
  assert.throws(() => decodeFrame(frameOf(header, BODY)), refusal('left out "time.at"'));
});

test("a missing array is refused, and named", () => {
  for (const name of NAMES) {
    assert.throws(() => decodeFrame(frameOf(moment(name), BODY)), refusal(`left out "array ${name}"`));
  }
});

test("what is no list of arrays, an unknown kind, or an unknown type of numbers is refused", () => {
  const { arrays, ...rest } = FAILURE;
  assert.throws(() => decodeFrame(frameOf(rest)), refusal('left out "arrays"'));
  assert.throws(() => decodeFrame(frameOf({ ...FAILURE, kind: "film" })), refusal('unknown kind ("film")'));
  const strange = [{ name: "a", dtype: "f8", shape: [1], offset: 0 }];
  assert.throws(() => decodeFrame(frameOf({ ...FAILURE, arrays: strange }, BODY)), refusal('unknown type "f8"'));
  assert.deepEqual(arrays, []);
});
