/** Written by `python -m playground.ui.wire.generate` from playground/live/wire, spec and ui/wire: change those. */

/** What a frame begins with: its last character is the version of the wire. */
export const MAGIC = "PGF2";
/** The close code of a live socket whose run is no more. */
export const UNKNOWN_RUN = 4404;
/** The largest weight, and the smallest negative one, that can be set by hand. */
export const LARGEST_WEIGHT = 1000000000;
/** How many units of a layer travel and are drawn. */
export const SHOWN_UNITS = 16;
/** The plane goes from -HALF_WIDTH to HALF_WIDTH, both ways. */
export const HALF_WIDTH = 6;
/** The byte of the high end of a scale; 0 is the low one. */
export const TOP_BYTE = 254;
/** The byte of the middle of a scale: of 0, where it goes from minus to plus. */
export const MIDDLE_BYTE = 127;
/** The byte of what is not a finite number. */
export const NOT_FINITE = 255;
/** A neuron that nothing keeps from learning. */
export const HEALTHY = 0;
/** A neuron that answers every training sample alike. */
export const DEAD = 1;
/** A neuron that is nearly flat for almost every training sample. */
export const SATURATED = 2;
/**
 * The keys and the arrays that each kind of frame has to hold.
 * @type {Record<string, Record<"keys" | "arrays", import("./frame.js").RequiredKeys>>}
 */
export const REQUIRED = {
  moment: {
    keys: {
      kind: null,
      run: null,
      state: null,
      step: null,
      epoch: null,
      samples: null,
      passes: null,
      train_loss: null,
      test_loss: null,
      metrics: null,
      learning_rate: null,
      rates: null,
      speed: null,
      sizes: null,
      n_parameters: null,
      n_train: null,
      computing: {
        engine: null,
        label: null,
        device: null,
        waited_s: null,
        notice: null,
        n_devices: null,
      },
      marks: null,
      stopped: null,
      divergence: null,
      card: null,
      curve_start: null,
      time: {
        n: null,
        at: null,
      },
      now: {
        step: null,
        epoch: null,
        passes: null,
      },
      inspection: null,
      notice: null,
      output: null,
      focus: null,
    },
    arrays: {
      curve: null,
      weights: null,
      biases: null,
      trouble: null,
      maps: null,
      map_scales: null,
    },
  },
  failure: {
    keys: {
      kind: null,
      run: null,
      notice: null,
    },
    arrays: {},
  },
};
