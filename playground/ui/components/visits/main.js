/** Tells the server whenever the viewer goes back or forward; the page's own changes of the URL are no visits. */

/** @typedef {import("../page/component.js").Component<null, { visit: string }>} Component */

/**
 * Listens to the browser's way back and forward; nothing of it is seen.
 * @param {Component} component
 */
export function mount(component) {
  let latest = component;
  const tell = () => latest.setTriggerValue("visit", location.search);
  window.addEventListener("popstate", tell);
  return {
    /** @param {Component} component */
    update: (component) => {
      latest = component;
    },
    destroy: () => window.removeEventListener("popstate", tell),
  };
}
