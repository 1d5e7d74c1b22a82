/** Listens to the page's keys, and leaves those alone that are meant for what has the focus. */

import { KEYS } from "./keys.js";

/** @import { Actions, Settings } from "../model/types.js" */
/** @import { Entry } from "./keys.js" */

/** Where a key is typed into: all keys belong to it. */
const TYPED = `textarea, select, input:not([type="checkbox"], [type="radio"], [type="range"]), [contenteditable="true"], dialog, [popover],
  [role="dialog"], [role="textbox"], [role="combobox"], [role="listbox"], [role="menu"], [role="grid"], [role="spinbutton"]`;
/** What is worked with a key itself. */
const PRESSED = `button, a, summary, input, [role="button"], [role="radio"], [role="checkbox"], [role="switch"], [role="tab"]`;
const MOVED = `[type="range"], [role="slider"], [role="radio"], [role="tab"]`;
const WORKED_WITH = new Map([
  [" ", PRESSED],
  ["Home", MOVED],
  ["End", MOVED],
]);

/** @type {Map<string, Entry>} */
const BY_KEY = new Map();
for (const { entries } of KEYS) for (const entry of entries) for (const key of entry.keys) BY_KEY.set(key, entry);

/**
 * Listens until the returned function is called.
 * @param {HTMLElement} root of the stage
 * @param {Actions} actions
 */
export function listenToKeys(root, actions) {
  /** @param {KeyboardEvent} event */
  const listener = (event) => hear(event, root, actions);
  document.addEventListener("keydown", listener);
  return () => document.removeEventListener("keydown", listener);
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLElement} root
 * @param {Actions} actions
 */
function hear(event, root, actions) {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (root.querySelector("dialog[open], :popover-open")) return; // closed by the browser's own Escape, and no key goes behind it
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const entry = BY_KEY.get(key);
  if (!entry || !isFree(key, entry, event.composedPath(), root, actions.state().settings)) return;
  event.preventDefault();
  if (!event.repeat || entry.repeats) entry.press(actions, key);
}

/**
 * Whether a key pressed at the first of these nodes is meant for the stage, and not for what has the focus.
 * @param {string} key
 * @param {Entry} entry
 * @param {EventTarget[]} path
 * @param {HTMLElement} root
 * @param {Settings} settings
 */
function isFree(key, { inTree }, path, root, settings) {
  /** @param {string} selector */
  const has = (selector) => path.some((node) => matches(node, selector));
  if (key === "Escape" && path.includes(root)) return true;
  if (has(TYPED)) return false;
  const isInTree = path.includes(root) && has('[role="tree"]');
  if (inTree) return isInTree;
  if (key.length === 1 && !settings.keys && !isInTree) return false;
  const worked = WORKED_WITH.get(key);
  return worked === undefined || !matches(path[0], worked);
}

/**
 * @param {EventTarget} node
 * @param {string} selector
 */
function matches(node, selector) {
  return node instanceof Element && node.matches(selector);
}
