/** The wire format of a frame: bytes -> { meta, arrays }. What does not keep to it is refused in words. */

import { MAGIC, REQUIRED } from "./constants.js";

const BEGINNING = 8; // bytes: the magic, and the length of the header
const READERS = { f4: Float32Array, u1: Uint8Array };

/** Raised for bytes this page cannot read; the message is for the person in front of it. */
export class FrameError extends Error {
  /** @param {string} what */
  constructor(what) {
    super(`${what}. Reload the page.`);
  }
}

/**
 * Returns the header and the arrays of one frame; of a failure there are no arrays.
 * @param {ArrayBuffer | Uint8Array<ArrayBuffer>} bytes
 * @returns {import("./frame.js").Frame}
 */
export function decodeFrame(bytes) {
  const buffer = bytes instanceof ArrayBuffer ? bytes : bytes.slice().buffer;
  const { header, end } = readHeader(buffer);
  const { arrays: entries, ...meta } = header;
  const required = REQUIRED[meta.kind];
  if (!required) throw new FrameError(`The server sent a frame of an unknown kind ("${meta.kind}")`);
  checkKeys(meta, required.keys, "");
  const arrays = readArrays(buffer, end, entries);
  checkKeys(arrays, required.arrays, "array ");
  return /** @type {import("./frame.js").Frame} */ (/** @type {unknown} */ ({ meta, arrays }));
}

/** @param {ArrayBuffer} buffer */
function readHeader(buffer) {
  const magic = buffer.byteLength < BEGINNING ? "" : String.fromCharCode(...new Uint8Array(buffer, 0, MAGIC.length));
  if (magic !== MAGIC) throw new FrameError(`The server speaks another version ("${magic}", this page knows ${MAGIC})`);
  const length = new DataView(buffer).getUint32(MAGIC.length, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, BEGINNING, length)));
  checkKeys(header, { kind: null, arrays: null }, "");
  return { header, end: BEGINNING + length };
}

/**
 * Refuses a record that lacks what it has to hold.
 * @param {Record<string, any>} record
 * @param {import("./frame.js").RequiredKeys} required
 * @param {string} path what to say before a key
 */
function checkKeys(record, required, path) {
  for (const [key, inner] of Object.entries(required)) {
    if (!(key in record)) throw new FrameError(`The server left out "${path}${key}" of a frame`);
    if (inner) checkKeys(record[key], inner, `${path}${key}.`);
  }
}

/**
 * @param {ArrayBuffer} buffer
 * @param {number} base where the first array lies
 * @param {{ name: string, dtype: string, shape: number[], offset: number }[]} entries
 */
function readArrays(buffer, base, entries) {
  /** @type {Record<string, import("./frame.js").NumberArray<Float32Array | Uint8Array, number[]>>} */
  const arrays = {};
  for (const { name, dtype, shape, offset } of entries) {
    const Reader = READERS[/** @type {keyof typeof READERS} */ (dtype)];
    if (!Reader) throw new FrameError(`The server sent numbers of an unknown type "${dtype}"`);
    const length = shape.reduce((product, side) => product * side, 1);
    arrays[name] = { data: new Reader(buffer, base + offset, length), shape };
  }
  return arrays;
}
