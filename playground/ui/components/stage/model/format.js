/** Numbers as text, as the browser's language writes them: three significant figures, a real minus sign, never a long tail. */

const MINUS = "\u2212";
const LANGUAGE = isLanguage(navigator.language) ? navigator.language : "en"; // some systems call theirs "en-US@posix"
const GROUPED = new Intl.NumberFormat(LANGUAGE, { maximumFractionDigits: 0, numberingSystem: "latn" });
const PARTS = new Intl.NumberFormat(LANGUAGE, { numberingSystem: "latn" }).formatToParts(1234567.8);
const [GROUP, DECIMAL] = ["group", "decimal"].map((type) => PARTS.find((part) => part.type === type)?.value ?? "");
const TAIL = new RegExp(`\\${DECIMAL}0+(?=e|$)|(\\${DECIMAL}\\d*[1-9])0+(?=e|$)`);
const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

function isLanguage(tag) {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

/** Returns a number in three significant figures: 0.0312, 12.3, 1,230, 1.20e9; an en dash where there is none. */
export function figures(value, digits = 3) {
  if (value === null || value === undefined) return "–";
  if (Number.isNaN(value)) return "NaN";
  const text = Number.isFinite(value) ? magnitude(Math.abs(value), digits) : "∞";
  return value < 0 ? MINUS + text : text;
}

function magnitude(value, digits) {
  if (value === 0) return "0";
  if (value >= 99_950 || value < 0.0009995) return exponential(value.toExponential(digits - 1));
  if (value >= 999.5) return GROUPED.format(value);
  return localized(value.toPrecision(digits));
}

function exponential(text) {
  return localized(text).replace("e+", "e").replace("-", MINUS);
}

/** Writes the point of a number as this language writes it. */
function localized(text) {
  return text.replace(".", DECIMAL);
}

/** Returns a number in three significant figures without trailing zeros: 1, 0.5, 0.031. */
export function short(value) {
  return figures(value).replace(TAIL, "$1");
}

/** Returns a number in three significant figures as a field shows it, without separators of thousands: 1230. */
export function ungrouped(value) {
  return figures(value).replaceAll(GROUP, "");
}

/** Returns a number without trailing zeros, for settings and axis ticks: 0.03, 10, 1e−5. */
export function plain(value) {
  if (!Number.isFinite(value)) return figures(value);
  const rounded = Number(value.toPrecision(6));
  const text =
    Math.abs(rounded) < 1e-5 && rounded !== 0
      ? exponential(Math.abs(rounded).toExponential())
      : localized(String(Math.abs(rounded)));
  return rounded < 0 ? MINUS + text : text;
}

/** Returns a whole number with thousands separators, shortened from ten million on. */
export function count(value) {
  if (value === null || value === undefined) return "–";
  if (value >= 1e10) return `${localized((value / 1e9).toFixed(1))} G`;
  if (value >= 1e7) return `${localized((value / 1e6).toFixed(1))} M`;
  return GROUPED.format(Math.floor(value));
}

/** Returns a number of passes over the data: in hundredths at first, whole ones from ten on. */
export function epochs(value) {
  return value < 10 ? plain(Number(value.toFixed(2))) : count(value);
}

/** Returns a fraction as per cent with one decimal. */
export function percent(value) {
  return value === null || value === undefined || Number.isNaN(value)
    ? "–"
    : `${localized((100 * value).toFixed(1))} %`;
}

/** Returns 12 as ₁₂. */
export function subscript(number) {
  return String(number).replace(/\d/g, (digit) => SUBSCRIPTS[digit]);
}

/** Returns "1 neuron" or "3 neurons". */
export function plural(number, noun) {
  return `${count(number)} ${noun}${number === 1 ? "" : "s"}`;
}
