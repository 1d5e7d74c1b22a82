/** How the page asks for moments of the past: one at a time, and one after another like a film. */

const PATIENCE_MS = 300;
const FRAME_MS = 1000 / 15;
const NOW = { do: "now" };

/** `send(command)` asks the server; `hear(meta)` is told of every frame; `onChange()` when the film starts or stops. */
export class Moments {
  constructor(send, onChange) {
    Object.assign(this, { send, onChange, unanswered: null, next: null, film: null });
  }

  /** Whether an answer is still to come. */
  get isWaiting() {
    return this.unanswered !== null;
  }

  /** Whether the film runs. */
  get isPlaying() {
    return this.film !== null;
  }

  /** Asks for a moment; of those asked for while an answer is to come only the last is sent. */
  ask(command) {
    this.stop();
    this.request(command);
  }

  /** Shows one moment after another, from the one shown, or from the first where that is the present. */
  play(time) {
    this.film = { at: time.at === null ? 0 : time.at + 1, hasBegun: false };
    this.turn(time.n);
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

  /** Takes a frame as an answer where it is one. */
  hear({ state, time }) {
    if (this.unanswered && isAnswer(this.unanswered, time)) this.answered();
    if (this.film && time.at === this.film.at) this.shown(time.n);
    else if (this.film?.hasBegun && (state === "running" || time.at === null)) this.stop();
  }

  request(command) {
    if (this.unanswered) {
      this.next = command;
      return;
    }
    this.unanswered = command;
    this.send(command);
    this.timer = setTimeout(() => this.answered(), PATIENCE_MS);
  }

  answered() {
    clearTimeout(this.timer);
    const { next } = this;
    this.unanswered = this.next = null;
    if (next) this.request(next);
  }

  /** Asks for the film's next picture; the present is its last. */
  turn(n) {
    const { film } = this;
    film.began = performance.now();
    if (film.at < n) return this.request({ do: "moment", at: film.at });
    this.stop();
    return this.request(NOW);
  }

  shown(n) {
    const { film } = this;
    Object.assign(film, { at: film.at + 1, hasBegun: true });
    film.timer = setTimeout(() => this.turn(n), film.began + FRAME_MS - performance.now());
  }
}

/** Whether a frame with this `time` answers a command. */
function isAnswer(command, time) {
  const { at } = time;
  if (command.do === "now") return at === null;
  return "at" in command ? at === command.at : at !== null;
}
