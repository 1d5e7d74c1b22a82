/** What the frames of a run add up to. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Picture } from "../../playground/ui/components/stage/model/picture.js";
import { enoughOf } from "./enough.js";

test("a run that failed at once leaves its notice, and nothing of the run before", () => {
  const picture = new Picture();
  const curve = { data: Float32Array.of(0, 0.5, 0.6), shape: [1, 3] };
  picture.absorb(
    enoughOf({
      meta: { kind: "moment", run: 1, notice: null, curve_start: 0, time: { n: 0, at: null } },
      arrays: { curve },
    }),
  );
  assert.deepEqual([picture.notice, picture.curve?.epochs], [null, [0]]);
  const notice = { id: "1", text: "It failed." };
  picture.absorb(enoughOf({ meta: { kind: "failure", run: 2, notice }, arrays: {} }));
  assert.deepEqual([picture.run, picture.notice, picture.meta, picture.curve?.epochs], [2, notice, null, []]);
});
