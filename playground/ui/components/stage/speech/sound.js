/** The loss as a quiet tone while it trains: the lower the loss, the lower the pitch. */

const [LOWEST_LOSS, HIGHEST_LOSS] = [1e-4, 10];
const [LOWEST_HZ, HIGHEST_HZ] = [110, 880];
const VOLUME = 0.05;
const [GLIDE_S, FADE_S] = [0.04, 0.01]; // so that nothing clicks
const REST_MS = 500; // after that a silent device is let go

/** Returns the pitch of a loss in Hz; equal factors of the loss are equal intervals. */
export function pitchOf(loss) {
  const share = Math.log(loss / LOWEST_LOSS) / Math.log(HIGHEST_LOSS / LOWEST_LOSS);
  return LOWEST_HZ * (HIGHEST_HZ / LOWEST_HZ) ** Math.min(1, Math.max(0, share));
}

/** The tone of one stage; it begins only after the person has pressed something, as browsers ask. */
export class LossSound {
  constructor() {
    this.pitch = null;
    this.hideListener = () => document.hidden && this.play(null);
    document.addEventListener("visibilitychange", this.hideListener);
  }

  /** Sounds as the state says, or is silent. */
  follow({ settings, connection, picture: { meta, isPast } }) {
    const loss = meta?.test_loss ?? meta?.train_loss;
    const isHeard =
      settings.sound && meta?.state === "running" && !isPast && !SILENT.has(connection) && Number.isFinite(loss);
    this.play(isHeard && !document.hidden ? pitchOf(loss) : null);
  }

  /** Plays a pitch in Hz, null for silence. */
  play(pitch) {
    if (pitch === this.pitch || (pitch !== null && !this.canPlay())) return;
    this.pitch = pitch;
    this.wakeOrRest(pitch !== null);
    const now = this.context.currentTime;
    if (pitch !== null) this.tone.frequency.setTargetAtTime(pitch, now, GLIDE_S);
    this.volume.gain.cancelScheduledValues(now);
    this.volume.gain.setTargetAtTime(pitch === null ? 0 : VOLUME, now, FADE_S);
  }

  wakeOrRest(isHeard) {
    clearTimeout(this.resting);
    if (isHeard) this.context.resume();
    else this.resting = setTimeout(() => this.context.suspend(), REST_MS);
  }

  canPlay() {
    if (!this.context && navigator.userActivation?.hasBeenActive) this.begin();
    return this.context !== undefined;
  }

  begin() {
    this.context = new AudioContext();
    this.tone = new OscillatorNode(this.context, { type: "triangle" });
    this.volume = new GainNode(this.context, { gain: 0 });
    this.tone.connect(this.volume).connect(this.context.destination);
    this.tone.start();
  }

  /** Ends it for good. */
  close() {
    document.removeEventListener("visibilitychange", this.hideListener);
    clearTimeout(this.resting);
    this.context?.close();
  }
}

const SILENT = new Set(["connecting", "reconnecting", "expired"]);
