/** Every key of the stage in one table, which the page listens by and the help lists. */

import { addUnitsPatch, insertPatch, newWeightsPatch, removePatch } from "../model/edits.js";

/** Where a key is typed into: all keys belong to it. */
const TYPED = `textarea, select, input:not([type="checkbox"], [type="radio"], [type="range"]), [contenteditable="true"], dialog, [popover],
  [role="dialog"], [role="textbox"], [role="combobox"], [role="listbox"], [role="menu"], [role="grid"], [role="spinbutton"]`;
/** What is worked with a key itself. */
const PRESSED = `button, a, summary, input, [role="button"], [role="radio"], [role="checkbox"], [role="switch"], [role="tab"]`;
const MOVED = `[type="range"], [role="slider"], [role="radio"], [role="tab"]`;
const WORKED_WITH = { " ": PRESSED, Home: MOVED, End: MOVED };

const PANELS = '[role="radiogroup"][aria-label="Panels"] [role="radio"]';

/**
 * The keys in groups. `keys` are names of `KeyboardEvent.key`, `label` is what the help shows, `does` what it says;
 * `press(actions, key)` does it. `repeats`: also again and again while held down. `inTree`: only in the diagram's tree.
 */
export const KEYS = [
  {
    title: "Training",
    entries: [
      { keys: [" "], label: "Space", does: "Run or pause", press: runOrPause },
      {
        keys: ["."],
        label: ".",
        does: "Train on one batch",
        press: ({ command }) => command({ do: "step", unit: "batch" }),
        repeats: true,
      },
      {
        keys: ["e"],
        label: "E",
        does: "Train for one epoch",
        press: ({ command }) => command({ do: "step", unit: "epoch" }),
      },
      {
        keys: ["0"],
        label: "0",
        does: "Reset: back to the initial weights",
        press: ({ command }) => command({ do: "reset" }),
      },
      {
        keys: ["n"],
        label: "N",
        does: "New weights: draw other initial ones",
        press: ({ edit }) => edit(newWeightsPatch),
      },
    ],
  },
  {
    title: "Network",
    entries: [
      { keys: ["d"], label: "D", does: "Go to the diagram", press: ({ tree }) => tree.focus() },
      {
        keys: ["ArrowUp", "ArrowDown"],
        label: "↑ ↓",
        does: "Walk through a column, or a neuron's weights",
        press: walk,
        repeats: true,
        inTree: true,
      },
      {
        keys: ["ArrowLeft", "ArrowRight"],
        label: "← →",
        does: "Walk to the column beside, or along a weight",
        press: walk,
        repeats: true,
        inTree: true,
      },
      { keys: ["i"], label: "I", does: "Into the neuron's incoming weights, and out again", press: walk, inTree: true },
      {
        keys: ["Enter"],
        label: "Enter",
        does: "Open the card, to edit the value",
        press: ({ tree }) => tree.open(),
        inTree: true,
      },
      { keys: ["a"], label: "A", does: "Add a layer after this column", press: addLayer },
      { keys: ["x"], label: "X", does: "Remove this layer", press: removeLayer },
      {
        keys: ["+"],
        label: "+",
        does: "Add a neuron to this layer",
        press: (actions) => addUnits(actions, 1),
        repeats: true,
      },
      {
        keys: ["-"],
        label: "−",
        does: "Remove a neuron from this layer",
        press: (actions) => addUnits(actions, -1),
        repeats: true,
      },
    ],
  },
  {
    title: "Time",
    entries: [
      {
        keys: ["b"],
        label: "B",
        does: "Back by one moment",
        press: (actions) => scrub(actions, ({ at }) => at - 1),
        repeats: true,
      },
      {
        keys: ["f"],
        label: "F",
        does: "Forward by one moment",
        press: (actions) => scrub(actions, ({ at }) => at + 1),
        repeats: true,
      },
      { keys: ["Home"], label: "Home", does: "To the first moment", press: (actions) => scrub(actions, () => 0) },
      { keys: ["End"], label: "End", does: "To the present", press: (actions) => scrub(actions, ({ n }) => n) },
    ],
  },
  {
    title: "Page",
    entries: [
      {
        keys: ["1", "2", "3", "4", "5", "6", "7", "8", "9"],
        label: "1 …",
        does: "Open a panel, or close it",
        press: pressPanel,
      },
      { keys: ["s"], label: "S", does: "Say how the training stands", press: ({ summary }) => summary() },
      {
        keys: ["m"],
        label: "M",
        does: "Hear the loss as a tone while it trains",
        press: ({ set, state }) => set({ sound: !state().settings.sound }),
      },
      {
        keys: ["p"],
        label: "P",
        does: "Projector mode",
        press: ({ set, state }) => set({ projector: !state().settings.projector }),
      },
      { keys: ["?"], label: "?", does: "List all keys", press: ({ help }) => help() },
      {
        keys: ["Escape"],
        label: "Escape",
        does: "Close what is open: the card, the summary, this list",
        press: ({ leave }) => leave(),
      },
    ],
  },
];

const BY_KEY = new Map(
  KEYS.flatMap(({ entries }) => entries.flatMap((entry) => entry.keys.map((key) => [key, entry]))),
);

/** Listens to the page's keys until the returned function is called; `root` is the stage. */
export function listenToKeys(root, actions) {
  const listener = (event) => hear(event, root, actions);
  document.addEventListener("keydown", listener);
  return () => document.removeEventListener("keydown", listener);
}

function hear(event, root, actions) {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (root.querySelector("dialog[open], :popover-open")) return; // closed by the browser's own Escape, and no key goes behind it
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const entry = BY_KEY.get(key);
  if (!entry || !isFree(key, entry, event.composedPath(), root, actions.state().settings)) return;
  event.preventDefault();
  if (!event.repeat || entry.repeats) entry.press(actions, key);
}

/** Whether a key pressed at the first of these nodes is meant for the stage, and not for what has the focus. */
function isFree(key, { inTree }, path, root, settings) {
  const has = (selector) => path.some((node) => node.matches?.(selector));
  if (key === "Escape" && path.includes(root)) return true;
  if (has(TYPED)) return false;
  const isInTree = path.includes(root) && has('[role="tree"]');
  if (inTree) return isInTree;
  if (key.length === 1 && !settings.keys && !isInTree) return false;
  return !(key in WORKED_WITH && path[0].matches?.(WORKED_WITH[key]));
}

function runOrPause({ state, command }) {
  command({ do: state().picture.meta?.state === "running" ? "pause" : "run" });
}

function walk({ tree }, key) {
  tree.walk(key);
}

/** Adds a layer after the column that the diagram's tree is at, and goes there. */
function addLayer({ state, edit, tree, say }) {
  const {
    structure: { sizes },
    data,
  } = state();
  const most = data.limits.hidden_layers;
  if (sizes.length - 2 >= most) return say(`There can be no more than ${most} hidden layers`);
  const column = Math.min(tree.column(), sizes.length - 2);
  edit((experiment) => insertPatch(experiment, column));
  return tree.go(column + 1);
}

function removeLayer(actions) {
  const index = hiddenIndex(actions);
  if (index !== null) actions.edit((experiment) => removePatch(experiment, index));
}

function addUnits(actions, difference) {
  const index = hiddenIndex(actions);
  if (index !== null) actions.edit((experiment, limits) => addUnitsPatch(experiment, index, difference, limits));
}

/** Returns which hidden layer the diagram's tree is at; null, and says so, where that is none. */
function hiddenIndex({ state, tree, say }) {
  const { kind, index } = state().structure.columns[tree.column()];
  if (kind === "hidden") return index;
  say("This is no hidden layer");
  return null;
}

/** Shows the moment that `choose({ n, at })` returns, of the moments 0 to n, the last of which is the present. */
function scrub({ state, moments }, choose) {
  const { n = 0, at } = state().picture.meta?.time ?? {};
  const chosen = Math.max(0, choose({ n, at: at ?? n }));
  if (n > 0) moments.ask(chosen < n ? { do: "moment", at: chosen } : { do: "now" });
}

/** Opens the panel of a number, or closes it: the strip has the titles that the server tells. */
function pressPanel({ state }, key) {
  const title = state().data.panels[Number(key) - 1];
  const radio = [...document.querySelectorAll(PANELS)].find((element) => element.textContent.trim() === title);
  if (radio?.checkVisibility()) radio.click();
}
