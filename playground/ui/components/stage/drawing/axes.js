/** Ticks at round numbers, and linear or logarithmic scales. */

/** @typedef {(value: number) => number} Scale from a value to pixels */

/**
 * Returns round ticks inside [low, high], about `wanted` of them.
 * @param {number} low
 * @param {number} high
 * @param {number} wanted
 */
export function niceTicks(low, high, wanted) {
  const step = niceStep((high - low) / Math.max(1, wanted));
  const ticks = [];
  for (let at = Math.ceil(low / step - 1e-9); at * step <= high + step * 1e-6; at += 1)
    ticks.push(Number((at * step).toPrecision(10)));
  return ticks;
}

/**
 * Returns the round number, 1, 2 or 5 times a power of ten, next above a step (but for a hair).
 * @param {number} rough
 */
function niceStep(rough) {
  if (!(rough > 0) || !Number.isFinite(rough)) return 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5].find((candidate) => candidate * power >= rough * 0.999) ?? 10;
  return factor * power;
}

/**
 * Returns powers of ten inside [low, high], thinned out, with 2 and 5 in between where there is room.
 * @param {number} low above zero
 * @param {number} high
 * @param {number} wanted
 */
export function logTicks(low, high, wanted) {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const every = Math.max(1, Math.ceil((last - first) / wanted));
  const factors = last - first <= 2 ? [1, 2, 5] : [1];
  const ticks = [];
  for (let power = first; power <= last; power += every)
    ticks.push(...factors.map((factor) => Number((factor * 10 ** power).toPrecision(3))));
  return ticks.filter((tick) => tick >= low * 0.999 && tick <= high * 1.001);
}

/**
 * Returns a function from a value to pixels, linear or logarithmic.
 * @param {number} low above zero where it is logarithmic
 * @param {number} high
 * @param {number} from where `low` lies, in pixels
 * @param {number} to where `high` lies, in pixels
 * @returns {Scale}
 */
export function scale(low, high, from, to, isLog = false) {
  if (!isLog) return (value) => from + ((value - low) / (high - low || 1)) * (to - from);
  const [a, b] = [Math.log(low), Math.log(high)];
  return (value) => from + ((Math.log(Math.max(value, low * 1e-3)) - a) / (b - a || 1)) * (to - from);
}
