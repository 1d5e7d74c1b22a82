/** Words of the page on a canvas, where they stand and as they look. */

/** @import { Page } from "./print.js" */

/**
 * Prints the words of a text node, each at its place: a line that wraps wraps here, too.
 * @param {CanvasRenderingContext2D} context
 * @param {Text} node
 * @param {CSSStyleDeclaration} style of the element around it
 * @param {Page} page
 */
export function printText(context, node, style, page) {
  dip(context, style);
  const range = document.createRange();
  if (style.textOverflow === "ellipsis" && isCut(node)) return printCut(context, node, page);
  for (const { index, 0: word } of node.data.matchAll(/\S+/g)) {
    range.setStart(node, index);
    range.setEnd(node, index + word.length);
    const { left, middle } = page.boxOf(range.getBoundingClientRect());
    context.fillText(word, left, baselineAt(context, middle));
  }
}

/**
 * Prints what a field holds, or what is chosen in a list.
 * @param {CanvasRenderingContext2D} context
 * @param {HTMLSelectElement | HTMLInputElement} field
 * @param {CSSStyleDeclaration} style
 * @param {Page} page
 */
export function printField(context, field, style, page) {
  dip(context, style);
  const words = field instanceof HTMLSelectElement ? (field.selectedOptions[0]?.label ?? "") : field.value;
  const box = page.boxOf(field.getBoundingClientRect());
  const [start, end] = [style.paddingLeft, style.paddingRight].map(Number.parseFloat);
  const room = box.width - start - end;
  const text = shortened(context, words, room);
  const indent = style.textAlign === "center" ? (room - context.measureText(text).width) / 2 : 0;
  context.fillText(text, box.left + start + indent, baselineAt(context, box.middle));
}

/**
 * Takes up the ink and the letters of an element.
 * @param {CanvasRenderingContext2D} context
 * @param {CSSStyleDeclaration} style
 */
function dip(context, style) {
  context.fillStyle = style.color;
  context.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  context.textAlign = "left";
  context.textBaseline = "alphabetic";
}

/**
 * Returns where letters stand whose line has its middle at a height.
 * @param {CanvasRenderingContext2D} context
 * @param {number} middle
 */
function baselineAt(context, middle) {
  const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = context.measureText("x");
  return middle + (ascent - descent) / 2;
}

/** @param {Text} node */
function isCut({ parentElement }) {
  return parentElement !== null && parentElement.scrollWidth > parentElement.clientWidth;
}

/**
 * Prints as much of a text as its element has room for.
 * @param {CanvasRenderingContext2D} context
 * @param {Text} node
 * @param {Page} page
 */
function printCut(context, node, page) {
  const element = /** @type {Element} */ (node.parentElement);
  const box = page.boxOf(element.getBoundingClientRect());
  context.fillText(shortened(context, node.data.trim(), box.width), box.left, baselineAt(context, box.middle));
}

/**
 * Returns a text, cut with an ellipsis to what fits into a width.
 * @param {CanvasRenderingContext2D} context
 * @param {string} text
 * @param {number} width
 */
function shortened(context, text, width) {
  if (context.measureText(text).width <= width + 1) return text;
  let length = text.length - 1;
  while (length > 1 && context.measureText(`${text.slice(0, length)}…`).width > width) length -= 1;
  return `${text.slice(0, length).trimEnd()}…`;
}
