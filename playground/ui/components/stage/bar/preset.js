/** Which preset is looked at, and the choice of another. */

import { h } from "../elements/dom.js";

/** @import { Actions, State } from "../model/types.js" */
/** @import { Data, PresetItem } from "../wire/data.js" */

/**
 * Returns the select of all presets, and what keeps it true.
 * @param {Actions} actions
 */
export function createPreset(actions) {
  const element = h("select", {
    class: "preset",
    "aria-label": "Preset",
    title: "Preset",
    onChange: () => actions.choosePreset(element.value),
  });
  return { element, update: (/** @type {State} */ { data }) => updatePreset(element, data) };
}

/**
 * @param {HTMLSelectElement} select
 * @param {Data} data
 */
function updatePreset(select, { presets, preset }) {
  const key = JSON.stringify(presets);
  if (select.dataset.key !== key) {
    select.dataset.key = key;
    const own = h("option", { value: "", text: "Your own", disabled: true });
    select.replaceChildren(own, ...presets.map(({ group, items }) => optionGroup(group, items)));
  }
  select.value = preset ?? "";
}

/**
 * @param {string} label
 * @param {PresetItem[]} items
 */
function optionGroup(label, items) {
  return h("optgroup", { label }, ...items.map(({ id, title }) => h("option", { value: id, text: title })));
}
