/** One shape a class, as polygons in a unit circle, so that colour is never alone. */

/** @typedef {[x: number, y: number][]} Polygon */

const ARM = 0.38; // half as thick as a plus sign's bars, which are 2 long
const PLUS = polygon(`
  ${-ARM},-1 ${ARM},-1 ${ARM},${-ARM} 1,${-ARM} 1,${ARM} ${ARM},${ARM}
  ${ARM},1 ${-ARM},1 ${-ARM},${ARM} -1,${ARM} -1,${-ARM} ${-ARM},${-ARM}`);
const [SPIKE, NOTCH] = [1.35, 0.55];

/** The shape of each class; the first one's is a circle. */
const POLYGONS = [
  null,
  regular(4, 1.22, Math.PI / 4),
  regular(3, 1.32, -Math.PI / 2),
  regular(4, 1.25, 0),
  PLUS.map(([x, y]) => /** @type {Polygon[0]} */ ([(x - y) * 0.78, (x + y) * 0.78])),
  PLUS.map(([x, y]) => /** @type {Polygon[0]} */ ([x * 1.1, y * 1.1])),
  regular(3, 1.32, Math.PI / 2),
  star(5),
  polygon("-1.2,-0.6 1.2,-0.6 1.2,0.6 -1.2,0.6"),
  polygon("-1.1,-1.1 1.1,-1.1 -1.1,1.1 1.1,1.1"),
];

/**
 * Returns the corners that a text lists as an SVG polygon does.
 * @param {string} points
 */
function polygon(points) {
  const corner = (/** @type {string} */ pair) => /** @type {Polygon[0]} */ (pair.split(",").map(Number));
  return points.trim().split(/\s+/).map(corner);
}

/**
 * Returns a polygon with equal sides.
 * @param {number} corners
 * @param {number} radius
 * @param {number} turn where its first corner lies, as an angle
 */
function regular(corners, radius, turn) {
  return Array.from({ length: corners }, (_, at) => {
    const angle = turn + (2 * Math.PI * at) / corners;
    return /** @type {Polygon[0]} */ ([radius * Math.cos(angle), radius * Math.sin(angle)]);
  });
}

/** @param {number} spikes */
function star(spikes) {
  return Array.from({ length: 2 * spikes }, (_, at) => {
    const [angle, radius] = [(Math.PI * at) / spikes, at % 2 ? NOTCH : SPIKE];
    return /** @type {Polygon[0]} */ ([Math.sin(angle) * radius, -Math.cos(angle) * radius]);
  });
}

/**
 * Adds the shape of a class to a path.
 * @param {CanvasPath} path a canvas's context, or a Path2D
 * @param {number} index of the class
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 */
export function addShape(path, index, x, y, radius) {
  const corners = POLYGONS[index % POLYGONS.length];
  if (!corners) {
    path.moveTo(x + radius, y);
    path.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  corners.forEach(([px, py], at) => path[at ? "lineTo" : "moveTo"](x + px * radius, y + py * radius));
  path.closePath();
}

/**
 * Returns a small picture (SVG text) of a class's shape, filled or hollow.
 * @param {number} index of the class
 * @param {string} color
 */
export function shapeSvg(index, color, isHollow = false) {
  const corners = POLYGONS[index % POLYGONS.length];
  const paint = isHollow ? `fill="none" stroke="${color}" stroke-width="2.2"` : `fill="${color}"`;
  const figure = corners
    ? `<polygon points="${corners.map(([x, y]) => `${(8 + 5 * x).toFixed(2)},${(8 + 5 * y).toFixed(2)}`).join(" ")}" ${paint}/>`
    : `<circle cx="8" cy="8" r="5.4" ${paint}/>`;
  return `<svg class="glyph" viewBox="0 0 16 16" aria-hidden="true">${figure}</svg>`;
}
