/** The pitch of a loss. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { pitchOf } from "../../playground/ui/components/stage/speech/sound.js";

test("equal factors of the loss are equal intervals, within the bounds of what is heard", () => {
  const pitches = [1e-9, 1e-4, 1e-3, 1e-2, 10, 1e9].map(pitchOf);
  const factors = pitches.slice(1).map((pitch, at) => pitch / pitches[at]);
  assert.equal(pitches[0], 110);
  assert.equal(pitches.at(-1), 880);
  assert.equal(factors[0], 1);
  assert.ok(Math.abs(factors[1] - factors[2]) < 1e-9);
  assert.equal(factors.at(-1), 1);
});
