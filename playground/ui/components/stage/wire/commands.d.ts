/** What the stage says, to its run and to the page. Written by `python -m playground.ui.wire.generate` from playground/live/wire, spec and ui/wire: change those. */

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
