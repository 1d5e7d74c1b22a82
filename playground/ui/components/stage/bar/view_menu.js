/** The menu of how things are looked at and listened to: what it sets is kept in the browser, and part of no experiment. */

import { paletteName } from "../drawing/theme.js";
import { checkbox, h, setOptions } from "../elements/dom.js";
import { ICONS } from "../elements/icons.js";

/** @import { Actions, State } from "../model/types.js" */

const GAP = 8;

/**
 * Returns the button with its menu, and what keeps it true.
 * @param {Actions} actions
 */
export function createViewMenu(actions) {
  const menu = h("div", { class: "view-menu", popover: "auto", role: "group", "aria-label": "View" });
  const button = createButton(menu);
  const projector = checkbox("Projector mode (P)", (isOn) => {
    menu.hidePopover();
    actions.set({ projector: isOn });
  });
  const sound = checkbox("Hear the loss (M)", (isOn) => actions.set({ sound: isOn }));
  const keys = checkbox("Single keys", (isOn) => actions.set({ keys: isOn }));
  keys.element.title = "Whether letters, digits and signs by themselves do something; those in the diagram always do";
  const palette = h("select", { "aria-label": "Colours", onChange: () => actions.set({ palette: palette.value }) });
  menu.append(
    h("label", { class: "field" }, h("span", { class: "caption", text: "Colours" }), palette),
    projector.element,
    sound.element,
    keys.element,
    createEntry(menu, "Save as picture (PNG)", () => actions.savePicture()),
    createEntry(menu, "Say how it stands (S)", () => actions.summary()),
    createEntry(menu, "All keys (?)", () => actions.help()),
  );
  /** @param {State} state */
  const update = ({ data, settings }) => {
    projector.input.checked = settings.projector;
    sound.input.checked = settings.sound;
    keys.input.checked = settings.keys;
    const options = Object.keys(data.palettes).map((name) => ({ value: name, label: name.replace("-", " and ") }));
    setOptions(palette, options, paletteName(data.palettes, settings.palette));
  };
  return { element: h("span", { class: "view-box" }, button, menu), update };
}

/** @param {HTMLElement} menu which it opens */
function createButton(menu) {
  const button = h(
    "button",
    { type: "button", class: "tool view", "aria-label": "View", title: "View: projector, colours, sound, keys" },
    h("span", { class: "icon", html: ICONS.view }),
    h("span", { class: "caption", text: "View" }),
  );
  button.popoverTargetElement = menu;
  menu.addEventListener("toggle", ({ newState }) => newState === "open" && place(menu, button));
  return button;
}

/**
 * @param {HTMLElement} menu which closes
 * @param {string} text
 * @param {() => void} act
 */
function createEntry(menu, text, act) {
  return h("button", {
    type: "button",
    text,
    onClick: () => {
      menu.hidePopover();
      act();
    },
  });
}

/**
 * Puts the menu under its button, on the screen whole.
 * @param {HTMLElement} menu
 * @param {HTMLElement} button
 */
function place(menu, button) {
  const { right, bottom } = button.getBoundingClientRect();
  menu.style.top = `${bottom + GAP}px`;
  menu.style.left = `${Math.max(GAP, right - menu.offsetWidth)}px`;
}
