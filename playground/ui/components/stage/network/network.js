/** The network diagram: canvases for what is drawn, headers for what is clicked, a tooltip for what is hovered. */

import { outputBands } from "../drawing/plane.js";
import { ByteCanvas, divergingTable } from "../drawing/tables.js";
import { fitCanvas, h, placeIn } from "../elements/dom.js";
import { createTooltip } from "../elements/tooltip.js";
import { describeTarget } from "../model/describe.js";
import { createTroubleLine, drawTroubles } from "../model/trouble.js";
import { drawEdges } from "./edges.js";
import { drawFocus, placeOf } from "./focus.js";
import { createHeaders } from "./headers.js";
import { isSame, relation, targetAt } from "./hover.js";
import { drawLabels, labelWidths } from "./labels.js";
import { layOut } from "./layout.js";
import { Motion } from "./motion.js";
import { drawBiases, drawRing, drawTiles, tilePaths } from "./tiles.js";

const KEY = `<span><svg viewBox="0 0 30 8"><path class="key-positive" d="M0 4h30"/></svg>positive</span>
<span><svg viewBox="0 0 30 8"><path class="key-negative" d="M0 4h30"/></svg>negative<span class="long"> weight</span></span>
<span><svg class="discs" viewBox="0 0 20 8"><circle class="key-disc" cx="4" cy="4" r="4"/><circle class="key-ring" cx="15" cy="4" r="3"/></svg>bias</span>`;

/** Returns the view { element, update, paint, measure } of the network. */
export function createNetwork(actions) {
  const [fixed, live] = [
    h("canvas", { class: "layer", ariaHidden: "true" }),
    h("canvas", { class: "layer", role: "img", "aria-label": "The network" }),
  ];
  const [headers, tooltip, sheet, whole] = [
    createHeaders(actions),
    createTooltip(),
    new ByteCanvas(),
    new ByteCanvas(),
  ];
  const trouble = createTroubleLine();
  const element = h(
    "section",
    { class: "network", "aria-label": "Network" },
    fixed,
    live,
    headers.element,
    trouble.element,
    createKey(),
    tooltip.element,
  );
  const view = {
    element,
    fixed,
    live,
    headers,
    trouble,
    tooltip,
    sheet,
    whole,
    actions,
    size: { width: 0, height: 0 },
    pointer: null,
    motion: new Motion(),
  };
  listen(view);
  return {
    element,
    update: (state) => update(view, state),
    paint: (state) => paint(view, state),
    measure: () => measure(view),
  };
}

function createKey() {
  return h("p", { class: "network-key", html: KEY });
}

function measure(view) {
  const { clientWidth: width, clientHeight: height } = view.element;
  const isNew = width !== view.size.width || height !== view.size.height;
  view.size = { width, height };
  return isNew;
}

function update(view, state) {
  const { structure, theme } = state;
  if (!view.size.width) measure(view);
  const context = fitCanvas(view.fixed, view.size.width, view.size.height);
  view.layout = layOut(view.size, structure.columns, labelWidths(context, structure, theme), state.manner);
  view.motion.head(view.layout, structure.sizes, performance.now());
  view.isUnsettled = true;
  view.table = divergingTable(theme.data, state.settings.isDiscrete ? 2 : 0);
  view.outputTable = divergingTable(theme.data, outputBands(state.data, state.settings));
  view.tableStamp = `${theme.key}${state.settings.isDiscrete}`;
  view.headers.update(state, view.layout);
  view.live.setAttribute("aria-label", `Network of ${structure.sizes.join(", ")} units`);
  view.element.style.setProperty("--positive", theme.positive);
  view.element.style.setProperty("--negative", theme.negative);
}

function paint(view, state) {
  const { picture, structure, theme, target } = state;
  if (!view.layout) return;
  const layout = settle(view, state);
  const { paths } = view;
  const context = fitCanvas(view.live, layout.width, layout.height);
  context.clearRect(0, 0, layout.width, layout.height);
  const filled = picture.matching(structure.sizes);
  colourSheets(view, picture);
  const scene = { layout, paths, picture, filled, theme, isRelated: relation(target), isSmooth: isSmooth(state) };
  Object.assign(scene, { sheet: view.sheet.canvas, whole: picture.arrays.output ? view.whole.canvas : null });
  drawEdges(context, scene);
  drawTiles(context, scene);
  drawTroubles(context, scene);
  const ringed = target ?? state.pinned;
  if (ringed?.type === "neuron")
    drawRing(context, layout.columns[ringed.column] ?? layout.columns[0], ringed.unit, theme.accent);
  drawBiases(context, scene);
  if (state.focused) drawFocus(context, layout, state.focused, theme);
  view.trouble.paint(picture, structure.sizes);
  explain(view, state, filled);
}

/** Returns the layout to draw now; while it moves, the fixed parts are drawn along, and once more when it stands. */
function settle(view, { structure, theme }) {
  const now = performance.now();
  const [layout, isMoving] = [view.motion.at(now), view.motion.isMoving(now)];
  if (view.isUnsettled) {
    view.paths = tilePaths(layout);
    drawLabels(fitCanvas(view.fixed, layout.width, layout.height), layout, structure, theme);
  }
  view.isUnsettled = isMoving;
  if (isMoving) view.actions.repaint();
  return layout;
}

function isSmooth({ picture, settings }) {
  return !settings.isDiscrete && (picture.arrays.maps?.shape[1] ?? 1) > 1;
}

/** Colours the maps of all neurons, and the output once more as the panel shows it. */
function colourSheets(view, { arrays, versions, run }) {
  const stamp = `${run}/${view.tableStamp}/`;
  if (arrays.maps) {
    const [n, height, width] = arrays.maps.shape;
    view.sheet.paint(arrays.maps.data, width, n * height, stamp + versions.maps, view.table);
  }
  if (arrays.output) {
    const [height, width] = arrays.output.shape;
    view.whole.paint(arrays.output.data, width, height, stamp + versions.output, view.outputTable);
  }
}

/** Says in words what the pointer, or else the keyboard, is at. */
function explain(view, { target, focused, structure, picture }, filled) {
  const place = target && isSame(target, focused) ? placeOf(view.layout, target) : view.pointer;
  if (!target || !place) return view.tooltip.hide();
  return view.tooltip.show(describeTarget(target, structure, picture, filled), place.x, place.y);
}

function listen(view) {
  const { live, actions } = view;
  live.addEventListener("pointermove", (event) => point(view, event));
  live.addEventListener("pointerdown", (event) => point(view, event));
  live.addEventListener("click", () => pin(view));
  const forget = () => {
    view.pointer = null;
    actions.aim(null);
  };
  live.addEventListener("pointercancel", forget);
  live.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && forget());
}

function point(view, event) {
  if (!view.layout) return;
  view.pointer = placeIn(view.live, event);
  const state = view.actions.state();
  const target = targetAt(view.layout, state.picture.matching(state.structure.sizes), view.pointer, event.pointerType);
  view.live.style.cursor = target ? "pointer" : "";
  if (isSame(target, state.target)) view.actions.repaint();
  else view.actions.aim(target);
}

function pin(view) {
  const { target, pinned } = view.actions.state();
  const neuron = neuronOf(target);
  const isClosing = target?.type === "neuron" && isSame(neuron, pinned);
  view.actions.pin(isClosing ? null : neuron, rowOf(target));
}

/** The neuron that a target belongs to: a bias and a weight belong to the one they feed. */
function neuronOf(target) {
  return target && { type: "neuron", column: target.column, unit: target.unit ?? target.to };
}

/** The row of the neuron's card that a target stands in: a weight's source, null for the bias. */
function rowOf(target) {
  return !target || target.type === "neuron" ? null : { from: target.from ?? null };
}
