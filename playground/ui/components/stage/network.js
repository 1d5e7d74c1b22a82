/** The network diagram: canvases for what is drawn, headers for what is clicked, a tooltip for what is hovered. */

import { fitCanvas, h } from "./dom.js";
import { describeTarget } from "./describe.js";
import { drawEdges } from "./edges.js";
import { createHeaders } from "./headers.js";
import { isSame, relation, targetAt } from "./hover.js";
import { drawLabels, labelWidths } from "./labels.js";
import { layOut } from "./layout.js";
import { ByteCanvas, divergingTable } from "./tables.js";
import { drawBiases, drawRing, drawTiles, tilePaths } from "./tiles.js";
import { createTooltip } from "./tooltip.js";

/** Returns the view { element, update, paint, measure } of the network. */
export function createNetwork(actions) {
  const [fixed, live] = [h("canvas", { class: "layer" }), h("canvas", { class: "layer", role: "img", "aria-label": "The network" })];
  const [headers, tooltip, sheet] = [createHeaders(actions), createTooltip(), new ByteCanvas()];
  const element = h("section", { class: "network", "aria-label": "Network" }, fixed, live, headers.element, tooltip.element);
  const view = { element, fixed, live, headers, tooltip, sheet, actions, size: { width: 0, height: 0 }, pointer: null };
  listen(view);
  return { element, update: (state) => update(view, state), paint: (state) => paint(view, state), measure: () => measure(view) };
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
  view.layout = layOut(view.size, structure.columns, labelWidths(context, structure, theme));
  view.paths = tilePaths(view.layout);
  view.table = divergingTable(theme.data, state.settings.isDiscrete ? 2 : 0);
  view.tableStamp = `${theme.key}${state.settings.isDiscrete}`;
  drawLabels(context, view.layout, structure, theme);
  view.headers.update(state, view.layout);
}

function paint(view, state) {
  const { picture, structure, theme, target } = state;
  const { layout, paths } = view;
  if (!layout) return;
  const context = fitCanvas(view.live, layout.width, layout.height);
  context.clearRect(0, 0, layout.width, layout.height);
  const filled = picture.matching(structure.sizes);
  colourSheet(view, picture);
  const scene = { layout, paths, picture, filled, theme, isRelated: relation(target), sheet: view.sheet.canvas, isSmooth: isSmooth(state) };
  drawEdges(context, scene);
  drawTiles(context, scene);
  const ringed = target ?? state.pinned;
  if (ringed?.type === "neuron") drawRing(context, layout.columns[ringed.column] ?? layout.columns[0], ringed.unit, theme.accent);
  drawBiases(context, scene);
  explain(view, state, filled);
}

function isSmooth({ picture, settings }) {
  return !settings.isDiscrete && (picture.arrays.maps?.shape[1] ?? 1) > 1;
}

function colourSheet(view, { arrays, versions, run }) {
  if (!arrays.maps) return;
  const [n, height, width] = arrays.maps.shape;
  view.sheet.paint(arrays.maps.data, width, n * height, `${run}/${versions.maps}/${view.tableStamp}`, view.table);
}

function explain(view, { target, structure, picture }, filled) {
  if (!target || !view.pointer) return view.tooltip.hide();
  return view.tooltip.show(describeTarget(target, structure, picture, filled), view.pointer.x, view.pointer.y);
}

function listen(view) {
  const { live, actions } = view;
  live.addEventListener("pointermove", (event) => point(view, event));
  live.addEventListener("pointerdown", (event) => point(view, event));
  live.addEventListener("click", () => pin(view));
  live.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "touch") return;
    view.pointer = null;
    actions.aim(null);
  });
}

function point(view, event) {
  if (!view.layout) return;
  const box = view.live.getBoundingClientRect();
  view.pointer = { x: event.clientX - box.left, y: event.clientY - box.top };
  const state = view.actions.state();
  const target = targetAt(view.layout, state.picture.matching(state.structure.sizes), view.pointer.x, view.pointer.y);
  view.live.style.cursor = target ? "pointer" : "";
  if (isSame(target, state.target)) view.actions.repaint();
  else view.actions.aim(target);
}

function pin(view) {
  const { target, pinned } = view.actions.state();
  view.actions.pin(target?.type === "neuron" && !isSame(target, pinned) ? target : null);
}
