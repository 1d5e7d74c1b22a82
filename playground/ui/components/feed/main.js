/** Hands the newest frame to the stage on this page. */

import { tellFrame } from "../page/events.js";

/** @typedef {import("../page/component.js").Component<Uint8Array>} Component */

/**
 * Hands over the component's frame, and then those of its updates.
 * @param {Component} component
 */
export function mount(component) {
  tellFrame(component.data);
  return { update: mount, destroy: () => {} };
}
