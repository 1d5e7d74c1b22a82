/**
 * A part of the page on a canvas: its own canvases, and the words, grounds, edges and small drawings around them.
 *
 * Browsers have no way of their own that all of them allow, so this knows as much of CSS as the stage needs.
 */

import { printDrawing, printGround } from "./print_shapes.js";
import { printField, printText } from "./print_words.js";

/**
 * @typedef {{ left: number, top: number, width: number, height: number, middle: number }} Box in the page's own pixels
 * @typedef {{ boxOf: (place: DOMRect) => Box }} Page
 */

/**
 * Prints an element with all that is in it, from the canvas' corner on.
 * @param {CanvasRenderingContext2D} context
 * @param {HTMLElement} root
 */
export function print(context, root) {
  printElement(context, root, pageOf(root));
}

/**
 * Returns a page whose corner is an element's, and whose pixels are those of CSS, however it is zoomed.
 * @param {HTMLElement} root
 * @returns {Page}
 */
function pageOf(root) {
  const corner = root.getBoundingClientRect();
  const zoom = corner.width / root.offsetWidth || 1;
  const boxOf = (/** @type {DOMRect} */ place) => {
    const [top, height] = [(place.top - corner.top) / zoom, place.height / zoom];
    return {
      left: (place.left - corner.left) / zoom,
      top,
      width: place.width / zoom,
      height,
      middle: top + height / 2,
    };
  };
  return { boxOf };
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Element} element
 * @param {Page} page
 */
function printElement(context, element, page) {
  const style = getComputedStyle(element);
  if (style.display === "none" || style.visibility === "hidden") return;
  const box = page.boxOf(element.getBoundingClientRect());
  if (element instanceof SVGSVGElement) return printDrawing(context, element, box);
  printGround(context, box, style);
  if (element instanceof HTMLCanvasElement) return context.drawImage(element, box.left, box.top, box.width, box.height);
  if (element instanceof HTMLSelectElement || element instanceof HTMLInputElement)
    return printField(context, element, style, page);
  for (const child of element.childNodes) {
    if (child instanceof Text) printText(context, child, style, page);
    else if (child instanceof Element) printElement(context, child, page);
  }
}
