/** The card of a pinned neuron: what it computes for one training sample, and its weights, which can be typed. */

import { h, setText } from "../elements/dom.js";
import { neuronName } from "../model/structure.js";
import { createCardTable } from "./card_table.js";
import { workings } from "./card_words.js";
import { createChooser } from "./chooser.js";
import { incomingNumbers, incomingTable, outgoingNumbers, outgoingTable } from "./weights.js";

/** @import { Actions, NeuronTarget, Row, State, View } from "../model/types.js" */

/** @typedef {import("../model/picture.js").CardNumbers} CardNumbers */

/**
 * Returns the view of the card.
 * @param {Actions} actions
 * @returns {View}
 */
export function createCard(actions) {
  return new Card(actions);
}

/**
 * Whether a pinned neuron has a card: inputs have nothing to tell.
 * @param {NeuronTarget | null} pinned
 */
export function isCarded(pinned) {
  return pinned !== null && pinned.column > 0;
}

class Card {
  /** @param {Actions} actions */
  constructor(actions) {
    this.title = h("h2");
    this.close = h("button", { type: "button", class: "remove", text: "×", "aria-label": "Close the card" });
    this.close.title = "Close the card (Escape)";
    this.close.addEventListener("click", () => actions.pin(null));
    this.formula = [h("p"), h("p"), h("p")];
    this.chooser = createChooser(actions);
    this.incoming = createCardTable(actions);
    this.outgoing = createCardTable(actions);
    this.body = this.createBody();
    this.empty = h("p", { class: "empty", text: "Waiting for the numbers…" });
    const heading = h("div", { class: "panel-title" }, this.title, this.close);
    this.element = h("section", { class: "card", hidden: true }, heading, this.body, this.empty);
    this.key = ""; // of the tables that are built
    /** @type {Row | null} the one chosen last */
    this.row = null;
  }

  createBody() {
    const formula = h("div", { class: "formula" }, ...this.formula);
    const tables = h("div", { class: "card-tables" }, this.incoming.element, this.outgoing.element);
    return h("div", { class: "card-body" }, formula, this.chooser.element, tables);
  }

  update() {}

  /** @param {State} state */
  paint(state) {
    const { pinned, picture, structure } = state;
    this.element.hidden = !isCarded(pinned);
    if (!pinned || this.element.hidden) {
      this.key = "";
      return;
    }
    const name = neuronName(structure, pinned.column, pinned.unit);
    setText(this.title, name);
    this.element.ariaLabel = `Card of ${name}`;
    const card = pinned.column < picture.matching(structure.sizes) ? picture.card(pinned) : null;
    this.body.hidden = !card;
    this.empty.hidden = Boolean(card);
    if (card) this.fill(card, state, pinned.column);
  }

  /**
   * @param {CardNumbers} card
   * @param {State} state
   * @param {number} column
   */
  fill(card, { structure, data, row }, column) {
    workings(card, structure.columns[column]).forEach((line, at) => setText(this.formula[at], line));
    this.chooser.fill(card, data);
    const [incoming, outgoing] = [incomingTable(card, structure), outgoingTable(card, structure)];
    this.build(incoming, outgoing, card);
    this.incoming.fill(incomingNumbers(card));
    if (outgoing) this.outgoing.fill(outgoingNumbers(card));
    if (this.row === row) return;
    this.row = row;
    this.incoming.choose(chosenRow(card, row));
  }

  /**
   * Builds the tables anew where they have other rows.
   * @param {ReturnType<typeof incomingTable>} incoming
   * @param {ReturnType<typeof outgoingTable>} outgoing
   * @param {CardNumbers} card
   */
  build(incoming, outgoing, card) {
    const key = JSON.stringify([incoming, outgoing]);
    if (key === this.key) return;
    this.key = key;
    this.incoming.build(incoming);
    this.outgoing.element.hidden = !outgoing;
    if (outgoing) this.outgoing.build(outgoing);
    this.incoming.mark(chosenRow(card, this.row));
  }
}

/**
 * Returns which row of the table is chosen: a weight's, the bias's after them, or null for none.
 * @param {CardNumbers} card
 * @param {Row | null} row
 */
function chosenRow(card, row) {
  return row ? (row.from ?? card.shown_in) : null;
}
