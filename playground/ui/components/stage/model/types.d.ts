/** What the stage keeps, and what its views are and may do. What travels is in wire/. */

import type { Component, Mounted } from "../../page/component.js";
import type { Theme } from "../drawing/theme.js";
import type { AssignMessage, Command, MomentMessage, NowMessage, Sent } from "../wire/commands.js";
import type { Data, Limits } from "../wire/data.js";
import type { Experiment } from "../wire/experiment.js";
import type { Picture } from "./picture.js";

/** A column of the diagram; what it has none of is empty. */
export interface Column {
  kind: "inputs" | "hidden" | "output";
  /** "Hidden 1", and "H1". */
  title: string;
  short: string;
  units: number;
  /** what the units are called. */
  labels: string[];
  /** name of the activation, and what the page calls it. */
  activation: string;
  activationLabel: string;
  isFrozen: boolean;
}

/** The network that the experiment asks for; `sizes` are the units of its columns. */
export interface Structure {
  columns: Column[];
  sizes: number[];
}

export interface NeuronTarget {
  type: "neuron";
  column: number;
  unit: number;
}

export interface BiasTarget {
  type: "bias";
  column: number;
  unit: number;
}

/** A weight into `column`, from a unit of the column before. */
export interface WeightTarget {
  type: "weight";
  column: number;
  from: number;
  to: number;
}

export interface ColumnTarget {
  type: "column";
  column: number;
}

/** What of the diagram can be pointed at. */
export type Target = NeuronTarget | BiasTarget | WeightTarget;

/** What of the diagram the keyboard can be at. */
export type Focused = Target | ColumnTarget;

/** Which row of a neuron's card is chosen: that of the weight from a unit, null for the bias. */
export interface Row {
  from: number | null;
}

/** How this person likes to look at things. */
export interface Settings {
  isDiscrete: boolean;
  showTest: boolean;
  isLog: boolean;
  projector: boolean;
  palette: string;
  sound: boolean;
  keys: boolean;
}

/** How the stage is looked at. */
export type Manner = "desk" | "touch" | "projector";

/** How the stage hears of its run. */
export type Connection = "connecting" | "open" | "reconnecting" | "expired" | "blocked";

/** The one state of a stage. */
export interface State {
  data: Data;
  /** as it will be: with what is proposed and not yet confirmed. */
  experiment: Experiment;
  structure: Structure;
  picture: Picture;
  connection: Connection;
  settings: Settings;
  manner: Manner;
  theme: Theme;
  /** what is pointed at, by the mouse or the keyboard; `focused` is what the keyboard is at. */
  target: Target | null;
  focused: Focused | null;
  /** the neuron shown large, and the chosen row of its card. */
  pinned: NeuronTarget | null;
  row: Row | null;
  /** index of the training sample that the card is about. */
  sample: number;
  /** why the page cannot go on. */
  problem: string | null;
}

/** Something that shows the state: `update` when what is shown may have changed, `paint` for every frame. */
export interface View {
  element: HTMLElement;
  update(state: State): void;
  paint(state: State): void;
  /** Takes its size; returns whether that is another one than before. */
  measure?(): boolean;
  destroy?(): void;
}

/** A part of an experiment's JSON, which is laid over it. */
export type Patch = { [key: string]: unknown };

/** Returns how an experiment is to be changed. */
export type PatchMaker = (experiment: Experiment, limits: Limits) => Patch;

/** The diagram's tree, as the keys walk through it. */
export interface Tree {
  focus(): void;
  walk(key: string): void;
  open(): void;
  /** Goes to a column as soon as it is there. */
  go(column: number): void;
  column(): number;
}

/** Moments of the past, asked for one at a time. */
export interface MomentsAsked {
  readonly isWaiting: boolean;
  readonly isPlaying: boolean;
  ask(command: MomentMessage | NowMessage): void;
  play(time: { n: number; at: number | null }): void;
  stop(): void;
  /** Drops what was asked for. */
  forget(): void;
  /** Sends a command past those that wait. */
  send(command: Command): void;
}

/** What the views may do. */
export interface Actions {
  state(): State;
  command(command: Command): void;
  moments: MomentsAsked;
  edit(makePatch: PatchMaker): void;
  /** Sends a command once the server has taken the edit in. */
  editThen(makePatch: PatchMaker, command: Command): void;
  choosePreset(id: string): void;
  shareUrl(): string;
  aim(target: Target | null): void;
  attend(focused: Focused | null): void;
  pin(pinned: NeuronTarget | null, row?: Row | null): void;
  choose(sample: number): void;
  assign(change: Assignment): void;
  set(change: Partial<Settings>): void;
  repaint(): void;
  tree: Tree;
  /** Lists all keys. */
  help(): void;
  /** Says something to screen readers. */
  say(words: string): void;
  /** Says how the training stands. */
  summary(): void;
  /** Closes what is open. */
  leave(): void;
  /** Keeps the stage as a picture. */
  savePicture(): void;
}

/** What Streamlit gives the stage, and what the stage may tell it. */
export type StageComponent = Component<Data, Required<Sent>>;
export type MountedStage = Mounted<Data, Required<Sent>>;

/** A weight of the network, or a bias where `from` is missing, and its new value. */
export type Assignment = Omit<AssignMessage, "do">;
