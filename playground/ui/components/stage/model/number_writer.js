/** How numbers are written in one language. */

import { signsOf } from "../../page/language.js";

const MINUS = "\u2212";
const NONE = "–";

/** @typedef {number | null | undefined} Maybe what may be no number */

export class NumberWriter {
  /** @param {string | undefined} tag the language; English where it is none */
  constructor(tag) {
    const { language, decimal, group } = signsOf(tag);
    this.decimal = decimal;
    this.group = group;
    this.grouped = new Intl.NumberFormat(language, { maximumFractionDigits: 0, numberingSystem: "latn" });
    this.tail = new RegExp(`\\${decimal}0+(?=e|$)|(\\${decimal}\\d*[1-9])0+(?=e|$)`);
  }

  /**
   * @param {Maybe} value
   * @param {number} digits
   */
  figures(value, digits) {
    if (value === null || value === undefined) return NONE;
    if (Number.isNaN(value)) return "NaN";
    const text = Number.isFinite(value) ? this.magnitude(Math.abs(value), digits) : "∞";
    return value < 0 ? MINUS + text : text;
  }

  /**
   * @param {number} value not negative
   * @param {number} digits
   */
  magnitude(value, digits) {
    if (value === 0) return "0";
    if (value >= 99_950 || value < 0.0009995) return this.exponential(value.toExponential(digits - 1));
    if (value >= 999.5) return this.grouped.format(value);
    return this.localized(value.toPrecision(digits));
  }

  /** @param {Maybe} value */
  short(value) {
    return this.figures(value, 3).replace(this.tail, "$1");
  }

  /** @param {Maybe} value */
  ungrouped(value) {
    return this.figures(value, 3).replaceAll(this.group, "");
  }

  /** @param {number} value */
  plain(value) {
    if (!Number.isFinite(value)) return this.figures(value, 3);
    const rounded = Number(value.toPrecision(6));
    const size = Math.abs(rounded);
    const text = size < 1e-5 && size !== 0 ? this.exponential(size.toExponential()) : this.localized(String(size));
    return rounded < 0 ? MINUS + text : text;
  }

  /** @param {Maybe} value */
  count(value) {
    if (value === null || value === undefined) return NONE;
    if (value >= 1e10) return `${this.localized((value / 1e9).toFixed(1))} G`;
    if (value >= 1e7) return `${this.localized((value / 1e6).toFixed(1))} M`;
    return this.grouped.format(Math.floor(value));
  }

  /** @param {Maybe} value */
  percent(value) {
    if (value === null || value === undefined || Number.isNaN(value)) return NONE;
    return `${this.localized((100 * value).toFixed(1))} %`;
  }

  /** @param {string} text */
  exponential(text) {
    return this.localized(text).replace("e+", "e").replace("-", MINUS);
  }

  /**
   * Writes the point of a number as this language writes it.
   * @param {string} text
   */
  localized(text) {
    return text.replace(".", this.decimal);
  }
}
