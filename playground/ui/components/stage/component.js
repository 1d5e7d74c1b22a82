/** What Streamlit loads: it runs from a blob URL, so it only finds the real modules and hands over to them. */

const stages = new WeakMap();

/** Mounts the stage once per parent, then passes every later call on to it; returns the cleanup. */
export default function stageComponent(component) {
  const { parentElement } = component;
  const parsed = { ...component, data: JSON.parse(new TextDecoder().decode(component.data)) };
  const entry = stages.get(parentElement) ?? begin(parsed);
  entry.latest = parsed;
  entry.stage?.update(whole(entry));
  return entry.cleanup;
}

function begin(component) {
  const { parentElement } = component;
  const entry = { latest: component, statics: null, stage: null, isGone: false };
  entry.cleanup = () => {
    entry.isGone = true;
    entry.stage?.destroy();
    if (stages.get(parentElement) === entry) stages.delete(parentElement);
  };
  stages.set(parentElement, entry);
  load(entry);
  return entry;
}

async function load(entry) {
  const { modules, statics } = entry.latest.data;
  const [url, ...others] = modules.map(address);
  others.forEach(preload);
  try {
    const [{ mount }, data] = await Promise.all([import(url), fetchJson(address(statics))]);
    entry.statics = data;
    if (!entry.isGone) entry.stage = mount(whole(entry));
  } catch (error) {
    apologise(entry.latest.parentElement, error);
  }
}

/** Returns the component as the stage wants it: with what is the same for every experiment among its data. */
function whole({ latest, statics }) {
  return { ...latest, data: { ...statics, ...latest.data } };
}

function address(path) {
  return new URL(path, document.baseURI).href;
}

async function fetchJson(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}

/** Fetches a module before the one that imports it has been read: else each level of imports waits for the last. */
function preload(url) {
  if (document.head.querySelector(`link[rel="modulepreload"][href="${url}"]`)) return; // of a stage before
  document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href: url }));
}

function apologise(parent, error) {
  console.error(error);
  const note = document.createElement("p");
  note.textContent = `The stage could not be loaded (${error.message}). Reload the page.`;
  parent.append(note);
}
