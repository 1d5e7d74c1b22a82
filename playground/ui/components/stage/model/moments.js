/** How the page asks for moments of the past: one at a time, and one after another like a film. */

/** @import { Command, MomentMessage, NowMessage } from "../wire/commands.js" */
/** @import { MomentHeader, TimeFacts } from "../wire/frame.js" */

/** @typedef {MomentMessage | NowMessage} Wish which moment is to be shown */

/**
 * @typedef {object} Film moments shown one after another
 * @property {number} at which one is asked for
 * @property {boolean} hasBegun whether one of them has been shown
 * @property {number} began when that was asked for, in milliseconds
 * @property {ReturnType<typeof setTimeout>} [timer] until the next one
 */

const PATIENCE_MS = 300;
const FRAME_MS = 1000 / 15;
/** @type {NowMessage} */
const NOW = { do: "now" };

export class Moments {
  /**
   * @param {(command: Command) => void} send asks the server
   * @param {() => void} onChange hears when the film starts or stops
   * @param {(go: () => void) => void} afterPainting calls `go` once what has come is painted: a film leaves nothing out
   */
  constructor(send, onChange, afterPainting) {
    this.send = send;
    this.onChange = onChange;
    this.afterPainting = afterPainting;
    /** @type {Wish | null} */
    this.unanswered = null;
    /** @type {Wish | null} */
    this.next = null;
    /** @type {Film | null} */
    this.film = null;
    /** Until an answer is waited for no longer. @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  /** Whether an answer is still to come. */
  get isWaiting() {
    return this.unanswered !== null;
  }

  /** Whether the film runs. */
  get isPlaying() {
    return this.film !== null;
  }

  /**
   * Asks for a moment; of those asked for while an answer is to come only the last is sent.
   * @param {Wish} wish
   */
  ask(wish) {
    this.stop();
    this.request(wish);
  }

  /**
   * Shows one moment after another, from the one shown, or from the first where that is the present.
   * @param {TimeFacts} time
   */
  play({ n, at }) {
    clearTimeout(this.film?.timer);
    this.turn({ at: at === null ? 0 : at + 1, hasBegun: false, began: 0 }, n);
    this.onChange();
  }

  /** Ends the film where it is. */
  stop() {
    if (!this.film) return;
    clearTimeout(this.film.timer);
    this.film = null;
    this.onChange();
  }

  /** Drops what was asked for: another command decides what is shown. */
  forget() {
    this.stop();
    clearTimeout(this.timer);
    this.unanswered = this.next = null;
  }

  /**
   * Takes a frame as an answer where it is one.
   * @param {Pick<MomentHeader, "state" | "time">} meta
   */
  hear({ state, time }) {
    if (this.unanswered && isAnswer(this.unanswered, time)) this.answered();
    if (!this.film) return;
    if (time.at === this.film.at) this.shown(this.film, time.n);
    else if (this.film.hasBegun && (state === "running" || time.at === null)) this.stop();
  }

  /** @param {Wish} wish */
  request(wish) {
    if (this.unanswered) {
      this.next = wish;
      return;
    }
    this.unanswered = wish;
    this.send(wish);
    this.timer = setTimeout(() => this.answered(), PATIENCE_MS);
  }

  answered() {
    clearTimeout(this.timer);
    const { next } = this;
    this.unanswered = this.next = null;
    if (next) this.request(next);
  }

  /**
   * Asks for a film's next picture; the present is its last.
   * @param {Film} film
   * @param {number} n how many moments are kept
   */
  turn(film, n) {
    this.film = { ...film, began: performance.now() };
    if (film.at < n) return this.request({ do: "moment", at: film.at });
    this.stop();
    return this.request(NOW);
  }

  /**
   * @param {Film} film whose picture has come
   * @param {number} n how many moments are kept
   */
  shown(film, n) {
    clearTimeout(film.timer);
    const next = { ...film, at: film.at + 1, hasBegun: true };
    const turn = () => this.film?.timer === timer && this.turn(next, n);
    const timer = setTimeout(() => this.afterPainting(turn), film.began + FRAME_MS - performance.now());
    this.film = { ...next, timer };
  }
}

/**
 * Whether a frame with this `time` answers a command.
 * @param {Wish} command
 * @param {TimeFacts} time
 */
function isAnswer(command, { at }) {
  if (command.do === "now") return at === null;
  return "at" in command ? at === command.at : at !== null;
}
