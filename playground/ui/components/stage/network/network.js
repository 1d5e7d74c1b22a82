/** The network diagram: canvases for what is drawn, headers for what is clicked, a tooltip for what is hovered. */

import { fitCanvas, h } from "../elements/dom.js";
import { createTooltip } from "../elements/tooltip.js";
import { describeTarget } from "../model/describe.js";
import { createTroubleLine, drawTroubles } from "../model/trouble.js";
import { drawEdges } from "./edges.js";
import { drawFocus, placeOf } from "./focus.js";
import { Headers } from "./headers.js";
import { isSame, relation } from "./hover.js";
import { drawLabels, labelWidths } from "./labels.js";
import { layOut } from "./layout.js";
import { Motion } from "./motion.js";
import { Pointing } from "./pointing.js";
import { Sheets } from "./sheets.js";
import { drawBiases, drawRing, drawTiles, tilePaths } from "./tiles.js";

/** @import { Theme } from "../drawing/theme.js" */
/** @import { Picture } from "../model/picture.js" */
/** @import { Actions, State, View } from "../model/types.js" */
/** @import { Relation } from "./hover.js" */
/** @import { Layout } from "./layout.js" */
/** @import { TilePaths } from "./tiles.js" */

/**
 * @typedef {object} Scene what is drawn now
 * @property {Layout} layout
 * @property {TilePaths} paths
 * @property {Picture} picture
 * @property {number} filled how many leading columns are known
 * @property {Theme} theme
 * @property {Relation | null} isRelated which weights belong to what is pointed at
 * @property {boolean} isSmooth whether the maps are drawn without their pixels
 * @property {HTMLCanvasElement} sheet the maps of all neurons, stacked
 * @property {HTMLCanvasElement | null} whole the output, where it has a picture of its own
 */

const KEY = `<span><svg viewBox="0 0 30 8"><path class="key-positive" d="M0 4h30"/></svg>positive</span>
<span><svg viewBox="0 0 30 8"><path class="key-negative" d="M0 4h30"/></svg>negative<span class="long"> weight</span></span>
<span><svg class="discs" viewBox="0 0 20 8"><circle class="key-disc" cx="4" cy="4" r="4"/><circle class="key-ring" cx="15" cy="4" r="3"/></svg>bias</span>`;

/**
 * Returns the view of the network.
 * @param {Actions} actions
 * @returns {View}
 */
export function createNetwork(actions) {
  return new Network(actions);
}

class Network {
  /** @param {Actions} actions */
  constructor(actions) {
    this.actions = actions;
    this.fixed = h("canvas", { class: "layer", ariaHidden: "true" });
    this.live = h("canvas", { class: "layer", role: "img", "aria-label": "The network" });
    this.headers = new Headers(actions);
    this.trouble = createTroubleLine();
    this.tooltip = createTooltip();
    this.element = this.createElement();
    this.sheets = new Sheets();
    this.pointing = new Pointing(this.live, actions);
    this.size = { width: 0, height: 0 };
    /** @type {Motion | null} to the layout, null until there is one */
    this.motion = null;
    /** @type {TilePaths | null} null where they have to be made */
    this.paths = null;
  }

  createElement() {
    const { fixed, live, headers, trouble, tooltip } = this;
    const key = h("p", { class: "network-key", html: KEY });
    const parts = [fixed, live, headers.element, trouble.element, key, tooltip.element];
    return h("section", { class: "network", "aria-label": "Network" }, ...parts);
  }

  /** Takes its size; returns whether that is another one than before. */
  measure() {
    const { clientWidth: width, clientHeight: height } = this.element;
    const isNew = width !== this.size.width || height !== this.size.height;
    this.size = { width, height };
    return isNew;
  }

  /** @param {State} state */
  update(state) {
    const { structure, theme } = state;
    if (!this.size.width) this.measure();
    const context = fitCanvas(this.fixed, this.size.width, this.size.height);
    const layout = layOut(this.size, structure.columns, labelWidths(context, structure, theme), state.manner);
    if (this.motion) this.motion.head(layout, structure.sizes, performance.now());
    else this.motion = new Motion(layout, structure.sizes);
    this.paths = null;
    this.pointing.layout = layout;
    this.sheets.update(state);
    this.headers.update(state, layout);
    this.live.setAttribute("aria-label", `Network of ${structure.sizes.join(", ")} units`);
    this.element.style.setProperty("--positive", theme.positive);
    this.element.style.setProperty("--negative", theme.negative);
  }

  /** @param {State} state */
  paint(state) {
    const { picture, structure, theme, target } = state;
    if (!this.motion) return;
    const { layout, paths } = this.settle(this.motion, state);
    const context = fitCanvas(this.live, layout.width, layout.height);
    context.clearRect(0, 0, layout.width, layout.height);
    const filled = picture.matching(structure.sizes);
    const seen = { layout, paths, picture, filled, theme, isRelated: relation(target), isSmooth: isSmooth(state) };
    drawScene(context, { ...seen, ...this.sheets.paint(picture) }, state);
    this.trouble.paint(picture, structure.sizes);
    this.explain(this.motion.target, state, filled);
  }

  /**
   * Returns the layout to draw now; while it moves, the fixed parts are drawn along, and once more when it stands.
   * @param {Motion} motion
   * @param {State} state
   */
  settle(motion, { structure, theme }) {
    const now = performance.now();
    const [layout, isMoving] = [motion.at(now), motion.isMoving(now)];
    const paths = this.paths ?? tilePaths(layout);
    if (!this.paths) drawLabels(fitCanvas(this.fixed, layout.width, layout.height), layout, structure, theme);
    this.paths = isMoving ? null : paths;
    if (isMoving) this.actions.repaint();
    return { layout, paths };
  }

  /**
   * Says in words what the pointer, or else the keyboard, is at.
   * @param {Layout} layout
   * @param {State} state
   * @param {number} filled
   */
  explain(layout, { target, focused, structure, picture }, filled) {
    const place = target && isSame(target, focused) ? placeOf(layout, target) : this.pointing.pointer;
    if (!target || !place) return this.tooltip.hide();
    return this.tooltip.show(describeTarget(target, structure, picture, filled), place.x, place.y);
  }
}

/**
 * Draws all that changes with a frame or with what is pointed at.
 * @param {CanvasRenderingContext2D} context
 * @param {Scene} scene
 * @param {State} state
 */
function drawScene(context, scene, { target, pinned, focused }) {
  const { layout, theme } = scene;
  drawEdges(context, scene);
  drawTiles(context, scene);
  drawTroubles(context, scene);
  const ringed = target ?? pinned;
  const column = ringed && layout.columns[ringed.column];
  if (column && ringed.type === "neuron") drawRing(context, column, ringed.unit, theme.accent);
  drawBiases(context, scene);
  if (focused) drawFocus(context, layout, focused, theme);
}

/** @param {State} state */
function isSmooth({ picture: { arrays }, settings }) {
  return !settings.isDiscrete && (!arrays.maps || arrays.maps.shape[1] > 1);
}
