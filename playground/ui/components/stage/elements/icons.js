/** The icons of the bar and of the columns, drawn on a 24 by 24 grid. */

/** @param {string} paths */
const outline = (paths) =>
  `<svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${paths}</svg>`;

/** @param {string} paths */
const solid = (paths) => `<svg viewBox="0 0 24 24" aria-hidden="true" fill="currentColor">${paths}</svg>`;

/** @param {[x: number, y: number][]} places */
const dots = (places) => places.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="2.2"/>`).join("");

/** @param {string} end */
const shackle = (end) => `<path d="M8 11V7a4 4 0 0 1 ${end}"/>`;

export const ICONS = {
  run: solid('<path d="M8 5.1v13.8c0 .8.9 1.3 1.6.8l10-6.9c.6-.4.6-1.2 0-1.6l-10-6.9C8.9 3.8 8 4.3 8 5.1z"/>'),
  pause: solid(
    '<rect x="6" y="4.5" width="4.4" height="15" rx="1.2"/><rect x="13.6" y="4.5" width="4.4" height="15" rx="1.2"/>',
  ),
  step: solid(
    '<path d="M5 5.6v12.8c0 .7.8 1.1 1.4.7l8.6-6.3c.5-.4.5-1.1 0-1.5L6.4 4.9C5.8 4.5 5 4.9 5 5.6z"/><rect x="16.5" y="4.8" width="3" height="14.4" rx="1"/>',
  ),
  reset: outline('<path d="M4 4v5h5"/><path d="M4.6 9a8 8 0 1 1-.6 4.5"/>'),
  weights: outline(
    '<circle cx="5" cy="6" r="2"/><circle cx="5" cy="18" r="2"/><circle cx="19" cy="12" r="2"/><path d="M7 6.8l10 4.3M7 17.2l10-4.3"/>',
  ),
  points: solid(
    dots([
      [6, 7],
      [13, 5],
      [18.5, 10.5],
      [9, 13],
      [16, 17.5],
      [6, 19],
    ]),
  ),
  locked: outline(`${shackle("8 0v4")}<rect x="5" y="11" width="14" height="9.5" rx="2" fill="currentColor"/>`),
  unlocked: outline(`${shackle("7.6-1.7")}<rect x="5" y="11" width="14" height="9.5" rx="2"/>`),
  view: outline(
    '<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z"/><circle cx="12" cy="12" r="2.8"/>',
  ),
  share: outline(
    '<path d="M10 14a4.5 4.5 0 0 0 6.6.4l2.8-2.8a4.5 4.5 0 0 0-6.4-6.4l-1.4 1.4"/><path d="M14 10a4.5 4.5 0 0 0-6.6-.4l-2.8 2.8a4.5 4.5 0 0 0 6.4 6.4l1.4-1.4"/>',
  ),
};
