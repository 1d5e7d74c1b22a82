/** The lines under the network: how the run stands and how fast it goes, and who computes it. */

import { h, setOptions, setText } from "../elements/dom.js";
import { enginePatch } from "../model/edits.js";
import { count } from "../model/format.js";

/** @import { Actions, Connection, State } from "../model/types.js" */
/** @import { MomentHeader } from "../wire/frame.js" */

/**
 * Returns the lines, and what keeps them true.
 * @param {Actions} actions
 */
export function createStatus(actions) {
  const [text, samples, computing] = [h("span"), h("span", { class: "status-samples" }), h("span")];
  const spinner = h("i", { class: "spinner", hidden: true });
  const engine = createEngine(actions);
  const line = h("p", { class: "status" }, text, samples);
  const element = h("div", { class: "statuses" }, line, h("p", { class: "computing" }, engine, spinner, computing));
  /** @param {State} state */
  const update = ({ data, experiment }) => {
    setOptions(engine, data.engines, experiment.engine);
    engine.title = data.engines.find(({ value }) => value === experiment.engine)?.title ?? "";
  };
  /** @param {State} state */
  const paint = ({ connection, experiment, picture: { meta } }) => {
    setText(text, CONNECTIONS[connection] ?? (meta ? STATES[meta.state](meta) : ""));
    setText(samples, meta && connection === "open" ? ` · ${count(meta.samples)} samples seen` : "");
    setText(computing, meta ? computingText(meta, experiment.engine) : "");
    spinner.hidden = (meta?.computing.waited_s ?? null) === null;
    line.dataset.state = connection === "open" ? (meta?.state ?? "") : connection;
  };
  return { element, update, paint };
}

/** @param {Actions} actions */
function createEngine(actions) {
  const select = h("select", {
    class: "engine",
    "aria-label": "Engine",
    onChange: () => actions.edit(() => enginePatch(select.value)),
  });
  return select;
}

/**
 * Returns what computes, and how much there is to learn; which engine stands in where the wanted one is not ready or
 * refuses.
 * @param {MomentHeader} meta
 * @param {string} wanted
 */
function computingText({ computing, n_parameters: n }, wanted) {
  const { engine, label, device, waited_s: waited } = computing;
  if (waited !== null) return `${label} until it is ready (${count(Math.floor(waited))} s)`;
  const where = engine === wanted ? `on ${device}` : `${label} stands in`;
  return `${where} · ${count(n)} ${n === 1 ? "parameter" : "parameters"}`;
}

/** What is said instead of the run's state. @type {Partial<Record<Connection, string>>} */
const CONNECTIONS = {
  connecting: "Connecting…",
  reconnecting: "Reconnecting…",
  expired: "Starting the run again…",
  blocked: "Live socket blocked: updating a few times a second",
};

/** @type {Record<MomentHeader["state"], (meta: MomentHeader) => string>} */
const STATES = {
  idle: () => "Ready: press Run",
  running: ({ rates }) =>
    rates ? `${count(rates.steps_per_s)} updates/s · ${count(rates.samples_per_s)} samples/s` : "Running",
  paused: () => "Paused",
  diverged: () => "Stopped: the loss is not a finite number",
};
