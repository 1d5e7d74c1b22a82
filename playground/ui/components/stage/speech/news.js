/** What a listener is told of when it changes, unless it is empty: what is written over the stage is read from there. */

import { count, epochs } from "../model/format.js";

/** @import { State } from "../model/types.js" */
/** @import { ComputingFacts, MomentHeader } from "../wire/frame.js" */

/** @type {((state: State, meta: MomentHeader) => string)[]} */
export const NEWS = [
  (_, meta) => STATES[meta.state](meta),
  (_, { computing }) => engineText(computing),
  ({ picture }, meta) => momentText(picture.isPast, meta),
  ({ structure: { sizes } }) => `Network of ${sizes.join(", ")} units`,
  ({ connection }) => CONNECTIONS[connection] ?? "",
  ({ settings }) => `Sound of the loss ${settings.sound ? "on: it is heard while it trains" : "off"}`,
];

/** @type {Record<MomentHeader["state"], (meta: MomentHeader) => string>} */
const STATES = {
  idle: () => "Ready",
  running: () => "Running",
  paused: ({ stopped, now }) => (stopped ? "" : `Paused at step ${count(now.step)}`),
  diverged: () => "",
};

/** @type {Partial<Record<State["connection"], string>>} */
const CONNECTIONS = { reconnecting: "Connection lost, connecting again", open: "Connected" };

/** @param {ComputingFacts} computing */
function engineText({ label, device, waited_s: waited }) {
  return waited === null ? `Engine: ${label} on ${device}` : `Engine: ${label} until the wanted one is ready`;
}

/**
 * @param {boolean} isPast
 * @param {MomentHeader} meta
 */
function momentText(isPast, { passes, now }) {
  return isPast ? `Looking back at epoch ${epochs(passes)} of ${epochs(now.passes)}` : "Showing the present";
}
