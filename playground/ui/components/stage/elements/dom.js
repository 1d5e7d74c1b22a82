/** Small helpers around the DOM; nothing here knows the playground. */

/** Returns a new element; `class`, `text`, `html` and `on<Event>` are understood, the rest are properties or attributes. */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) assign(node, name, value);
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

function assign(node, name, value) {
  if (name === "class") node.className = value;
  else if (name === "text") node.textContent = value;
  else if (name === "html") node.innerHTML = value;
  else if (name.startsWith("on")) node.addEventListener(name.slice(2).toLowerCase(), value);
  else if (name in node) node[name] = value;
  else node.setAttribute(name, value);
}

/** Sets the text of a node unless it already says so (keeps layout and screen readers quiet). */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Sets an attribute unless it already has that value. */
export function setAttribute(node, name, value) {
  if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}

/** Replaces the options of a <select> by [{value, label}] and chooses one. */
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

/** Returns how many pixels of the screen a CSS pixel of an element is wide. */
export function pixelRatio(element) {
  return (window.devicePixelRatio || 1) * (element.currentCSSZoom ?? 1);
}

/** Returns the 2d context of a canvas sized in CSS pixels and sharp at the screen's own resolution. */
export function fitCanvas(canvas, width, height, ratio = pixelRatio(canvas)) {
  const [w, hgt] = [Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio))];
  if (canvas.width !== w || canvas.height !== hgt) {
    canvas.width = w;
    canvas.height = hgt;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

/** Returns where an event is, in the CSS pixels of an element that may be zoomed. */
export function placeIn(element, { clientX, clientY }) {
  const { left, top, width } = element.getBoundingClientRect();
  const zoom = width / element.offsetWidth || 1;
  return { x: (clientX - left) / zoom, y: (clientY - top) / zoom };
}

/** Returns a labelled checkbox and its input; `mark` is a small picture (SVG text) after the label. */
export function checkbox(label, onChange, mark = "") {
  const input = h("input", { type: "checkbox", onChange: () => onChange(input.checked) });
  return { element: h("label", { class: "check" }, input, h("span", { html: `${label}${mark}` })), input };
}
