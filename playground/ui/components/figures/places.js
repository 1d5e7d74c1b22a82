/** The places of the figures on the page, and what the viewer does there. */

/** @typedef {import("./types.js").Plot} Plot */
/** @typedef {import("./types.js").Wanted} Wanted */

/**
 * Returns the element that the figure at a place is drawn in.
 * @param {HTMLElement} root
 * @param {number} at
 */
export function plotAt(root, at) {
  return /** @type {Plot} */ (root.children[at].firstElementChild);
}

/**
 * Gives every figure its place, of its size, before any is drawn: the page below does not move.
 * @param {HTMLElement} root
 * @param {Wanted[]} wanted
 * @param {() => HTMLElement} makePlace
 */
export function fitPlaces(root, wanted, makePlace) {
  while (root.children.length > wanted.length) {
    window.Plotly?.purge(plotAt(root, root.children.length - 1));
    root.lastElementChild?.remove();
  }
  while (root.children.length < wanted.length) root.append(makePlace());
  wanted.forEach(({ layout, label, min_width: minWidth }, at) => {
    const plot = plotAt(root, at);
    root.children[at].classList.toggle("is-wide", !layout.width);
    const width = layout.width ? `${layout.width}px` : "100%";
    Object.assign(plot.style, { width, minWidth: minWidth ? `${minWidth}px` : "", height: `${layout.height}px` });
    plot.setAttribute("aria-label", label);
  });
}

/**
 * Returns an empty place; `onGrab(plot)` hears when the viewer takes its figure into the hand.
 * @param {ResizeObserver} widths
 * @param {(plot: Plot) => void} onGrab
 */
export function createPlace(widths, onGrab) {
  const place = document.createElement("div");
  const plot = /** @type {Plot} */ (document.createElement("div"));
  place.className = "playground-figure";
  plot.setAttribute("role", "figure");
  plot.addEventListener("pointerdown", () => onGrab(plot));
  place.append(plot);
  widths.observe(plot);
  return place;
}

/**
 * Notes that a figure is in the viewer's hand, and calls back when it is let go.
 * @param {Plot} plot
 * @param {() => void} onLetGo
 */
export function hold(plot, onLetGo) {
  const letGo = new AbortController();
  const end = () => {
    letGo.abort();
    plot.isHeld = false;
    requestAnimationFrame(onLetGo); // after Plotly has kept what was done
  };
  plot.isHeld = true;
  for (const event of ["pointerup", "pointercancel", "blur"]) {
    window.addEventListener(event, end, { signal: letGo.signal, capture: true });
  }
}

/**
 * Notes when an animated figure moves, and calls back when it has arrived.
 * @param {Plot} plot
 * @param {() => void} onArrived
 */
export function follow(plot, onArrived) {
  const arrive = () => {
    plot.isMoving = false;
    onArrived();
  };
  plot.isMoving = false;
  plot.on?.("plotly_animating", () => {
    plot.isMoving = true;
  });
  for (const event of ["plotly_animated", "plotly_animationinterrupted"]) plot.on?.(event, arrive);
}

/**
 * Returns an animated figure at the frame that the viewer's slider stands at.
 * @param {Wanted} figure
 * @param {Plot} plot
 */
export function atItsFrame({ data, layout, frames }, plot) {
  const [slider] = layout.sliders ?? [];
  if (!frames || !slider) return { data, layout, frames };
  const active = Math.min(plot.layout?.sliders?.[0]?.active ?? 0, frames.length - 1);
  return {
    data: data.map((trace, at) => ({ ...trace, ...frames[active].data[at] })),
    layout: { ...layout, sliders: [{ ...slider, active }] },
    frames,
  };
}
