/** What the components of one page tell each other. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { beforeEach, test } from "node:test";
import { fileURLToPath } from "node:url";
import {
  newestInspection,
  onFrame,
  onInspection,
  tellFrame,
  tellInspection,
} from "../../../playground/ui/components/page/events.js";

const COMPONENTS = new URL("../../../playground/ui/components/", import.meta.url);

beforeEach(() => {
  Object.assign(globalThis, { window: new EventTarget() });
});

test("a frame reaches everybody who listens, until they listen no more", () => {
  /** @type {[who: string, byte: number][]} */
  const heard = [];
  const deafen = onFrame(([byte]) => heard.push(["one", byte]));
  onFrame(([byte]) => heard.push(["other", byte]));
  tellFrame(Uint8Array.of(1));
  deafen();
  tellFrame(Uint8Array.of(2));
  assert.deepEqual(heard, [
    ["one", 1],
    ["other", 1],
    ["other", 2],
  ]);
});

test("an inspection is told once, however often it is seen, and never to who hears frames", () => {
  /** @type {unknown[]} */
  const heard = [];
  onInspection((inspection) => heard.push(inspection));
  onFrame((bytes) => heard.push(bytes));
  for (const number of [1, 1, 2]) tellInspection({ number, isRunning: true });
  assert.deepEqual(heard, [
    { number: 1, isRunning: true },
    { number: 2, isRunning: true },
  ]);
});

test("who comes later finds the newest inspection, and nothing where there has been none", () => {
  assert.equal(newestInspection(), undefined);
  tellInspection({ number: 1, isRunning: true });
  tellInspection({ number: 2, isRunning: false });
  assert.deepEqual(newestInspection(), { number: 2, isRunning: false });
});

test("the newest inspection is known before those who listen hear of it", () => {
  /** @type {(number | undefined)[]} */
  const known = [];
  onInspection(() => known.push(newestInspection()?.number));
  tellInspection({ number: 3, isRunning: false });
  assert.deepEqual(known, [3]);
});

test("components that hold another version of the module hear, too", async () => {
  const newer = await import(new URL("page/events.js?newer", COMPONENTS).href);
  /** @type {unknown[]} */
  const heard = [];
  onInspection((inspection) => heard.push(inspection));
  newer.tellInspection({ number: 4, isRunning: false });
  assert.deepEqual(heard, [{ number: 4, isRunning: false }]);
  assert.deepEqual(newestInspection(), heard[0]);
});

test("no component tells another anything but through this module", () => {
  const names = readdirSync(COMPONENTS, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".js"));
  const others = names.filter((name) => name !== "page/events.js");
  assert.ok(names.length > others.length && others.length > 50, "the modules were found");
  const text = (/** @type {string} */ name) => readFileSync(fileURLToPath(new URL(name, COMPONENTS)), "utf8");
  const telling = /dispatchEvent|CustomEvent|BroadcastChannel|(window|globalThis)\.playground|"playground:/;
  assert.deepEqual(
    others.filter((name) => telling.test(text(name))),
    [],
  );
});
