/** The loss as a quiet tone while it trains: the lower the loss, the lower the pitch. */

/** @import { State } from "../model/types.js" */

/** @typedef {{ context: AudioContext, oscillator: OscillatorNode, volume: GainNode }} Device what sounds */

const [LOWEST_LOSS, HIGHEST_LOSS] = [1e-4, 10];
const [LOWEST_HZ, HIGHEST_HZ] = [110, 880];
const VOLUME = 0.05;
const [GLIDE_S, FADE_S] = [0.04, 0.01]; // so that nothing clicks
const REST_MS = 500; // after that a silent device is let go

/**
 * Returns the pitch of a loss in Hz; equal factors of the loss are equal intervals.
 * @param {number} loss
 */
export function pitchOf(loss) {
  const share = Math.log(loss / LOWEST_LOSS) / Math.log(HIGHEST_LOSS / LOWEST_LOSS);
  return LOWEST_HZ * (HIGHEST_HZ / LOWEST_HZ) ** Math.min(1, Math.max(0, share));
}

/** The tone of one stage; it begins only after the person has pressed something, as browsers ask. */
export class LossSound {
  constructor() {
    /** @type {number | null} in Hz; null is silence */
    this.pitch = null;
    /** @type {Device | null} */
    this.device = null;
    /** Until a silent device is let go. @type {ReturnType<typeof setTimeout> | undefined} */
    this.resting = undefined;
    this.hideListener = () => document.hidden && this.play(null);
    document.addEventListener("visibilitychange", this.hideListener);
  }

  /**
   * Sounds as the state says, or is silent.
   * @param {Pick<State, "settings" | "connection" | "picture">} state
   */
  follow(state) {
    const loss = state.picture.meta?.test_loss ?? state.picture.meta?.train_loss ?? null;
    this.play(loss !== null && Number.isFinite(loss) && isHeard(state) ? pitchOf(loss) : null);
  }

  /**
   * Plays a pitch in Hz, null for silence.
   * @param {number | null} pitch
   */
  play(pitch) {
    if (pitch === this.pitch) return;
    if (!this.device && pitch !== null && navigator.userActivation?.hasBeenActive) this.device = openDevice();
    if (!this.device) return;
    this.pitch = pitch;
    this.wakeOrRest(this.device.context, pitch !== null);
    const { context, oscillator, volume } = this.device;
    if (pitch !== null) oscillator.frequency.setTargetAtTime(pitch, context.currentTime, GLIDE_S);
    volume.gain.cancelScheduledValues(context.currentTime);
    volume.gain.setTargetAtTime(pitch === null ? 0 : VOLUME, context.currentTime, FADE_S);
  }

  /**
   * @param {AudioContext} context
   * @param {boolean} isWanted
   */
  wakeOrRest(context, isWanted) {
    clearTimeout(this.resting);
    if (isWanted) context.resume();
    else this.resting = setTimeout(() => context.suspend(), REST_MS);
  }

  /** Ends it for good. */
  close() {
    document.removeEventListener("visibilitychange", this.hideListener);
    clearTimeout(this.resting);
    this.device?.context.close();
  }
}

/** @type {Set<State["connection"]>} */
const SILENT = new Set(["connecting", "reconnecting", "expired"]);

/** @param {Pick<State, "settings" | "connection" | "picture">} state */
function isHeard({ settings, connection, picture }) {
  const isTraining = picture.meta?.state === "running" && !picture.isPast && !SILENT.has(connection);
  return settings.sound && isTraining && !document.hidden;
}

/** @returns {Device} silent as yet */
function openDevice() {
  const context = new AudioContext();
  const oscillator = new OscillatorNode(context, { type: "triangle" });
  const volume = new GainNode(context, { gain: 0 });
  oscillator.connect(volume).connect(context.destination);
  oscillator.start();
  return { context, oscillator, volume };
}
