/** What the dataset chooser is given. */

import type { Component } from "../page/component.js";

/** A dataset, and what its thumbnail shows: points, or images of the first classes. */
export interface Thumbnail {
  name: string;
  title: string;
  kind: "binary" | "multiclass" | "regression";
  description: string;
  points?: [x1: number, x2: number, value: number][];
  /** ink from 0 to 1, row by row. */
  images?: number[][][];
}

/** The colours of classes and of values. */
export interface Look {
  strong_classes: string[];
  strong_positive: string;
  strong_negative: string;
}

export interface Choice {
  chosen: string;
  datasets: Thumbnail[];
  look: Look;
}

/** It sends the name of the dataset that is picked. */
export type DatasetsComponent = Component<Choice, { pick: string }>;
