/** The dark card beside the pointer. */

import { h } from "./dom.js";

/** @typedef {{ title: string, lines: (string | undefined)[] }} Words a title, and lines below it; empty ones are left out */

const GAP = 14;

/** Returns the tooltip's element, and what shows and hides it; places are in pixels of its parent. */
export function createTooltip() {
  const element = h("div", { class: "tooltip", role: "tooltip", hidden: true });
  return {
    element,
    hide: () => {
      element.hidden = true;
    },
    show: (/** @type {Words} */ content, /** @type {number} */ x, /** @type {number} */ y) => {
      fill(element, content);
      element.hidden = false;
      place(element, x, y);
    },
  };
}

/**
 * @param {HTMLElement} element
 * @param {Words} words
 */
function fill(element, { title, lines }) {
  const text = JSON.stringify([title, lines]);
  if (element.dataset.text === text) return;
  element.dataset.text = text;
  element.replaceChildren(
    h("strong", { text: title }),
    ...lines.filter(Boolean).map((line) => h("span", { text: line })),
  );
}

/**
 * @param {HTMLElement} element
 * @param {number} x
 * @param {number} y
 */
function place(element, x, y) {
  const { clientWidth: width, clientHeight: height } = /** @type {Element} */ (
    element.offsetParent ?? element.parentElement
  );
  const { offsetWidth: w, offsetHeight: tall } = element;
  const left = x + GAP + w > width ? Math.max(4, x - GAP - w) : x + GAP;
  const top = Math.min(Math.max(4, y + GAP), Math.max(4, height - tall - 4));
  element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
}
