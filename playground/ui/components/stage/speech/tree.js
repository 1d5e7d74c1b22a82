/**
 * The diagram as a tree for the keyboard and for screen readers: columns, their neurons, and of the neuron gone into
 * its incoming weights and its bias. It lies unseen beside the canvas, which rings whatever has the focus here.
 */

import { isCarded } from "../card/card.js";
import { focusedIn, h, setAttribute } from "../elements/dom.js";
import { shown } from "../model/picture.js";
import { createBranch, fold, rowsOf, unfold } from "./branches.js";
import { moved, nearest, targetAt } from "./places.js";
import { columnText, neuronText, rowText } from "./tree_words.js";

/** @import { Actions, State, Structure, Tree, View } from "../model/types.js" */
/** @import { MomentHeader } from "../wire/frame.js" */
/** @import { Branch } from "./branches.js" */
/** @import { Place } from "./places.js" */

const EVERY_MS = 1000; // how often the words follow the numbers while it trains

/**
 * Returns the view of the tree, with what the keys do in it.
 * @param {Actions} actions
 * @returns {View & Tree}
 */
export function createTree(actions) {
  return new DiagramTree(actions);
}

class DiagramTree {
  /** @param {Actions} actions */
  constructor(actions) {
    this.actions = actions;
    this.element = h("div", {
      class: "tree unseen",
      role: "tree",
      "aria-label": "The network",
      "aria-description": "Arrow keys walk through it; the question mark lists all keys",
    });
    /** Units of each column that is built. @type {number[]} */
    this.sizes = [];
    /** @type {Branch[]} */
    this.branches = [];
    /** @type {Place | null} */
    this.at = null;
    /** The item at that place. @type {HTMLElement | null} */
    this.current = null;
    /** The neuron whose rows are shown. @type {HTMLElement | null} */
    this.entered = null;
    /** The column to go to as soon as it is there. @type {number | null} */
    this.awaited = null;
    /** Whether the focus is in the card that was opened from here. */
    this.isAway = false;
    /** What the words are about. @type {{ structure: Structure | null, meta: MomentHeader | null, ms: number }} */
    this.told = { structure: null, meta: null, ms: 0 };
    this.listen();
  }

  listen() {
    this.element.addEventListener(
      "focusin",
      () => this.at && this.actions.attend(targetAt(this.at, this.shownSizes())),
    );
    this.element.addEventListener("focusout", () => this.actions.attend(null));
    this.element.addEventListener("click", ({ target }) => {
      const item = /** @type {Element} */ (target).closest('[role="treeitem"]');
      if (item) this.press(/** @type {HTMLElement} */ (item));
    });
  }

  /** Units shown of each column that the network is to have. */
  shownSizes() {
    return this.actions.state().structure.sizes.map(shown);
  }

  focus() {
    this.current?.focus();
  }

  /** @param {string} key */
  walk(key) {
    if (this.at) this.move(moved(key, this.at, this.shownSizes()));
  }

  /** @param {number} column */
  go(column) {
    this.awaited = column;
  }

  /** The column that the tree is at, or is about to be. */
  column() {
    return this.awaited ?? this.at?.column ?? 0;
  }

  /** @param {Place} place */
  move(place) {
    this.settle(place);
    this.current?.focus();
  }

  /** Opens the card of the neuron, with the cursor in the field of the weight or the bias. */
  open() {
    if (!this.at) return;
    const { column, unit, row } = this.at;
    if (unit === null) {
      this.move({ column, unit: 0, row });
      return;
    }
    this.isAway = column > 0;
    const isBias = row === this.shownSizes()[column - 1];
    this.actions.pin({ type: "neuron", column, unit }, { from: isBias ? null : (row ?? 0) });
  }

  /**
   * Goes to an item and opens it: a screen reader's double tap arrives as a click.
   * @param {HTMLElement} item
   */
  press(item) {
    this.move(this.placeOf(item));
    this.open();
  }

  /**
   * @param {HTMLElement} item
   * @returns {Place}
   */
  placeOf(item) {
    const row = this.entered ? rowsOf(this.entered).indexOf(item) : -1;
    if (this.at && row >= 0) return { ...this.at, row };
    const column = this.branches.findIndex((branch) => branch.item.contains(item));
    const unit = this.branches[column].neurons.indexOf(item);
    return { column, unit: unit < 0 ? null : unit, row: null };
  }

  /**
   * Builds the tree afresh where the network has another shape; the place and the focus stay, as far as they can.
   * @param {State} state
   */
  update({ structure: { sizes } }) {
    if (sizes.join() === this.sizes.join()) return;
    const hadFocus = this.element.contains(focusedIn(this.element));
    this.sizes = sizes;
    this.branches = sizes.map((units, column) => createBranch(shown(units), column > 0));
    this.element.replaceChildren(...this.branches.map(({ item }) => item));
    this.current = this.entered = null;
    this.settle(nearest(this.at, this.awaited, sizes.map(shown)));
    this.awaited = null;
    if (hadFocus) this.focus();
  }

  /**
   * Takes a place: its item alone is reached by Tab, and only the neuron gone into shows its weights.
   * @param {Place} place
   */
  settle(place) {
    const { item, neurons } = this.branches[place.column];
    const neuron = place.unit === null ? null : neurons[place.unit];
    this.at = place;
    this.enter(place.row === null ? null : neuron, place.column);
    if (this.current) this.current.tabIndex = -1;
    this.current = neuron && place.row !== null ? rowsOf(neuron)[place.row] : (neuron ?? item);
    this.current.tabIndex = 0;
    this.tell(this.actions.state(), null);
  }

  /**
   * Shows the weights and the bias of a neuron, of none for null, and of no other.
   * @param {HTMLElement | null} neuron
   * @param {number} column
   */
  enter(neuron, column) {
    if (neuron === this.entered) return;
    if (this.entered) fold(this.entered);
    this.entered = neuron;
    if (neuron) unfold(neuron, this.shownSizes()[column - 1] + 1);
  }

  /** @param {State} state */
  paint(state) {
    this.comeBack(state);
    const { meta } = state.picture;
    const isRunning = meta?.state === "running";
    const isNew = meta !== this.told.meta || state.structure !== this.told.structure;
    if (isNew && (!isRunning || performance.now() - this.told.ms >= EVERY_MS))
      this.tell(state, isRunning ? focusedIn(this.element) : null);
  }

  /**
   * Puts the present numbers into the words, but not into those of `spared`: what has the focus would be read out each
   * time.
   * @param {State} state
   * @param {Element | null} spared
   */
  tell({ structure, picture }, spared) {
    /** @type {(item: HTMLElement, text: string) => void} */
    const name = (item, text) => item !== spared && setAttribute(item, "aria-label", text);
    this.branches.forEach(({ item, neurons }, column) => {
      name(item, columnText(structure.columns[column]));
      neurons.forEach((neuron, unit) => name(neuron, neuronText(structure, picture, column, unit)));
    });
    const { column, unit } = this.at ?? { column: 0, unit: null };
    if (this.entered && unit !== null)
      rowsOf(this.entered).forEach((item, row) => name(item, rowText(structure, picture, column, unit, row)));
    this.told = { structure, meta: picture.meta, ms: performance.now() };
  }

  /**
   * Takes the focus back once the card that was opened from here is closed, unless it has gone elsewhere.
   * @param {State} state
   */
  comeBack({ pinned }) {
    if (!this.isAway || isCarded(pinned)) return;
    this.isAway = false;
    const inCard = focusedIn(this.element)?.closest(".card");
    if (inCard || document.activeElement === document.body) this.focus();
  }
}
