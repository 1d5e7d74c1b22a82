/** The lines under the network: how the run stands and how fast it goes, and who computes it. */

import { h, setOptions, setText } from "../elements/dom.js";
import { enginePatch } from "../model/edits.js";
import { count } from "../model/format.js";

/** Returns the view { element, update, paint } of the status. */
export function createStatus(actions) {
  const [text, samples, computing] = [h("span"), h("span", { class: "status-samples" }), h("span")];
  const spinner = h("i", { class: "spinner", hidden: true });
  const engine = h("select", {
    class: "engine",
    "aria-label": "Engine",
    onChange: () => actions.edit(() => enginePatch(engine.value)),
  });
  const line = h("p", { class: "status" }, text, samples);
  const element = h("div", { class: "statuses" }, line, h("p", { class: "computing" }, engine, spinner, computing));
  const update = ({ data, experiment }) => {
    setOptions(engine, data.engines, experiment.engine);
    engine.title = data.engines.find(({ value }) => value === experiment.engine)?.title ?? "";
  };
  const paint = ({ connection, experiment, picture: { meta } }) => {
    setText(text, CONNECTIONS[connection](meta ? (STATES[meta.state]?.(meta) ?? "") : ""));
    setText(samples, meta && connection === "open" ? ` · ${count(meta.samples)} samples seen` : "");
    setText(computing, computingText(meta, experiment.engine));
    spinner.hidden = !isWaiting(meta);
    line.dataset.state = connection === "open" ? (meta?.state ?? "") : connection;
  };
  return { element, update, paint };
}

function isWaiting(meta) {
  return typeof meta?.computing.waited_s === "number";
}

/** What computes, and how much there is to learn; which engine stands in where the wanted one is not ready or refuses. */
function computingText(meta, wanted) {
  if (!meta) return "";
  const { engine, label, device, waited_s: waited } = meta.computing;
  if (isWaiting(meta)) return `${label} until it is ready (${count(Math.floor(waited))} s)`;
  const where = engine === wanted ? `on ${device}` : `${label} stands in`;
  return `${where} · ${count(meta.n_parameters)} ${meta.n_parameters === 1 ? "parameter" : "parameters"}`;
}

const CONNECTIONS = {
  connecting: () => "Connecting…",
  reconnecting: () => "Reconnecting…",
  expired: () => "Starting the run again…",
  blocked: () => "Live socket blocked: updating a few times a second",
  open: (text) => text,
};

const STATES = {
  idle: () => "Ready: press Run",
  running: ({ rates }) =>
    rates ? `${count(rates.steps_per_s)} updates/s · ${count(rates.samples_per_s)} samples/s` : "Running",
  paused: () => "Paused",
  diverged: () => "Stopped: the loss is not a finite number",
};
