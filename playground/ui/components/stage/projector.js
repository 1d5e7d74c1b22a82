/** Projector mode: the stage alone on the page, everything twice its size or more, thick lines, high contrast. */

const SPACIOUS = { width: 787, height: 443 };
const TIGHT = { width: 683, height: 384 };
const TWICE = 2;
const [THIN, THICK] = [1, 1.5];

/** Lets the stage have the page for itself, or gives the page back. */
export function showAlone(root, isAlone) {
  const zoom = isAlone ? zoomOf(window.innerWidth, window.innerHeight) : 1;
  root.classList.toggle("is-projector", isAlone);
  root.style.setProperty("--zoom", zoom);
  document.documentElement.toggleAttribute("data-projector", isAlone);
}

/** Returns how much larger than normal all is: as large as leaves enough room, twice as large with a little less. */
function zoomOf(width, height) {
  const leaving = (room) => Math.min(width / room.width, height / room.height);
  return Math.max(1, leaving(SPACIOUS), Math.min(TWICE, leaving(TIGHT)));
}

/** Returns a theme with the thinnest line that is drawn, and for a projector with stronger inks. */
export function forRoom(theme, isProjector) {
  if (!isProjector) return { ...theme, thin: THIN };
  const { text, muted, faint } = theme;
  return { ...theme, muted: text, faint: muted, grid: faint, hair: muted, thin: THICK, key: `${theme.key}/projector` };
}
