/** One shape a class, as polygons in a unit circle, so that colour is never alone. */

const star = (corners, radius, turn) =>
  Array.from({ length: corners }, (_, at) => {
    const angle = turn + (2 * Math.PI * at) / corners;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
const arm = 0.38;
const PLUS = [
  [-arm, -1],
  [arm, -1],
  [arm, -arm],
  [1, -arm],
  [1, arm],
  [arm, arm],
  [arm, 1],
  [-arm, 1],
  [-arm, arm],
  [-1, arm],
  [-1, -arm],
  [-arm, -arm],
];

const STAR = Array.from({ length: 10 }, (_, at) => [
  Math.sin((Math.PI * at) / 5) * (at % 2 ? 0.55 : 1.35),
  -Math.cos((Math.PI * at) / 5) * (at % 2 ? 0.55 : 1.35),
]);

const POLYGONS = [
  null,
  star(4, 1.22, Math.PI / 4),
  star(3, 1.32, -Math.PI / 2),
  star(4, 1.25, 0),
  PLUS.map(([x, y]) => [(x - y) * 0.78, (x + y) * 0.78]),
  PLUS.map(([x, y]) => [x * 1.1, y * 1.1]),
  star(3, 1.32, Math.PI / 2),
  STAR,
  [
    [-1.2, -0.6],
    [1.2, -0.6],
    [1.2, 0.6],
    [-1.2, 0.6],
  ],
  [
    [-1.1, -1.1],
    [1.1, -1.1],
    [-1.1, 1.1],
    [1.1, 1.1],
  ],
];

/** Adds the shape of a class to a path (a canvas context or a Path2D). */
export function addShape(path, index, x, y, radius) {
  const polygon = POLYGONS[index % POLYGONS.length];
  if (!polygon) {
    path.moveTo(x + radius, y);
    path.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  polygon.forEach(([px, py], at) => path[at ? "lineTo" : "moveTo"](x + px * radius, y + py * radius));
  path.closePath();
}

/** Returns a small picture (SVG text) of a class's shape, filled or hollow. */
export function shapeSvg(index, color, isHollow = false) {
  const polygon = POLYGONS[index % POLYGONS.length];
  const paint = isHollow ? `fill="none" stroke="${color}" stroke-width="2.2"` : `fill="${color}"`;
  const figure = polygon
    ? `<polygon points="${polygon.map(([x, y]) => `${(8 + 5 * x).toFixed(2)},${(8 + 5 * y).toFixed(2)}`).join(" ")}" ${paint}/>`
    : `<circle cx="8" cy="8" r="5.4" ${paint}/>`;
  return `<svg class="glyph" viewBox="0 0 16 16" aria-hidden="true">${figure}</svg>`;
}
