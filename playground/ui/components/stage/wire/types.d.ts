/** The types of all that travels. Written by `python -m playground.ui.wire.generate` from playground/live/wire and playground/ui/wire: change those. */

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

/** What is the same for every viewer and experiment of a server. */
export interface StaticData {
  activations: ActivationChoice[];
  engines: EngineChoice[];
  limits: Limits;
  presets: PresetGroup[];
  palettes: Record<string, Palette>;
}

/** An activation that a hidden layer can have. */
export interface ActivationChoice {
  name: string;
  label: string;
  description: string;
}

/** An engine, as an option of a select. */
export interface EngineChoice {
  value: string;
  label: string;
  title: string;
}

/** Lowest and highest values that an experiment takes. */
export interface Limits {
  units: [number, number];
  hidden_layers: number;
  learning_rate: [number, number];
}

/** The presets of one lesson. */
export interface PresetGroup {
  group: string;
  items: PresetItem[];
}

/** A preset. */
export interface PresetItem {
  id: string;
  title: string;
}

/** How a palette looks on each ground. */
export interface Palette {
  light: Look;
  dark: Look;
}

/** Every colour of a picture. */
export interface Look {
  /** what the negative and the positive colour are called. */
  words: string[];
  /** whether the ground is. */
  is_dark: boolean;
  /** of the page. */
  ground: string;
  /** of words, of lines that must be seen, and of what is trained on. */
  ink: string;
  /** of words that stand back. */
  muted: string;
  /** of lines that do, and `grid` of those that need not be seen. */
  faint: string;
  grid: string;
  /** of the middle of a scale. */
  zero: string;
  /** of one end of a scale, and of lines; `positive` likewise. */
  negative: string;
  positive: string;
  /** of what is held back for testing, words included. */
  test: string;
  /** of a map where the network is sure. */
  classes: string[];
  /** of marks that may lie on a map of the same colour, and so on. */
  strong_negative: string;
  strong_positive: string;
  strong_classes: string[];
}

/** What belongs to the experiment and its run. */
export interface StageData {
  /** of the live socket. */
  path: string;
  experiment: Experiment;
  /** id of the last proposal that was taken. */
  proposal: number;
  /** the link to the experiment; `is_whole_link` is false where it leaves out weights set by hand. */
  query: string;
  is_whole_link: boolean;
  inputs: Name[];
  outputs: Name[];
  /** its name, "auto" resolved. */
  output_activation: string;
  loss: Name;
  title: Title;
  kind: "binary" | "multiclass" | "regression";
  is_planar: boolean;
  class_names: string[];
  /** null where the data are none. */
  images: Images | null;
  /** how many devices the page offers. */
  n_devices: number;
  /** id of the preset this is, null where it is none. */
  preset: string | null;
  seen: Seen;
  messages: Message[];
  asked: Asked;
  /** what the viewer wants made, null where that is nothing, or made. */
  film: FilmWish | null;
}

/** Everything about a run: what it learns from, the network, how it learns, and who computes. */
export interface Experiment {
  version: 1;
  name: string;
  description: string;
  data: DataSpec;
  network: NetworkSpec;
  training: TrainingSpec;
  engine: "numpy" | "compiled" | "xla" | "keras" | "tape" | "variables" | "graph_optimizer" | "graph_variables";
  device: string;
}

/** What the network learns from: a named dataset, or the points themselves ("inline"). `features` are for two-dimensional data; images, and inline data with another number of columns, are used as they are. `n_samples` and `noise` count only for named datasets, `n_classes` only for those of them that have as many classes as asked for. */
export interface DataSpec {
  dataset: string;
  n_samples: number;
  noise: number;
  train_fraction: number;
  seed: number;
  n_classes: number;
  features: string[];
  inputs: number[][] | null;
  targets: number[][] | null;
}

/** The layers, and how their weights begin: drawn by the initializer, or set by hand in `parameters`. */
export interface NetworkSpec {
  layers: LayerSpec[];
  output_activation: string;
  output_trainable: boolean;
  initializer: string;
  seed: number;
}

/** One hidden layer; one that is not trainable stays as it is while the others learn. */
export interface LayerSpec {
  units: number;
  activation: string;
  dropout: number;
  trainable: boolean;
}

/** How the network learns. */
export interface TrainingSpec {
  loss: string;
  optimizer: OptimizerSpec;
  schedule: ScheduleSpec;
  batch_size: number;
  shuffle: boolean;
  l1: number;
  l2: number;
  clip_norm: number | null;
  stop: StopSpec;
  dtype: "float32" | "float64" | "mixed_bfloat16";
}

/** The rule of the update. A parameter left out (None) takes the rule's own default. */
export interface OptimizerSpec {
  name: string;
  learning_rate: number;
  momentum: number | null;
  beta_1: number | null;
  beta_2: number | null;
  rho: number | null;
  epsilon: number | null;
  weight_decay: number | null;
  initial_accumulator_value: number | null;
}

/** How the learning rate changes with the steps; `decay_steps` and `decay_rate` as the schedule's formula says. */
export interface ScheduleSpec {
  name: string;
  decay_steps: number;
  decay_rate: number;
}

/** Rules that stop a run at the end of an epoch; None is no such rule. Loss and accuracy are those of the test samples, or of the training samples where nothing is held back. */
export interface StopSpec {
  epochs: number | null;
  loss: number | null;
  accuracy: number | null;
  patience: number | null;
}

/** A name in an experiment, and what the page calls it. */
export interface Name {
  name: string;
  label: string;
}

/** What a picture of the stage is called, and the rule that the network learns by. */
export interface Title {
  name: string;
  optimizer: string;
}

/** The training images that the rows of the maps are about: pixels as bytes 0 to TOP_BYTE, and each one's class. */
export interface Images {
  shape: [number, number];
  pixels: number[][];
  labels: number[];
}

/** The palette and the ground that the server takes the viewer to see. */
export interface Seen {
  palette: string;
  theme: "light" | "dark";
}

/** What is said over the stage until it is dismissed. */
export interface Message {
  id: string;
  kind: "warning" | "error";
  title: string;
  lines: string[];
}

/** The preferences that a link asks for. */
export interface Asked {
  projector?: boolean;
  palette?: string;
  sound?: boolean;
  keys?: boolean;
}

/** Where the pictures of a film are sent to, their size in pixels, and how many of them there can be. */
export interface FilmWish {
  path: string;
  width: number;
  height: number;
  most: number;
}

/** What the stage sends, each by a trigger or a state of this name. */
export interface Sent {
  /** a change of the experiment. */
  proposal?: Proposal;
  /** id of the preset to open. */
  preset?: string;
  /** what could not go over the live socket. */
  commands?: (Command & { id: number })[];
  /** one to be set before the first step. */
  weight?: WeightEdit;
  /** the server has no run of that path any more. */
  expired?: true;
  /** the live socket is blocked: frames are to come through Streamlit. */
  transport?: "fragment";
  /** how many are known, where that is not what the page offers. */
  devices?: number;
  /** the one the viewer sees everything in. */
  palette?: string;
  /** the ground the viewer sees everything on. */
  theme?: "light" | "dark";
}

/** A change of the experiment: a part of its JSON, laid over it. */
export interface Proposal {
  id: number;
  patch: object;
}

/** A weight (a bias where nothing says `from`) of those that the experiment is to begin with. */
export interface WeightEdit {
  id: number;
  layer: number;
  from?: number | null;
  unit: number;
  value: number;
}

/** Train until told otherwise; from the moment shown, where that is an earlier one. */
export interface RunMessage {
  do: "run";
}

/** Stop where the run is. */
export interface PauseMessage {
  do: "pause";
}

/** Make one update, or train to the end of the present epoch. */
export interface StepMessage {
  do: "step";
  unit: "batch" | "epoch";
}

/** Go back to the initial parameters, and wait. */
export interface ResetMessage {
  do: "reset";
}

/** Go back to the initial parameters, and train on. */
export interface RestartMessage {
  do: "restart";
}

/** Train at so many updates a second; null is as fast as it goes. */
export interface SpeedMessage {
  do: "speed";
  steps_per_s: number | null;
}

/** Show a neuron large, layer -1 are the inputs; with a training sample, its card too; without a layer, none. */
export interface FocusMessage {
  do: "focus";
  layer?: number | null;
  unit?: number | null;
  sample?: number | null;
}

/** Set a weight of the running network, or the bias where nothing says `from`. */
export interface AssignMessage {
  do: "assign";
  layer: number;
  from?: number | null;
  unit: number;
  value: number;
}

/** Show a kept moment: number `at` of them, else the one nearest to an epoch. */
export interface MomentMessage {
  do: "moment";
  at?: number | null;
  epoch?: number | null;
}

/** Show the present again. */
export interface NowMessage {
  do: "now";
}

/** A decoded frame. */
export type Frame =
  | { meta: MomentHeader; arrays: FrameArrays }
  | { meta: FailureHeader; arrays: Record<string, never> };

/** All that the stage is told besides the frames. */
export type Data = StaticData & StageData;

/** What the stage asks of its run. */
export type Command =
  | RunMessage
  | PauseMessage
  | StepMessage
  | ResetMessage
  | RestartMessage
  | SpeedMessage
  | FocusMessage
  | AssignMessage
  | MomentMessage
  | NowMessage;
