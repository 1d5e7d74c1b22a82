/** A picture of a dataset, as small as a button. */

/** @typedef {import("./types.js").Look} Look */
/** @typedef {import("./types.js").Thumbnail} Thumbnail */

const SIZE = 72;
const REACH = 6.4;

/**
 * Returns a canvas with a dataset's samples.
 * @param {Thumbnail} dataset
 * @param {Look} look
 */
export function createThumbnail(dataset, look) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIZE;
  const context = canvas.getContext("2d");
  if (!context) return canvas;
  if (dataset.images) drawImages(context, dataset.images, look);
  else drawPoints(context, dataset, look);
  return canvas;
}

/**
 * Draws every sample in its colour, a value the larger the farther it is from zero.
 * @param {CanvasRenderingContext2D} context
 * @param {Thumbnail} dataset
 * @param {Look} look
 */
function drawPoints(context, { kind, points = [] }, look) {
  for (const [x1, x2, value] of points) {
    context.fillStyle = colorOf(kind, value, look);
    const radius = kind === "regression" ? 1 + 1.8 * Math.min(1, Math.abs(value)) : 2.6;
    context.beginPath();
    context.arc((SIZE * (1 + x1 / REACH)) / 2, (SIZE * (1 - x2 / REACH)) / 2, radius, 0, 7);
    context.fill();
  }
}

/**
 * Draws images of the first classes in a square, ink in the colour of the class.
 * @param {CanvasRenderingContext2D} context
 * @param {number[][][]} images
 * @param {Look} look
 */
function drawImages(context, images, look) {
  const columns = Math.ceil(Math.sqrt(images.length));
  const side = SIZE / columns;
  images.forEach((rows, at) => {
    const pixel = Math.floor(side / rows.length); // whole, so that no seams show
    const margin = (side - pixel * rows.length) / 2;
    const [left, top] = [(at % columns) * side + margin, Math.floor(at / columns) * side + margin];
    context.fillStyle = look.strong_classes[at];
    rows.forEach((row, y) =>
      row.forEach((ink, x) => {
        context.globalAlpha = ink;
        context.fillRect(left + x * pixel, top + y * pixel, pixel, pixel);
      }),
    );
  });
}

/**
 * @param {Thumbnail["kind"]} kind
 * @param {number} value
 * @param {Look} look
 */
function colorOf(kind, value, look) {
  if (kind === "multiclass") return look.strong_classes[value % look.strong_classes.length];
  return value > (kind === "binary" ? 0.5 : 0) ? look.strong_positive : look.strong_negative;
}
