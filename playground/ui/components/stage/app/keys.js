/** Every key of the stage in one table, which the page listens by and the help lists. */

import { newWeightsPatch } from "../model/edits.js";
import { addLayer, addUnits, pressPanel, removeLayer, runOrPause, scrub, walk } from "./key_deeds.js";

/** @import { Actions } from "../model/types.js" */

/**
 * @typedef {object} Entry
 * @property {string[]} keys names of `KeyboardEvent.key`
 * @property {string} label what the help shows
 * @property {string} does what it says
 * @property {(actions: Actions, key: string) => void} press does it
 * @property {boolean} [repeats] also again and again while held down
 * @property {boolean} [inTree] only in the diagram's tree
 */

/** @typedef {{ title: string, entries: Entry[] }} Group */

/** @type {Group[]} */
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
        press: (actions) => scrub(actions, (shown) => shown - 1),
        repeats: true,
      },
      {
        keys: ["f"],
        label: "F",
        does: "Forward by one moment",
        press: (actions) => scrub(actions, (shown) => shown + 1),
        repeats: true,
      },
      { keys: ["Home"], label: "Home", does: "To the first moment", press: (actions) => scrub(actions, () => 0) },
      { keys: ["End"], label: "End", does: "To the present", press: (actions) => scrub(actions, (_, n) => n) },
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
