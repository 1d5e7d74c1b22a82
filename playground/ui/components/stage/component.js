/** What Streamlit loads: it runs from a blob URL, so it only finds the real modules and hands over to them. */

const stages = new WeakMap();

/** Mounts the stage once per parent, then passes every later call on to it; returns the cleanup. */
export default function stageComponent(component) {
  const { parentElement } = component;
  const parsed = { ...component, data: JSON.parse(new TextDecoder().decode(component.data)) };
  const entry = stages.get(parentElement) ?? begin(parsed);
  entry.latest = parsed;
  entry.stage?.update(parsed);
  return entry.cleanup;
}

function begin(component) {
  const { parentElement } = component;
  const entry = { latest: component, stage: null, isGone: false };
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
  const [url, ...others] = entry.latest.data.modules.map((path) => new URL(path, document.baseURI).href);
  others.forEach(preload);
  try {
    const { mount } = await import(url);
    if (!entry.isGone) entry.stage = mount(entry.latest);
  } catch (error) {
    apologise(entry.latest.parentElement, error);
  }
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
