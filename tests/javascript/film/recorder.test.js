/** How a film is taken: moment after moment, until it is done or stopped. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { LAST, Recorder } from "../../../playground/ui/components/stage/film/recorder.js";
import { enoughOf } from "../enough.js";

globalThis.document = enoughOf({ baseURI: "http://page.test/" });
/** A server that takes every picture. @type {string[]} */
const arrived = [];
globalThis.fetch = async (url, how) => {
  if (how?.method === "POST") arrived.push(String(url));
  return new Response();
};
const CANVAS = enoughOf({ toBlob: (/** @type {BlobCallback} */ take) => take(new Blob()) });

/**
 * Returns a recorder whose server answers at once, and what it was asked for.
 * @param {{ n: number, tell?: (number: number) => void }} how many moments are kept, and who hears of each picture
 */
function recorder({ n, tell = () => {} }) {
  /** @type {(number | null)[]} */
  const asked = [];
  const taker = new Recorder(enoughOf({ path: "film", most: 100 }), {
    ask: (at) => {
      asked.push(at);
      const time = { n, at: at === LAST ? n - 1 : at };
      queueMicrotask(() => taker.hear(enoughOf({ time, run: 1, step: at ?? n, now: { step: n } }), () => {}));
    },
    shoot: () => enoughOf(CANVAS),
    tell,
  });
  return { taker, asked };
}

test("every moment is pictured in its order, and the present last", async () => {
  arrived.length = 0;
  const { taker, asked } = recorder({ n: 3 });
  await taker.record();
  assert.deepEqual(asked, [LAST, 0, 1, 2, null]);
  assert.deepEqual(
    arrived,
    [0, 1, 2, 3].map((at) => `http://page.test/film?picture=${at}&of=4`),
  );
});

test("a film that is stopped asks for no moment more, whatever it was busy with", async () => {
  const { taker, asked } = recorder({ n: 9, tell: (number) => number === 2 && taker.stop() });
  await assert.rejects(taker.record());
  assert.deepEqual(asked, [LAST, 0, 1]);
});
