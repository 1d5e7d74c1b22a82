/** Walks through the kept moments of a run for a film: asks for one, has it pictured when its frame comes, asks for the next. */

import { Courier } from "./courier.js";

/** Stands for the last of the kept moments, whose number is not known at first. */
export const LAST = -1;
const PATIENCE_MS = 3000;

/** Raised in a film that is stopped. */
class StoppedError extends Error {}

/** Raised where something else is done with the run meanwhile. */
export class DisturbedError extends Error {}

/**
 * @import { FilmWish } from "../wire/data.js"
 * @import { MomentHeader } from "../wire/frame.js"
 * @typedef {{ at: number | null, resolve: (meta: MomentHeader) => void, reject: (error: Error) => void }} Question
 * @typedef {object} Hands what a recorder works with
 * @property {(at: number | null) => void} ask the server for a kept moment, null for the present
 * @property {() => HTMLCanvasElement} shoot returns a picture of what the newest frame says
 * @property {(n: number, of: number) => void} tell how far it is
 */

/** Records one film. */
export class Recorder {
  /**
   * @param {FilmWish} order
   * @param {Hands} hands
   */
  constructor(order, hands) {
    this.order = order;
    this.hands = hands;
    this.courier = new Courier(order.path);
    /** @type {Question | null} */
    this.question = null;
    /** @type {number | null} */
    this.before = null;
    /** @type {number | null} */
    this.run = null;
    this.isStopped = false;
  }

  /** Sends the pictures of all moments, or of as many as a film may have; what keeps it from that is thrown. */
  async record() {
    const { time, now, step, run } = await this.show(LAST);
    this.run = run;
    const moments = Array.from({ length: time.n }, (_, at) => at);
    const all = now.step > step ? [...moments, null] : moments;
    const chosen = evenly(all, this.order.most);
    let sent = Promise.resolve();
    for (const [number, at] of chosen.entries()) {
      await this.show(at);
      const picture = await toPng(this.hands.shoot());
      await sent; // one is on its way while the next one is made
      sent = this.courier.send(picture, number, chosen.length);
      sent.catch(() => {}); // it is thrown where it is waited for
      this.hands.tell(number + 1, chosen.length);
    }
    await sent;
  }

  /**
   * Returns the header of a moment's frame, once that has come; a film that is stopped asks for none.
   * @param {number | null} at
   * @returns {Promise<MomentHeader>}
   */
  async show(at) {
    if (this.isStopped) throw new StoppedError();
    const asking = setInterval(() => this.hands.ask(at), PATIENCE_MS);
    try {
      return await new Promise((resolve, reject) => {
        this.question = { at, resolve, reject };
        this.hands.ask(at);
      });
    } finally {
      clearInterval(asking);
      this.question = null;
    }
  }

  /**
   * Hears that a frame has come: perhaps the one that was asked for.
   * @param {MomentHeader} meta its header
   * @param {() => void} painted tells the server that the page is ready for another one
   */
  hear(meta, painted) {
    const { question } = this;
    if (!question) return;
    painted(); // a page that is not looked at paints nothing, and would get no more frames
    const at = meta.time.at;
    const isIt = question.at === LAST ? at !== null && at === meta.time.n - 1 : at === question.at;
    if (isIt) {
      this.before = at;
      question.resolve(meta);
    } else if (this.run !== null && (at !== this.before || meta.run !== this.run)) {
      question.reject(new DisturbedError("Something else was shown"));
    }
  }

  /** Ends it. */
  stop() {
    this.isStopped = true;
    this.courier.stop();
    this.question?.reject(new StoppedError());
  }

  /** Ends it, and tells the server so. */
  giveUp() {
    this.stop();
    this.courier.giveUp();
  }
}

/**
 * Returns so many of the items, evenly chosen, the first and the last among them.
 * @template T
 * @param {T[]} items
 * @param {number} most
 */
export function evenly(items, most) {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, at) => items[Math.round((at * (items.length - 1)) / (most - 1))]);
}

/**
 * Returns a canvas as it is now as the bytes of a picture.
 * @param {HTMLCanvasElement} canvas
 * @returns {Promise<Blob>}
 */
export function toPng(canvas) {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error("The browser has no memory for the picture"))),
      "image/png",
    );
  });
}
