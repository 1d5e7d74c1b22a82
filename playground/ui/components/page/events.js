/**
 * What the components of one page tell each other. All names stand here.
 *
 * It goes over the window, and not through a variable of this module: once the server has been replaced by a newer one,
 * the components of a page that stayed open may hold different versions of it.
 */

const FRAME = "playground:frame";
const INSPECTION = "playground:inspection";

/**
 * Which inspection the run has come to, and whether it goes on.
 * @typedef {{ number: number, isRunning: boolean }} Inspection
 */

/** @typedef {Window & { playgroundInspection?: Inspection }} Page where the newest inspection is kept */

/**
 * The feed has a frame for the stage, where a proxy blocks the live socket.
 * @param {Uint8Array} bytes
 */
export function tellFrame(bytes) {
  window.dispatchEvent(new CustomEvent(FRAME, { detail: bytes }));
}

/**
 * Calls a listener with every frame of the feed, until the returned function is called.
 * @param {(bytes: Uint8Array<ArrayBuffer>) => void} listener
 */
export function onFrame(listener) {
  return listen(FRAME, listener);
}

/**
 * The stage has heard of another inspection than those before; panels may draw it.
 * @param {Inspection} inspection
 */
export function tellInspection(inspection) {
  if (inspection.number === newestInspection()?.number) return;
  /** @type {Page} */ (window).playgroundInspection = inspection;
  window.dispatchEvent(new CustomEvent(INSPECTION, { detail: inspection }));
}

/**
 * Calls a listener with every inspection from now on, until the returned function is called.
 * @param {(inspection: Inspection) => void} listener
 */
export function onInspection(listener) {
  return listen(INSPECTION, listener);
}

/** Returns the inspection told last, for a panel that opens later; undefined as long as there is none. */
export function newestInspection() {
  return /** @type {Page} */ (window).playgroundInspection;
}

/**
 * @template Detail
 * @param {string} name
 * @param {(detail: Detail) => void} listener
 */
function listen(name, listener) {
  /** @param {Event} event */
  const hear = (event) => listener(/** @type {CustomEvent<Detail>} */ (event).detail);
  window.addEventListener(name, hear);
  return () => window.removeEventListener(name, hear);
}
