/** A canvas that holds bytes as colours: maps stacked on top of each other, or one large map. */

/** @typedef {Uint32Array | ((at: number) => Uint32Array)} Tables one table for all bytes, or for each by its place */

export class ByteCanvas {
  constructor() {
    this.canvas = document.createElement("canvas");
    this.context = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"));
    this.stamp = "";
    this.image = this.context.createImageData(this.canvas.width, this.canvas.height);
    this.pixels = new Uint32Array(this.image.data.buffer);
  }

  /**
   * Colours the bytes afresh where something changed.
   * @param {Uint8Array} data
   * @param {number} width
   * @param {number} height
   * @param {string} stamp a text that differs where the bytes or the tables do
   * @param {Tables} tables
   */
  paint(data, width, height, stamp, tables) {
    if (stamp === this.stamp) return;
    this.stamp = stamp;
    if (this.image.width !== width || this.image.height !== height) this.resize(width, height);
    const { pixels } = this;
    if (typeof tables === "function") for (let at = 0; at < data.length; at += 1) pixels[at] = tables(at)[data[at]];
    else for (let at = 0; at < data.length; at += 1) pixels[at] = tables[data[at]];
    this.context.putImageData(this.image, 0, 0);
  }

  /**
   * @param {number} width
   * @param {number} height
   */
  resize(width, height) {
    Object.assign(this.canvas, { width, height });
    this.image = this.context.createImageData(width, height);
    this.pixels = new Uint32Array(this.image.data.buffer);
  }
}
