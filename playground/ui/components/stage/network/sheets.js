/** The pictures in the diagram's tiles: the maps of all neurons stacked, and the output as its panel shows it. */

import { ByteCanvas } from "../drawing/byte_canvas.js";
import { outputBands } from "../drawing/plane.js";
import { divergingTable } from "../drawing/tables.js";

/** @import { Picture } from "../model/picture.js" */
/** @import { State } from "../model/types.js" */

/** Keeps both pictures until something about them changes. */
export class Sheets {
  constructor() {
    this.maps = new ByteCanvas();
    this.output = new ByteCanvas();
    this.stamp = "";
    this.mapTable = new Uint32Array();
    this.outputTable = new Uint32Array();
  }

  /**
   * Takes new colours and settings in.
   * @param {State} state
   */
  update({ theme, settings, data }) {
    this.mapTable = divergingTable(theme.data, settings.isDiscrete ? 2 : 0);
    this.outputTable = divergingTable(theme.data, outputBands(data, settings));
    this.stamp = `${theme.key}${settings.isDiscrete}`;
  }

  /**
   * Colours what is new; returns the canvas of the maps and, of one output over the plane, its own.
   * @param {Picture} picture
   */
  paint({ arrays: { maps, output }, versions, run }) {
    const stamp = `${run}/${this.stamp}/`;
    if (maps) {
      const [n, height, width] = maps.shape;
      this.maps.paint(maps.data, width, n * height, stamp + versions.maps, this.mapTable);
    }
    if (output) {
      const [height, width] = output.shape;
      this.output.paint(output.data, width, height, stamp + versions.output, this.outputTable);
    }
    return { sheet: this.maps.canvas, whole: output ? this.output.canvas : null };
  }
}
