/** How the training stands, in one sentence. */

import { epochs as epochsText, figures } from "../model/format.js";

/** @import { Picture } from "../model/picture.js" */
/** @import { Metrics } from "../wire/frame.js" */

const RECENT = 0.1; // the share of the curve that is compared with an equal share before it
const FLAT = { ofLoss: 0.01, ofRange: 0.05 }; // the least that counts, by whichever of the two is less

/**
 * Returns "Epoch 120, test loss 0.0812, still falling, test accuracy 97.1 percent."
 * @param {Pick<Picture, "meta" | "curve">} picture
 */
export function summaryOf({ meta, curve }) {
  if (!meta) return "Nothing is trained yet.";
  const { passes, train_loss: train, test_loss: test, metrics } = meta;
  const hasTest = test !== null;
  const loss = hasTest ? `test loss ${figures(test)}` : `training loss ${figures(train)}`;
  const trend = trendOf(curve.epochs, hasTest ? curve.test : curve.train, passes);
  const parts = [`Epoch ${epochsText(passes)}`, loss, trend, accuracyText(metrics)];
  return `${parts.filter(Boolean).join(", ")}.`;
}

/** @param {Metrics} metrics */
function accuracyText({ test_accuracy: test = null, train_accuracy: train = null }) {
  if (test !== null) return `test accuracy ${figures(100 * test)} percent`;
  return train !== null ? `training accuracy ${figures(100 * train)} percent` : "";
}

/**
 * Returns "still falling", "flat" or "rising": how a curve goes just before an epoch; "" where it is too short to say.
 * @param {number[]} epochs
 * @param {number[]} losses
 * @param {number} until
 */
export function trendOf(epochs, losses, until) {
  const recent = RECENT * (until - (epochs[0] ?? until));
  const late = meanBetween(epochs, losses, until - recent, until);
  const before = meanBetween(epochs, losses, until - 2 * recent, until - recent);
  if (!Number.isFinite(late) || !Number.isFinite(before)) return "";
  const least = Math.min(FLAT.ofLoss * before, FLAT.ofRange * rangeOf(losses.filter((_, at) => epochs[at] <= until)));
  if (late < before - least) return "still falling";
  return late > before + least ? "rising" : "flat";
}

/**
 * Returns how far apart the losses of a curve are.
 * @param {number[]} losses
 */
function rangeOf(losses) {
  const finite = losses.filter(Number.isFinite);
  return (
    finite.reduce((high, loss) => Math.max(high, loss), -Infinity) -
    finite.reduce((low, loss) => Math.min(low, loss), Infinity)
  );
}

/**
 * Returns the mean of the losses after one epoch and up to another; NaN where there is none.
 * @param {number[]} epochs
 * @param {number[]} losses
 * @param {number} after
 * @param {number} upTo
 */
function meanBetween(epochs, losses, after, upTo) {
  const within = losses.filter((loss, at) => epochs[at] > after && epochs[at] <= upTo && !Number.isNaN(loss));
  return within.reduce((sum, loss) => sum + loss, 0) / within.length;
}
