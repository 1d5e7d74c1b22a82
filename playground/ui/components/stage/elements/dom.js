/** Small helpers around the DOM; nothing here knows the playground. */

/**
 * Returns a new element.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, unknown>} [props] `class`, `text`, `html` and `on<Event>` are understood, the rest are properties or attributes
 * @param {(Node | string | null | undefined)[]} children
 */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) assign(node, name, value);
  for (const child of children) if (child !== null && child !== undefined) node.append(child);
  return node;
}

/**
 * @param {HTMLElement} node
 * @param {string} name
 * @param {unknown} value
 */
function assign(node, name, value) {
  if (name === "class") node.className = String(value);
  else if (name === "text") node.textContent = String(value);
  else if (name === "html") node.innerHTML = String(value);
  else if (name.startsWith("on"))
    node.addEventListener(name.slice(2).toLowerCase(), /** @type {EventListener} */ (value));
  else if (name in node) Object.assign(node, { [name]: value });
  else node.setAttribute(name, String(value));
}

/**
 * Sets the text of a node unless it already says so (keeps layout and screen readers quiet).
 * @param {Node} node
 * @param {string} text
 */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/**
 * Sets an attribute unless it already has that value.
 * @param {Element} node
 * @param {string} name
 * @param {string} value
 */
export function setAttribute(node, name, value) {
  if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}

/**
 * Replaces the options of a <select> where they differ, and chooses one.
 * @param {HTMLSelectElement} select
 * @param {{ value: string, label: string, title?: string }[]} options
 * @param {string} chosen
 */
export function setOptions(select, options, chosen) {
  const key = JSON.stringify(options);
  if (select.dataset.key !== key) {
    select.replaceChildren(
      ...options.map(({ value, label, title }) => h("option", { value, text: label, title: title ?? "" })),
    );
    select.dataset.key = key;
  }
  if (select.value !== chosen) select.value = chosen;
}

/**
 * Returns how many pixels of the screen a CSS pixel of an element is wide.
 * @param {Element} element
 */
export function pixelRatio(element) {
  return (window.devicePixelRatio || 1) * (element.currentCSSZoom ?? 1);
}

/**
 * Returns the 2d context of a canvas sized in CSS pixels and sharp at the screen's own resolution.
 * @param {HTMLCanvasElement} canvas
 * @param {number} width
 * @param {number} height
 */
export function fitCanvas(canvas, width, height, ratio = pixelRatio(canvas)) {
  const [w, hgt] = [Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio))];
  if (canvas.width !== w || canvas.height !== hgt) {
    canvas.width = w;
    canvas.height = hgt;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

/**
 * Returns where an event is, in the CSS pixels of an element that may be zoomed.
 * @param {HTMLElement} element
 * @param {MouseEvent} event
 */
export function placeIn(element, { clientX, clientY }) {
  const { left, top, width } = element.getBoundingClientRect();
  const zoom = width / element.offsetWidth || 1;
  return { x: (clientX - left) / zoom, y: (clientY - top) / zoom };
}

/**
 * Returns what an element lies in: the page, or the shadow of a component.
 * @param {Element} element
 */
export function rootOf(element) {
  return /** @type {Document | ShadowRoot} */ (element.getRootNode());
}

/**
 * Returns what has the focus where an element lies, null where that is nothing.
 * @param {Element} element
 */
export function focusedIn(element) {
  return rootOf(element).activeElement;
}

/**
 * Returns a labelled checkbox and its input.
 * @param {string} label
 * @param {(isOn: boolean) => void} onChange
 * @param {string} [mark] a small picture (SVG text) after the label
 */
export function checkbox(label, onChange, mark = "") {
  const input = h("input", { type: "checkbox", onChange: () => onChange(input.checked) });
  return { element: h("label", { class: "check" }, input, h("span", { html: `${label}${mark}` })), input };
}
