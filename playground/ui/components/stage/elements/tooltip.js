/** The dark card beside the pointer. */

import { h } from "./dom.js";

const GAP = 14;

/** Returns { element, show, hide }; `show({title, lines}, x, y)` in pixels of the parent. */
export function createTooltip() {
  const element = h("div", { class: "tooltip", role: "tooltip", hidden: true });
  return {
    element,
    hide: () => {
      element.hidden = true;
    },
    show: (content, x, y) => {
      fill(element, content);
      element.hidden = false;
      place(element, x, y);
    },
  };
}

function fill(element, { title, lines }) {
  const text = JSON.stringify([title, lines]);
  if (element.dataset.text === text) return;
  element.dataset.text = text;
  element.replaceChildren(
    h("strong", { text: title }),
    ...lines.filter(Boolean).map((line) => h("span", { text: line })),
  );
}

function place(element, x, y) {
  const { clientWidth: width, clientHeight: height } = element.offsetParent ?? element.parentElement;
  const { offsetWidth: w, offsetHeight: tall } = element;
  const left = x + GAP + w > width ? Math.max(4, x - GAP - w) : x + GAP;
  const top = Math.min(Math.max(4, y + GAP), Math.max(4, height - tall - 4));
  element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
}
