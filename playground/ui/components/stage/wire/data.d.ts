/** What the stage is told besides the frames. Written by `python -m playground.ui.wire.generate` from playground/live/wire, spec and ui/wire: change those. */

import type { Experiment } from "./experiment.js";

/** What is the same for every viewer and experiment of a server. */
export interface StaticData {
  activations: ActivationChoice[];
  engines: EngineChoice[];
  limits: Limits;
  presets: PresetGroup[];
  palettes: Record<string, Palette>;
  /** their titles, in the order of the strip. */
  panels: string[];
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

/** All that the stage is told besides the frames. */
export type Data = StaticData & StageData;
