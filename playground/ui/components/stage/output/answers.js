/** What the network answers to each image that is shown, read off the maps of its neurons. */

import { activationOf } from "../drawing/tables.js";
import { figures } from "../model/format.js";

/** @import { State } from "../model/types.js" */
/** @import { Data, Images } from "../wire/data.js" */

/** @typedef {(image: number, neuron: { column: number, unit: number }) => number} Activations NaN is none that is finite */
/** @typedef {{ unit: number, share: number }} Answer a class, and the network's output for it */
/** @typedef {Pick<State, "structure" | "picture">} Shown */

const BEST = 3;
const WORTH_SAYING = 0.005;

/**
 * Returns what reads a neuron's activation at an image off its map; null while no maps fit.
 * @param {Shown} state
 * @returns {Activations | null}
 */
export function activationsOf({ picture, structure: { sizes } }) {
  const { maps, map_scales: scales } = picture.arrays;
  if (!maps || !scales || picture.matching(sizes) < sizes.length) return null;
  const width = maps.shape[2];
  return (image, { column, unit }) => {
    const at = picture.mapIndex(column, unit);
    return activationOf(maps.data[at * width + image], scales.data[at]);
  };
}

/**
 * Returns every class with the output for an image, the largest first; none where an output is not finite.
 * @param {Pick<State, "structure">} state
 * @param {number} image
 * @param {Activations} activations
 * @returns {Answer[]}
 */
export function ranked({ structure: { sizes } }, image, activations) {
  const column = sizes.length - 1;
  const answers = Array.from({ length: sizes[column] }, (_, unit) => ({
    unit,
    share: activations(image, { column, unit }),
  }));
  return answers.some(({ share }) => Number.isNaN(share)) ? [] : answers.sort((a, b) => b.share - a.share);
}

/**
 * Returns the answer to an image; undefined where there is none.
 * @param {Pick<State, "structure">} state
 * @param {number} image
 * @param {Activations | null} activations
 * @returns {Answer | undefined}
 */
export function answerOf(state, image, activations) {
  return activations ? ranked(state, image, activations)[0] : undefined;
}

/**
 * Returns how many images are answered as they are labelled.
 * @param {Pick<State, "structure">} state
 * @param {Pick<Images, "labels">} images
 * @param {Activations} activations
 */
export function countRight(state, { labels }, activations) {
  return labels.filter((label, image) => answerOf(state, image, activations)?.unit === label).length;
}

/**
 * Returns the answers to an image that are worth saying, in words.
 * @param {{ structure: State["structure"], data: Pick<Data, "class_names" | "output_activation"> }} state
 * @param {number} image
 * @param {Activations} activations
 */
export function bestAnswers(state, image, activations) {
  const { class_names: names, output_activation: activation } = state.data;
  const isWorth = (/** @type {Answer} */ { share }, /** @type {number} */ at) => at === 0 || share > WORTH_SAYING;
  const best = ranked(state, image, activations).slice(0, BEST).filter(isWorth);
  const inWords = (/** @type {number} */ share) =>
    activation === "softmax" ? `${Math.round(100 * share)} %` : figures(share, 2);
  return best.length ? best.map(({ unit, share }) => `${names[unit]}: ${inWords(share)}`) : ["not a finite number"];
}
