/**
 * Asks Streamlit to draw the panel again when the stage has heard of a newer inspection; one question at a time, and
 * while the run trains only as often as the drawing leaves the stage most of its frames.
 */

import { newestInspection, onInspection } from "../page/events.js";

const PATIENCE_MS = 5000;
const WATCHED_MS = 1200; // after an answer: what holds the page up then is the drawing
const HELD_UP_MS = 40;
const MOST_SHARE = 0.1; // of the time may be spent on drawing panels
const LONGEST_PAUSE_MS = 10_000;
const [SETTLING_MS, REVEALING_TRIES, STILL_TRIES] = [200, 30, 5]; // until a panel that opens has its height
const [LOWEST_TOP, OPENED_TOP] = [0.7, 0.42]; // of the window's height

/**
 * The number of the inspection that is drawn, 0 for none; and of the answer, which is another one each time.
 * @typedef {import("../page/component.js").Component<[drawn: number, answer: number], { news: number }>} Component
 */

/**
 * Puts a pulse into the page; nothing of it is seen.
 * @param {Component} component
 */
export function mount(component) {
  const pulse = new Pulse(component);
  pulse.update(component);
  return pulse;
}

class Pulse {
  /** @param {Component} component */
  constructor(component) {
    this.component = component;
    this.drawn = 0;
    this.asked = 0;
    this.askedAt = -Infinity;
    this.isWaiting = false;
    this.cost = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.revealing = undefined;
    this.frame = 0;
    this.deafen = onInspection(() => this.ask());
  }

  destroy() {
    this.deafen();
    clearTimeout(this.timer);
    clearTimeout(this.revealing);
    cancelAnimationFrame(this.frame);
  }

  /**
   * Takes the number of the inspection that is drawn now.
   * @param {Component} component
   */
  update(component) {
    this.component = component;
    const [drawn] = component.data;
    if (drawn && !this.drawn) this.reveal();
    this.drawn = drawn;
    this.isWaiting = false;
    this.watch();
    this.ask();
  }

  /** Brings a panel that opens below the screen's edge onto the screen, as soon as it is high enough for that or grows no more. */
  reveal(triesLeft = REVEALING_TRIES, roomBefore = 0, still = 0) {
    const { parentElement } = this.component;
    const place = parentElement instanceof ShadowRoot ? parentElement.host : parentElement;
    const { top } = place.getBoundingClientRect();
    if (top < LOWEST_TOP * innerHeight) return;
    const page = scrollerOf(place);
    const distance = top - OPENED_TOP * innerHeight;
    const room = page ? page.scrollHeight - page.clientHeight - page.scrollTop : 0;
    if (room < distance && triesLeft > 0 && still < STILL_TRIES) {
      const isStill = room > 0 && room === roomBefore;
      this.revealing = setTimeout(() => this.reveal(triesLeft - 1, room, isStill ? still + 1 : 0), SETTLING_MS);
      return;
    }
    const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
    page?.scrollBy({ top: Math.min(distance, room), behavior });
  }

  /** Adds up how long the drawing holds the page up. */
  watch() {
    cancelAnimationFrame(this.frame);
    const begin = performance.now();
    let [last, heldUp] = [begin, 0];
    /** @param {number} now */
    const look = (now) => {
      if (now - last > HELD_UP_MS) heldUp += now - last;
      last = now;
      this.cost = heldUp;
      if (now - begin < WATCHED_MS) this.frame = requestAnimationFrame(look);
    };
    this.frame = requestAnimationFrame(look);
  }

  /** Asks, now or as soon as it may. An answer that is nothing newer, as of a run that only begins, is not asked for at once again. */
  ask() {
    const { number = 0, isRunning = false } = newestInspection() ?? {};
    const now = performance.now();
    clearTimeout(this.timer);
    if (number === 0 || number === this.drawn) return;
    const untilAgain = this.isWaiting || number === this.asked ? PATIENCE_MS : 0;
    const pause = Math.max(untilAgain, isRunning ? Math.min(LONGEST_PAUSE_MS, this.cost / MOST_SHARE) : 0);
    if (now - this.askedAt < pause) {
      this.timer = setTimeout(() => this.ask(), this.askedAt + pause - now);
      return;
    }
    Object.assign(this, { asked: number, askedAt: now, isWaiting: true });
    this.component.setTriggerValue("news", number);
  }
}

/**
 * Returns the nearest ancestor that can be scrolled: a narrow page has another one than a wide one.
 * @param {Element} element
 */
function scrollerOf(element) {
  /** @param {Element} at */
  const canScroll = (at) =>
    at.scrollHeight > at.clientHeight && ["auto", "scroll"].includes(getComputedStyle(at).overflowY);
  for (let at = /** @type {Element | null} */ (element); at; at = at.parentElement) if (canScroll(at)) return at;
  return null;
}
