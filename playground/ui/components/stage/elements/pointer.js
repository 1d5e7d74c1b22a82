/** What a pointer is at. */

/**
 * Follows the pointer over an element. What a finger has pointed at stays so when it is lifted.
 * @param {HTMLElement} element
 * @param {{ move: (event: PointerEvent) => void, leave: () => void }} hearers
 */
export function followPointer(element, { move, leave }) {
  element.addEventListener("pointermove", move);
  element.addEventListener("pointerdown", move);
  element.addEventListener("pointercancel", leave);
  element.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && leave());
}
