/** The wire format of a frame, version 1: bytes -> { meta, arrays }. */

const MAGIC = "PGF1";
const READERS = { f4: Float32Array, u1: Uint8Array };

/** Raised for bytes this page cannot read; the message is for the person in front of it. */
export class FrameError extends Error {}

/** Returns { meta, arrays: {name: {data, shape}} } of one frame. */
export function decodeFrame(bytes) {
  const buffer = bytes instanceof ArrayBuffer ? bytes : bytes.slice().buffer;
  const view = new DataView(buffer);
  const magic = buffer.byteLength < 8 ? "" : String.fromCharCode(...new Uint8Array(buffer, 0, 4));
  if (magic !== MAGIC)
    throw new FrameError(`The server speaks another version ("${magic}", this page knows ${MAGIC}). Reload the page.`);
  const length = view.getUint32(4, true);
  const meta = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, length)));
  return { meta, arrays: readArrays(buffer, 8 + length, meta.arrays ?? []) };
}

function readArrays(buffer, base, entries) {
  const arrays = {};
  for (const { name, dtype, shape, offset } of entries) {
    const Reader = READERS[dtype];
    if (!Reader) throw new FrameError(`The server sent numbers of an unknown type "${dtype}". Reload the page.`);
    const length = shape.reduce((product, side) => product * side, 1);
    arrays[name] = { data: new Reader(buffer, base + offset, length), shape };
  }
  return arrays;
}
