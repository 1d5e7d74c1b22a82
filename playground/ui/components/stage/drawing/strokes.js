/** Lines on a canvas. */

/** @typedef {[width: number, color: string]} Pen */

/**
 * Strokes the path in one pen over a broader, paler one, to be seen on any ground.
 * @param {CanvasRenderingContext2D} context
 * @param {Pen} under
 * @param {Pen} over
 */
export function strokeTwice(context, under, over) {
  for (const [width, color] of [under, over]) {
    context.lineWidth = width;
    context.strokeStyle = color;
    context.stroke();
  }
}
