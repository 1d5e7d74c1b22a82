/** How moments of the past are asked for. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Moments } from "../../playground/ui/components/stage/model/moments.js";

/** Returns moments of a page that paints at once, and what they ask the server for. */
function recorded() {
  /** @type {object[]} */
  const sent = [];
  const moments = new Moments(
    (command) => sent.push(command),
    () => {},
    (go) => go(),
  );
  return { sent, moments };
}

test("of what is asked for while an answer is to come only the last is sent", () => {
  const { sent, moments } = recorded();
  for (const at of [1, 2, 3]) moments.ask({ do: "moment", at });
  assert.deepEqual(sent, [{ do: "moment", at: 1 }]);
  moments.hear({ state: "paused", time: { n: 9, at: 1 } });
  assert.deepEqual(sent.at(-1), { do: "moment", at: 3 });
  moments.hear({ state: "paused", time: { n: 9, at: 3 } });
  assert.equal(moments.isWaiting, false);
  assert.equal(sent.length, 2);
});

test("the film goes from moment to moment and ends at the present", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { sent, moments } = recorded();
  moments.play({ n: 2, at: null });
  for (const at of [0, 1]) {
    assert.deepEqual(sent.at(-1), { do: "moment", at });
    moments.hear({ state: "paused", time: { n: 2, at } });
    context.mock.timers.tick(100);
  }
  assert.deepEqual(sent.at(-1), { do: "now" });
  assert.equal(moments.isPlaying, false);
});

test("a film begun while another runs is the only one", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { sent, moments } = recorded();
  moments.play({ n: 9, at: null });
  moments.hear({ state: "paused", time: { n: 9, at: 0 } });
  moments.play({ n: 9, at: 4 });
  moments.hear({ state: "paused", time: { n: 9, at: 5 } });
  context.mock.timers.tick(100);
  moments.hear({ state: "paused", time: { n: 9, at: 6 } });
  context.mock.timers.tick(100);
  assert.deepEqual(
    sent,
    [0, 5, 6, 7].map((at) => ({ do: "moment", at })),
  );
});

test("the film waits with its next moment until the last one is painted", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  /** @type {object[]} */
  const sent = [];
  /** @type {(() => void)[]} */
  const waiting = [];
  const moments = new Moments(
    (command) => sent.push(command),
    () => {},
    (go) => waiting.push(go),
  );
  moments.play({ n: 9, at: null });
  moments.hear({ state: "paused", time: { n: 9, at: 0 } });
  context.mock.timers.tick(1000);
  assert.equal(sent.length, 1);
  waiting.forEach((go) => go());
  assert.deepEqual(sent.at(-1), { do: "moment", at: 1 });
});

test("a frame of another moment does not move the film on", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { sent, moments } = recorded();
  moments.play({ n: 9, at: null });
  moments.hear({ state: "paused", time: { n: 9, at: null } });
  moments.hear({ state: "paused", time: { n: 9, at: 4 } });
  context.mock.timers.tick(1000); // longer than an answer is waited for
  assert.deepEqual(sent, [{ do: "moment", at: 0 }]);
  assert.equal(moments.isPlaying, true);
});
