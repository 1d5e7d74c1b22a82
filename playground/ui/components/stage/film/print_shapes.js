/** Grounds, edges and small drawings of the page on a canvas. */

/** @import { Box } from "./print.js" */

const CLEAR = "rgba(0, 0, 0, 0)";
const STOP = /((?:rgba?|color|oklab|oklch)\([^)]*\))((?:\s+[\d.]+%)*)/g;
const SIDES = /** @type {const} */ (["Top", "Right", "Bottom", "Left"]);

/**
 * Prints an element's ground, plain or a scale from left to right, and its edges.
 * @param {CanvasRenderingContext2D} context
 * @param {Box} box
 * @param {CSSStyleDeclaration} style
 */
export function printGround(context, box, style) {
  const scale = style.backgroundImage.startsWith("linear-gradient")
    ? scaleOf(context, box, style.backgroundImage)
    : null;
  context.beginPath();
  context.roundRect(box.left, box.top, box.width, box.height, Number.parseFloat(style.borderTopLeftRadius) || 0);
  if (scale || style.backgroundColor !== CLEAR) {
    context.fillStyle = scale ?? style.backgroundColor;
    context.fill();
  }
  for (const side of SIDES) printEdge(context, box, side, style);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Box} box
 * @param {string} gradient as CSS has computed it
 */
function scaleOf(context, { left, width }, gradient) {
  const scale = context.createLinearGradient(left, 0, left + width, 0);
  const stops = [...gradient.matchAll(STOP)];
  stops.forEach(([, color, places], at) => {
    const shares = places
      ? places
          .trim()
          .split(/\s+/)
          .map((place) => Number.parseFloat(place) / 100)
      : [at / (stops.length - 1)];
    shares.forEach((share) => scale.addColorStop(share, color));
  });
  return scale;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Box} box
 * @param {typeof SIDES[number]} side
 * @param {CSSStyleDeclaration} style
 */
function printEdge(context, { left, top, width, height }, side, style) {
  const thickness = Number.parseFloat(style[`border${side}Width`]);
  if (!thickness || style[`border${side}Style`] !== "solid") return;
  context.fillStyle = style[`border${side}Color`];
  const isAcross = side === "Top" || side === "Bottom";
  const x = side === "Right" ? left + width - thickness : left;
  const y = side === "Bottom" ? top + height - thickness : top;
  context.fillRect(x, y, isAcross ? width : thickness, isAcross ? thickness : height);
}

/**
 * Prints a small drawing: its paths, circles and polygons.
 * @param {CanvasRenderingContext2D} context
 * @param {SVGSVGElement} drawing
 * @param {Box} box
 */
export function printDrawing(context, drawing, { left, top, width, height }) {
  const { x, y, width: across, height: down } = drawing.viewBox.baseVal;
  const scale = Math.min(width / across, height / down);
  context.save();
  context.translate(left + (width - across * scale) / 2 - x * scale, top + (height - down * scale) / 2 - y * scale);
  context.scale(scale, scale);
  for (const shape of drawing.querySelectorAll("path, circle, polygon")) printShape(context, shape);
  context.restore();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Element} shape
 */
function printShape(context, shape) {
  const style = getComputedStyle(shape);
  const path = PATHS[shape.tagName](shape);
  if (style.fill !== "none") {
    context.fillStyle = style.fill;
    context.fill(path);
  }
  if (style.stroke === "none") return;
  context.strokeStyle = style.stroke;
  context.lineWidth = Number.parseFloat(style.strokeWidth);
  context.setLineDash(
    style.strokeDasharray === "none" ? [] : style.strokeDasharray.split(/[\s,]+/).map(Number.parseFloat),
  );
  context.stroke(path);
  context.setLineDash([]);
}

/** @type {Record<string, (shape: Element) => Path2D>} */
const PATHS = {
  path: (shape) => new Path2D(shape.getAttribute("d") ?? ""),
  polygon: (shape) => new Path2D(`M${shape.getAttribute("points")}Z`),
  circle: (shape) => {
    const path = new Path2D();
    const [x, y, radius] = ["cx", "cy", "r"].map((name) => Number(shape.getAttribute(name)));
    path.arc(x, y, radius, 0, 2 * Math.PI);
    return path;
  },
};
