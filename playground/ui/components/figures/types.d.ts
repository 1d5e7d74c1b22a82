/** What the figures are made of; of Plotly only what is used. */

import type { Component } from "../page/component.js";

/** A figure as Python writes it. */
export interface Figure {
  data: object[];
  layout: Layout;
  /** of one that moves. */
  frames?: { data: object[] }[];
  /** for those who cannot see it. */
  label: string;
  /** in pixels; in less room it is scrolled sideways. */
  min_width?: number;
}

/** Sizes in pixels; without a width the figure fills its row. */
export interface Layout {
  height: number;
  width?: number;
  autosize?: boolean;
  sliders?: { active?: number }[];
}

/** A figure that is to be drawn; the key is another one for another figure or look. */
export interface Wanted extends Figure {
  key: string;
}

/** The page's colours and letters. */
export interface Look {
  text: string;
  line: string;
  ground: string;
  family: string;
}

/** Where Plotly has drawn, or will. */
export interface Plot extends HTMLElement {
  layout?: Layout;
  on?(event: string, listener: () => void): void;
  /** key of the figure drawn here, and how wide the plot was then. */
  drawn?: string;
  drawnWidth?: number;
  /** whether an animated figure moves; undefined of one that is none. */
  isMoving?: boolean;
  /** whether it is in the viewer's hand. */
  isHeld?: boolean;
}

export interface Plotly {
  react(plot: Plot, figure: { data: object[]; layout: object; config: object; frames?: object[] }): Promise<unknown>;
  purge(plot: Plot): void;
  Plots: { resize(plot: Plot): void };
}

/** `plotly` is where its JavaScript lies. */
export type FiguresComponent = Component<{ plotly: string; figures: Figure[] }>;

declare global {
  interface Window {
    Plotly?: Plotly;
  }
}
