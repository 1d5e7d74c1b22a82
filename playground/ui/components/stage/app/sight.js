/** What the server is to tell more of, by what is looked at. */

import { isCarded } from "../card/card.js";

/**
 * Returns which neuron the server is to tell more of: of the one with a card also its numbers for a sample.
 * @param {Pick<import("../model/types.js").State, "target" | "pinned" | "sample" | "connection">} state
 * @returns {import("../wire/commands.js").FocusMessage}
 */
export function focusOf({ target, pinned, sample, connection }) {
  if (pinned && isCarded(pinned)) return { do: "focus", layer: pinned.column - 1, unit: pinned.unit, sample };
  const chosen = target?.type === "neuron" && connection !== "blocked" ? target : pinned; // no rerun for each that is pointed at
  return chosen ? { do: "focus", layer: chosen.column - 1, unit: chosen.unit } : { do: "focus" };
}
