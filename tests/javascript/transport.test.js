/** What becomes of commands while there is no socket. */

import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.window = /** @type {Window & typeof globalThis} */ (/** @type {unknown} */ (new EventTarget()));
const { Transport } = await import("../../playground/ui/components/stage/wire/transport.js");

const DEAF = { onFrame() {}, onStatus() {}, onExpired() {}, onBlocked() {}, onCommands() {} };

test("the newest commands are kept, and where one looks is not", () => {
  const transport = new Transport(DEAF);
  for (let at = 0; at < 30; at += 1) transport.send({ do: "step", unit: "batch" });
  transport.send({ do: "run" });
  for (let unit = 0; unit < 30; unit += 1) transport.send({ do: "focus", layer: 0, unit });
  assert.deepEqual(
    transport.queue.map((command) => command.do),
    [...Array(19).fill("step"), "run"],
  );
});

test("where sockets are blocked the commands of a moment go together", async () => {
  /** @type {(import("../../playground/ui/components/stage/wire/commands.js").Command & { id: number })[][]} */
  const handed = [];
  const transport = new Transport({ ...DEAF, onCommands: (commands) => handed.push(commands) });
  transport.status = "blocked";
  transport.send({ do: "reset" });
  transport.send({ do: "run" });
  await Promise.resolve();
  transport.send({ do: "pause" });
  await Promise.resolve();
  assert.deepEqual(
    handed.map((commands) => commands.map((command) => command.do)),
    [["reset", "run"], ["pause"]],
  );
  const ids = handed.flat().map(({ id }) => id);
  assert.deepEqual(ids, [...new Set(ids)].sort(), "each is told from those before it, which may come twice");
});
