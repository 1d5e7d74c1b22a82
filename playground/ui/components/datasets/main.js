/** The dataset chooser: a radio group of thumbnails; a click, or an arrow key, picks one. */

import { createThumbnail } from "./thumbnail.js";

/** @typedef {import("./types.js").Choice} Choice */
/** @typedef {import("./types.js").DatasetsComponent} DatasetsComponent */

/** @type {Record<string, number>} */
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/**
 * Puts the chooser into the component's parent.
 * @param {DatasetsComponent} component
 */
export function mount(component) {
  const root = document.createElement("div");
  root.className = "root";
  component.parentElement.append(root);
  /** @param {DatasetsComponent} newer */
  const update = (newer) => draw(root, newer);
  update(component);
  return { update, destroy: () => root.remove() };
}

/**
 * @param {HTMLElement} root
 * @param {DatasetsComponent} component
 */
function draw(root, { data, setTriggerValue }) {
  const group = Object.assign(document.createElement("div"), { className: "datasets", role: "radiogroup" });
  group.ariaLabel = "Dataset";
  const caption = document.createElement("p");
  const buttons = data.datasets.map((dataset) => createButton(dataset, data.look));
  /** @param {string} name */
  const show = (name) => {
    mark(buttons, name);
    caption.textContent = data.datasets.find((dataset) => dataset.name === name)?.title ?? "Given points";
  };
  /** @param {HTMLButtonElement} button */
  const pick = (button) => {
    show(button.name);
    setTriggerValue("pick", button.name);
  };
  for (const button of buttons) button.onclick = () => pick(button);
  group.onkeydown = (event) => move(event, buttons, pick);
  group.append(...buttons);
  const hadFocus = root.contains(focusedIn(root));
  root.replaceChildren(group, caption);
  show(data.chosen);
  if (hadFocus) buttons.find((button) => button.tabIndex === 0)?.focus();
}

/** @param {HTMLElement} element */
function focusedIn(element) {
  return /** @type {Document | ShadowRoot} */ (element.getRootNode()).activeElement;
}

/**
 * @param {import("./types.js").Thumbnail} dataset
 * @param {import("./types.js").Look} look
 */
function createButton(dataset, look) {
  const button = document.createElement("button");
  const { name, title } = dataset;
  Object.assign(button, { type: "button", role: "radio", name, ariaLabel: title });
  button.title = `${title}: ${dataset.description}`;
  button.append(createThumbnail(dataset, look));
  return button;
}

/**
 * @param {HTMLButtonElement[]} buttons
 * @param {string} name
 */
function mark(buttons, name) {
  const chosen = buttons.find((button) => button.name === name);
  for (const button of buttons) {
    button.ariaChecked = String(button === chosen);
    button.tabIndex = button === (chosen ?? buttons[0]) ? 0 : -1;
  }
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLButtonElement[]} buttons
 * @param {(button: HTMLButtonElement) => void} pick
 */
function move(event, buttons, pick) {
  const by = STEPS[event.key];
  if (!by) return;
  event.preventDefault();
  const at = buttons.findIndex((button) => button.contains(/** @type {Node} */ (event.target)));
  const next = buttons[(at + by + buttons.length) % buttons.length];
  next.focus();
  pick(next);
}
