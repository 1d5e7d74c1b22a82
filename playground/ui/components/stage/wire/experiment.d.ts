/** What is trained, and how. Written by `python -m playground.ui.wire.generate` from playground/live/wire, spec and ui/wire: change those. */

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
