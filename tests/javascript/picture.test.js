/** What the frames of a run add up to. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Picture } from "../../playground/ui/components/stage/model/picture.js";

/**
 * Returns what is enough of a frame for a picture.
 * @param {object} frame
 */
function frameOf(frame) {
  return /** @type {import("../../playground/ui/components/stage/wire/frame.js").Frame} */ (frame);
}

test("a run that failed at once leaves its notice, and nothing of the run before", () => {
  const picture = new Picture();
  const curve = { data: Float32Array.of(0, 0.5, 0.6), shape: [1, 3] };
  picture.absorb(
    frameOf({
      meta: { kind: "moment", run: 1, notice: null, curve_start: 0, time: { n: 0, at: null } },
      arrays: { curve },
    }),
  );
  assert.deepEqual([picture.notice, picture.curve?.epochs], [null, [0]]);
  const notice = { id: "1", text: "It failed." };
  picture.absorb(frameOf({ meta: { kind: "failure", run: 2, notice }, arrays: {} }));
  assert.deepEqual([picture.run, picture.notice, picture.meta, picture.curve?.epochs], [2, notice, null, []]);
});
