/** The output panel for images: some of those it trains on, and what the network or one neuron makes of each. */

import { ByteCanvas } from "../drawing/byte_canvas.js";
import { inkTable } from "../drawing/tables.js";
import { figures } from "../model/format.js";
import { activationsOf, answerOf, bestAnswers, countRight } from "./answers.js";
import { drawActivation, drawAnswer, drawSummary, outline, placesOf } from "./gallery.js";

/** @import { Point, Square } from "../drawing/plane.js" */
/** @import { Theme } from "../drawing/theme.js" */
/** @import { NeuronTarget, State } from "../model/types.js" */
/** @import { Images } from "../wire/data.js" */
/** @import { ImagePlace } from "./gallery.js" */

const [MARK, MARK_GAP] = [2.5, 0.75];

/** Draws the images and says what stands under the pointer. */
export class ImageGrid {
  constructor() {
    this.ink = new ByteCanvas();
  }

  /**
   * Takes new images and colours in.
   * @param {Images} images
   * @param {Theme} theme
   */
  update({ shape: [height, width], pixels }, theme) {
    const bytes = Uint8Array.from(pixels.flat());
    this.ink.paint(bytes, width, height * pixels.length, `${theme.key}/${pixels.join()}`, inkTable(theme.data));
  }

  /**
   * Draws every image over what the network answers, or over the activation of the neuron in focus.
   * @param {CanvasRenderingContext2D} context
   * @param {State} state
   * @param {Images} images
   * @param {Square} square
   * @param {NeuronTarget | null} focus
   */
  draw(context, state, images, square, focus) {
    const activations = activationsOf(state);
    placesOf(images, square, state.theme).forEach((place, image) => {
      this.drawImage(context, images, image, place);
      if (focus) drawActivation(context, place, focus, activations?.(image, focus), images, state);
      else drawAnswer(context, place, answerOf(state, image, activations), images.labels[image], state);
    });
    const nRight = activations && countRight(state, images, activations);
    if (!focus) drawSummary(context, square, images.labels.length, nRight, state.theme);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Images} images
   * @param {number} image
   * @param {ImagePlace} place
   */
  drawImage(context, { shape: [height, width] }, image, { x, y, side }) {
    context.imageSmoothingEnabled = false;
    context.drawImage(this.ink.canvas, 0, image * height, width, height, x, y, side, side);
  }

  /**
   * Draws a frame round one training sample's image, if it is among those shown.
   * @param {CanvasRenderingContext2D} context
   * @param {Images} images
   * @param {Square} square
   * @param {number} sample
   * @param {Theme} theme
   */
  mark(context, images, square, sample, theme) {
    const place = placesOf(images, square, theme)[sample];
    if (place) outline(context, place, theme.accent, MARK, MARK_GAP);
  }

  /**
   * Returns the index of the training sample whose image lies under the pointer, -1 beside them.
   * @param {Images} images
   * @param {Square} square
   * @param {Point} pointer
   * @param {Theme} theme
   */
  sampleAt(images, square, pointer, theme) {
    const isIn = (/** @type {ImagePlace} */ { x, y, side }) =>
      pointer.x >= x && pointer.x < x + side && pointer.y >= y && pointer.y < y + side;
    return placesOf(images, square, theme).findIndex(isIn);
  }

  /**
   * Returns what to say about the image under the pointer, or null beside them.
   * @param {State} state
   * @param {Images} images
   * @param {Square} square
   * @param {NeuronTarget | null} focus
   * @param {Point} pointer
   */
  describe(state, images, square, focus, pointer) {
    const image = this.sampleAt(images, square, pointer, state.theme);
    if (image < 0) return null;
    const title = `Training image ${image + 1}: ${state.data.class_names[images.labels[image]]}`;
    const activations = activationsOf(state);
    if (!activations) return { title, lines: [] };
    const lines = focus ? [`a = ${figures(activations(image, focus), 2)}`] : bestAnswers(state, image, activations);
    return { title, lines };
  }
}
