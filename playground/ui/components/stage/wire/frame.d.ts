/** What a frame of the run says. Written by `python -m playground.ui.wire.generate` from playground/live/wire, spec and ui/wire: change those. */

/** What a record has to hold: its keys, and what the records at those have to hold in turn. */
export interface RequiredKeys {
  [key: string]: RequiredKeys | null;
}

/** An array of a frame: its numbers row by row, and how long each of its axes is. */
export interface NumberArray<Numbers, Shape> {
  data: Numbers;
  shape: Shape;
}

/** How a run stands at the moment shown; null is a number that is not finite, or what there is not. */
export interface MomentHeader {
  kind: "moment";
  /** number of the run; what another run's frames said does not hold for it. */
  run: number;
  state: "idle" | "running" | "paused" | "diverged";
  step: number;
  epoch: number;
  /** seen in all. */
  samples: number;
  /** over the training samples, as a fraction. */
  passes: number;
  train_loss: number | null;
  test_loss: number | null;
  metrics: Metrics;
  /** of the next update, schedule applied. */
  learning_rate: number | null;
  /** null while it does not train. */
  rates: RateFacts | null;
  /** the wanted updates a second; null is as fast as it goes. */
  speed: number | null;
  /** units of every layer. */
  sizes: number[];
  n_parameters: number;
  /** how many of the `points` are training samples, which come first. */
  n_train: number;
  computing: ComputingFacts;
  /** what was changed while it trained: after how many passes, and what. */
  marks: [passes: number, text: string][];
  /** why a stop rule ended the training. */
  stopped: string | null;
  divergence: DivergenceFacts | null;
  /** of the neuron looked at closely. */
  card: CardFacts | null;
  /** index in the whole curve of the first point of the array `curve`, which replaces all from there on. */
  curve_start: number;
  time: TimeFacts;
  now: NowFacts;
  /** number of the newest inspection, 0 as long as there is none. */
  inspection: number;
  notice: Notice | null;
  output: ValueOutput | ClassesOutput | SamplesOutput;
  /** the neuron shown large, if any. */
  focus: FocusFacts | null;
}

/** The figures that fit the data; those of test samples only where there are any, null where not finite. */
export interface Metrics {
  train_accuracy?: number | null;
  test_accuracy?: number | null;
  train_mean_squared_error?: number | null;
  test_mean_squared_error?: number | null;
}

/** How fast a run trains, measured. */
export interface RateFacts {
  steps_per_s: number;
  samples_per_s: number;
}

/** Who computes. */
export interface ComputingFacts {
  /** name of the engine, which may stand in for the wanted one. */
  engine: string;
  /** what the page calls it. */
  label: string;
  /** what computes, in words. */
  device: string;
  /** how long the wanted engine has been getting ready; null where nothing is waited for. */
  waited_s: number | null;
  /** what the viewer should know of that. */
  notice: string | null;
  /** how many devices the experiment could ask for; 0 as long as that is not known. */
  n_devices: number;
}

/** Where and why the loss ran away, in words, and the learning rate that is worth a try. */
export interface DivergenceFacts {
  text: string;
  cause: string;
  learning_rate: number;
}

/** The numbers of one neuron at one training sample; null is a number that is not finite. */
export interface CardFacts {
  /** 0 is the first hidden layer. */
  layer: number;
  unit: number;
  /** index of the training sample, of `n_samples`. */
  sample: number;
  n_samples: number;
  /** of the network, raw. */
  inputs: (number | null)[];
  /** of the sample. */
  target: (number | null)[];
  /** of the network. */
  prediction: (number | null)[];
  /** the neuron's sum. */
  z: number | null;
  /** its activation. */
  a: number | null;
  /** the loss' derivative by z at this sample alone. */
  delta: number | null;
  /** names of what the optimizer remembers of each weight. */
  slots: string[];
  /** weights that come in, of which `shown_in` travel; `rest_in` is the sum of the other terms. */
  fan_in: number;
  shown_in: number;
  rest_in: number | null;
  /** weights that lead on; 0 of an output neuron. */
  fan_out: number;
}

/** How many earlier moments are kept, and which of them is shown; null is the present. */
export interface TimeFacts {
  n: number;
  at: number | null;
}

/** How far the run has come, whatever moment is shown. */
export interface NowFacts {
  step: number;
  epoch: number;
  passes: number;
}

/** Something the viewer should know; another `id` is another notice, though it says the same. */
export interface Notice {
  id: string;
  text: string;
}

/** One output over the plane: bytes of the array `output` run from low to high. */
export interface ValueOutput {
  kind: "value";
  low: number;
  high: number;
}

/** Several outputs over the plane: the arrays `output_class` and `output_confidence`. */
export interface ClassesOutput {
  kind: "classes";
}

/** Data that are no plane: the array `output_samples`. */
export interface SamplesOutput {
  kind: "samples";
}

/** The neuron that `focus_map` shows large; its colours run from -scale to scale. */
export interface FocusFacts {
  layer: number;
  unit: number;
  scale: number;
}

/** A run that failed before it could report: there is nothing to draw, and the notice says why. */
export interface FailureHeader {
  kind: "failure";
  run: number;
  notice: Notice | null;
}

/** The arrays of a moment. Bytes are coded as constants.js says; units beyond those shown do not travel. */
export interface FrameArrays {
  /** an epoch, the training loss and the test loss (NaN where there is none) of each point that is new. */
  curve: NumberArray<Float32Array, [n_points: number, figures: number]>;
  /** of the shown units, layer by layer, each row by row (fan_in, fan_out). */
  weights: NumberArray<Float32Array, [n_weights: number]>;
  /** of the shown units, layer by layer. */
  biases: NumberArray<Float32Array, [n_neurons: number]>;
  /** what keeps each shown neuron from learning: HEALTHY, DEAD or SATURATED. */
  trouble: NumberArray<Uint8Array, [n_neurons: number]>;
  /** a small picture of each shown input, neuron and output; one row, a training sample a byte, of no plane. */
  maps: NumberArray<Uint8Array, [n_maps: number, height: number, width: number]>;
  /** the value of the strongest colour in each of `maps`. */
  map_scales: NumberArray<Float32Array, [n_maps: number]>;
  /** of one output over the plane. */
  output?: NumberArray<Uint8Array, [height: number, width: number]>;
  /** the share of the most probable of several outputs. */
  output_confidence?: NumberArray<Uint8Array, [height: number, width: number]>;
  /** which one that is. */
  output_class?: NumberArray<Uint8Array, [height: number, width: number]>;
  /** target, prediction and whether it is a test sample, of data that have no picture. */
  output_samples?: NumberArray<Float32Array, [n_samples: number, figures: number]>;
  /** the neuron in `focus`, large; holds for this frame alone. */
  focus_map?: NumberArray<Uint8Array, [height: number, width: number]>;
  /** what comes into the neuron of `card`, its weights, their gradient, and a row a slot; last the bias. */
  card_in?: NumberArray<Float32Array, [rows: number, n_weights: number]>;
  /** weights that lead on, their gradient, and a row a slot; empty of an output neuron. */
  card_out?: NumberArray<Float32Array, [rows: number, n_weights: number]>;
  /** x1, x2 and the class index (or the value) of every sample, training samples first; sent once. */
  points?: NumberArray<Float32Array, [n_samples: number, figures: number]>;
}

/** A decoded frame. */
export type Frame =
  | { meta: MomentHeader; arrays: FrameArrays }
  | { meta: FailureHeader; arrays: Record<string, never> };
