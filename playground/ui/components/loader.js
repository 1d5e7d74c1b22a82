/** What Streamlit loads of every component: it runs from a blob URL, where imports find nothing, so it fetches the real
 *  modules and hands over to them. The server writes below which ones, and what the data are. */

/** @typedef {import("./page/component.js").Component<unknown>} Component */
/** @typedef {import("./page/component.js").Mounted<unknown>} Mounted */
/** @typedef {{ latest: Component, mounted: Mounted | null, isGone: boolean, cleanup: () => void }} Entry */

/**
 * Returns the function that Streamlit calls with a component's data: it mounts it once per parent, passes every later
 * call on to it, and returns the cleanup.
 * @param {string[]} paths where the modules lie; the first one exports `mount`
 * @param {boolean} isJson whether the data are JSON, else they are bytes
 */
export function componentAt(paths, isJson) {
  /** @type {WeakMap<Component["parentElement"], Entry>} */
  const entries = new WeakMap();

  /** @param {import("./page/component.js").Component<Uint8Array>} component */
  return (component) => {
    const { data: bytes, parentElement } = component;
    const data = isJson ? JSON.parse(new TextDecoder().decode(bytes)) : bytes;
    const latest = { ...component, data };
    const entry = entries.get(parentElement) ?? begin(latest, paths, () => entries.delete(parentElement));
    entries.set(parentElement, entry);
    entry.latest = latest;
    entry.mounted?.update(latest);
    return entry.cleanup;
  };
}

/**
 * @param {Component} latest
 * @param {string[]} paths
 * @param {() => void} forget
 * @returns {Entry}
 */
function begin(latest, paths, forget) {
  /** @type {Entry} */
  const entry = {
    latest,
    mounted: null,
    isGone: false,
    cleanup: () => {
      if (entry.isGone) return;
      entry.isGone = true;
      entry.mounted?.destroy();
      forget();
    },
  };
  load(entry, paths);
  return entry;
}

/** @param {Entry} entry @param {string[]} paths */
async function load(entry, paths) {
  const [url, ...others] = paths.map((path) => new URL(path, document.baseURI).href);
  others.forEach(preload);
  try {
    const { mount } = await import(url);
    if (!entry.isGone) entry.mounted = mount(entry.latest);
  } catch (error) {
    apologise(entry.latest.parentElement, error);
  }
}

/**
 * Fetches a module before the one that imports it has been read: else each level of imports waits for the last.
 * @param {string} url
 */
function preload(url) {
  if (document.head.querySelector(`link[rel="modulepreload"][href="${url}"]`)) return; // of a component before
  document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href: url }));
}

/** @param {Component["parentElement"]} parent @param {unknown} error */
function apologise(parent, error) {
  console.error(error);
  const note = document.createElement("p");
  note.textContent = `This part of the page could not be loaded (${error instanceof Error ? error.message : error}). Reload the page.`;
  parent.append(note);
}
