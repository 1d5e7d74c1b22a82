/**
 * Asks Streamlit to draw the panel again when the stage has heard of a newer inspection; one question at a time, and
 * while the run trains only as often as the drawing leaves the stage most of its frames.
 */

const PATIENCE_MS = 5000;
const WATCHED_MS = 1200; // after an answer: what holds the page up then is the drawing
const HELD_UP_MS = 40;
const MOST_SHARE = 0.1; // of the time may be spent on drawing panels
const LONGEST_PAUSE_MS = 10_000;
const [SETTLING_MS, REVEALING_TRIES, STILL_TRIES] = [200, 30, 5]; // until a panel that opens has its height
const [LOWEST_TOP, OPENED_TOP] = [0.7, 0.42]; // of the window's height
const pulses = new WeakMap();

export default function pulseComponent(component) {
  const { parentElement } = component;
  const pulse = pulses.get(parentElement) ?? new Pulse(parentElement);
  pulse.component = component;
  const [drawn] = JSON.parse(new TextDecoder().decode(component.data));
  pulse.answered(drawn);
  return pulse.end;
}

class Pulse {
  constructor(parentElement) {
    Object.assign(this, { parentElement, asked: 0, askedAt: -Infinity, isWaiting: false, cost: 0 });
    this.hear = () => this.ask();
    this.end = () => {
      window.removeEventListener("playground:inspection", this.hear);
      [this.timer, this.revealing].forEach(clearTimeout);
      cancelAnimationFrame(this.frame);
      pulses.delete(parentElement);
    };
    window.addEventListener("playground:inspection", this.hear);
    pulses.set(parentElement, this);
  }

  /** Takes the number of the inspection that is drawn now. */
  answered(drawn) {
    if (drawn && !this.drawn) this.reveal();
    this.drawn = drawn;
    this.isWaiting = false;
    this.watch();
    this.ask();
  }

  /** Brings a panel that opens below the screen's edge onto the screen, as soon as it is high enough for that or grows no more. */
  reveal(triesLeft = REVEALING_TRIES, roomBefore = 0, still = 0) {
    const place = this.parentElement.host ?? this.parentElement;
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
    const { number = 0, isRunning = false } = window.playgroundInspection ?? {};
    const now = performance.now();
    clearTimeout(this.timer);
    if (number === 0 || number === this.drawn) return;
    const untilAgain = this.isWaiting || number === this.asked ? PATIENCE_MS : 0;
    const pause = Math.max(untilAgain, isRunning ? Math.min(LONGEST_PAUSE_MS, this.cost / MOST_SHARE) : 0);
    if (now - this.askedAt < pause) {
      this.timer = setTimeout(this.hear, this.askedAt + pause - now);
      return;
    }
    Object.assign(this, { asked: number, askedAt: now, isWaiting: true });
    this.component.setTriggerValue("news", number);
  }
}

/** Returns the nearest ancestor that can be scrolled: a narrow page has another one than a wide one. */
function scrollerOf(element) {
  const canScroll = (at) =>
    at.scrollHeight > at.clientHeight && ["auto", "scroll"].includes(getComputedStyle(at).overflowY);
  for (let at = element; at; at = at.parentElement) if (canScroll(at)) return at;
  return null;
}
