/** The table of keys. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { KEYS } from "../../playground/ui/components/stage/app/keys.js";

test("no key has two meanings", () => {
  const keys = KEYS.flatMap(({ entries }) => entries.flatMap((entry) => entry.keys));
  assert.ok(keys.length > 25);
  assert.equal(new Set(keys).size, keys.length);
});
