/** A field for one number that also changes by itself: what is being typed is never written over. */

import { ungrouped } from "../model/format.js";
import { LARGEST_WEIGHT } from "../wire/constants.js";
import { focusedIn, h, setAttribute } from "./dom.js";

const REFUSAL = "Type a number up to a billion, such as 0.5 or −1.2e−3";
const ECHO_MS = 1000;

/**
 * @typedef {object} Field
 * @property {HTMLInputElement} element
 * @property {string} label
 * @property {(value: number) => void} commit
 * @property {string} shown what stands there unless something else is being typed
 * @property {number} heldUntil when what was sent has had its time to come back
 */

/**
 * Returns the field's element and what shows a value in it.
 * @param {string} label
 * @param {(value: number) => void} commit hears of every number typed and confirmed
 */
export function createNumberField(label, commit) {
  const element = h("input", {
    class: "number",
    type: "text",
    inputMode: "decimal",
    autocomplete: "off",
    "aria-label": label,
  });
  /** @type {Field} */
  const field = { element, label, commit, shown: "", heldUntil: 0 };
  judge(field, true);
  element.addEventListener("focus", () => element.select());
  element.addEventListener("input", () => judge(field, true));
  element.addEventListener("blur", () => accept(field));
  element.addEventListener("keydown", (event) => KEYS[event.key]?.(field, event));
  return { element, show: (/** @type {number | null} */ value) => show(field, value) };
}

/** @type {Record<string, (field: Field, event: KeyboardEvent) => void>} */
const KEYS = {
  Enter: (field) => {
    if (accept(field)) field.element.select();
    else field.element.reportValidity();
  },
  Escape: (field, event) => {
    if (!isEdited(field)) return;
    event.stopPropagation();
    field.element.value = field.shown;
    judge(field, true);
    field.element.select();
  },
};

/** @param {Field} field */
function isEdited({ element, shown }) {
  return element.value !== shown;
}

/**
 * Shows a value, unless another one is being typed or was sent just now and is still on its way back.
 * @param {Field} field
 * @param {number | null} value
 */
function show(field, value) {
  const text = ungrouped(value);
  if (text === field.shown) field.heldUntil = 0;
  if (text === field.shown || isEdited(field) || isBegun(field) || performance.now() < field.heldUntil) return;
  const isChosen = hasFocus(field);
  field.element.value = field.shown = text;
  if (isChosen) field.element.select();
}

/**
 * Whether somebody has set the cursor into the text: as long as all of it is selected nothing has begun.
 * @param {Field} field
 */
function isBegun(field) {
  const { selectionStart, selectionEnd, value } = field.element;
  return hasFocus(field) && (selectionEnd ?? 0) - (selectionStart ?? 0) < value.length;
}

/** @param {Field} field */
function hasFocus({ element }) {
  return focusedIn(element) === element;
}

/**
 * Takes what was typed; returns whether that is a number.
 * @param {Field} field
 */
function accept(field) {
  if (!isEdited(field)) return true;
  const value = parseNumber(field.element.value);
  judge(field, value !== null);
  if (value === null) return false;
  field.shown = field.element.value = ungrouped(value);
  field.heldUntil = performance.now() + ECHO_MS;
  field.commit(value);
  return true;
}

/**
 * @param {Field} field
 * @param {boolean} isGood
 */
function judge({ element, label }, isGood) {
  element.setCustomValidity(isGood ? "" : REFUSAL);
  setAttribute(element, "aria-invalid", String(!isGood));
  setAttribute(element, "title", isGood ? label : REFUSAL);
}

/**
 * Returns the finite number that a text says, with a point or a comma, else null.
 * @param {string} text
 */
function parseNumber(text) {
  const plain = text.trim().replaceAll("\u2212", "-").replace(",", ".");
  const value = plain === "" ? NaN : Number(plain);
  return Math.abs(value) <= LARGEST_WEIGHT ? value : null;
}
