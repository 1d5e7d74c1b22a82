/** What Streamlit loads of every component: it runs from a blob URL, where imports find nothing, so it fetches the real
 *  modules and hands over to them. The server writes below which ones, and what the data are. */

/** @typedef {import("./page/component.js").Component<unknown>} Component */
/** @typedef {import("./page/component.js").Mounted<unknown>} Mounted */
/** @typedef {{ latest: Component, statics: object | null, mounted: Mounted | null, isGone: boolean, cleanup: () => void }} Entry */

/**
 * Returns the function that Streamlit calls with a component's data: it mounts it once per parent, passes every later
 * call on to it, and returns the cleanup.
 * @param {string[]} paths where the modules lie; the first one exports `mount`
 * @param {boolean} isJson whether the data are JSON, else they are bytes
 * @param {string | null} statics where the part of the data lies that is always the same
 */
export function componentAt(paths, isJson, statics) {
  /** @type {WeakMap<Component["parentElement"], Entry>} */
  const entries = new WeakMap();

  /** @param {import("./page/component.js").Component<Uint8Array>} component */
  return (component) => {
    const { data: bytes, parentElement } = component;
    const data = isJson ? JSON.parse(new TextDecoder().decode(bytes)) : bytes;
    const latest = { ...component, data };
    const entry = entries.get(parentElement) ?? begin(latest, paths, statics, () => entries.delete(parentElement));
    entries.set(parentElement, entry);
    entry.latest = latest;
    entry.mounted?.update(whole(entry));
    return entry.cleanup;
  };
}

/**
 * @param {Component} latest
 * @param {string[]} paths
 * @param {string | null} statics
 * @param {() => void} forget
 * @returns {Entry}
 */
function begin(latest, paths, statics, forget) {
  /** @type {Entry} */
  const entry = {
    latest,
    statics: null,
    mounted: null,
    isGone: false,
    cleanup: () => {
      if (entry.isGone) return;
      entry.isGone = true;
      entry.mounted?.destroy();
      forget();
    },
  };
  load(entry, paths, statics);
  return entry;
}

/** @param {Entry} entry @param {string[]} paths @param {string | null} statics */
async function load(entry, paths, statics) {
  const [url, ...others] = paths.map(address);
  others.forEach(preload);
  try {
    const [{ mount }, data] = await Promise.all([import(url), statics && fetchJson(address(statics))]);
    entry.statics = data;
    if (!entry.isGone) entry.mounted = mount(whole(entry));
  } catch (error) {
    apologise(entry.latest.parentElement, error);
  }
}

/**
 * Returns what a component gets: what is always the same among its data.
 * @param {Entry} entry
 * @returns {Component}
 */
function whole({ latest, statics }) {
  return statics ? { ...latest, data: { ...statics, .../** @type {object} */ (latest.data) } } : latest;
}

/** @param {string} path relative to the page */
function address(path) {
  return new URL(path, document.baseURI).href;
}

/** @param {string} url */
async function fetchJson(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
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
