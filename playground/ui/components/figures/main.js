/** Draws Plotly figures side by side; one a screen refresh, so that the stage above goes on smoothly. */

import { atItsFrame, createPlace, fitPlaces, follow, hold, plotAt } from "./places.js";
import { CONFIG, fillRows, load, lookOf, templateOf } from "./plotly.js";

/** @typedef {import("./types.js").FiguresComponent} FiguresComponent */

/**
 * Puts the component's figures into the page.
 * @param {FiguresComponent} component
 */
export function mount(component) {
  const shelf = new Shelf(component);
  shelf.update(component);
  return shelf;
}

class Shelf {
  /** @param {FiguresComponent} component */
  constructor({ parentElement, data }) {
    this.plotly = data.plotly;
    this.note = document.createElement("p");
    this.root = document.createElement("div");
    this.root.className = "playground-figures";
    parentElement.append(this.note, this.root);
    this.look = lookOf(this.root);
    /** @type {import("./types.js").Wanted[]} */
    this.wanted = [];
    this.isDrawing = false;
    this.widths = new ResizeObserver(fillRows);
  }

  /** @param {FiguresComponent} component */
  update({ data: { plotly, figures } }) {
    this.plotly = plotly;
    this.look = lookOf(this.root);
    this.wanted = figures.map((figure) => ({ ...figure, key: JSON.stringify([figure, this.look]) }));
    this.fitPlaces();
    this.draw();
  }

  destroy() {
    this.wanted = [];
    this.fitPlaces();
    this.widths.disconnect();
    this.note.remove();
    this.root.remove();
  }

  fitPlaces() {
    fitPlaces(this.root, this.wanted, () => createPlace(this.widths, (plot) => hold(plot, () => this.draw())));
  }

  /** Draws what is wanted and not yet drawn, until nothing is left; newer wishes are taken up on the way. */
  async draw() {
    if (this.isDrawing) return;
    this.isDrawing = true;
    try {
      const plotly = await load(this.plotly);
      for (let at = this.next(0); at !== -1; at = this.next(at + 1)) {
        await new Promise(requestAnimationFrame);
        if (at < this.wanted.length && this.isStale(at)) await this.drawOne(plotly, at);
      }
      this.note.textContent = "";
    } catch (error) {
      console.error(error);
      const why = error instanceof Error ? error.message : error;
      this.note.textContent = `The charts could not be drawn (${why}). Reload the page.`;
    } finally {
      this.isDrawing = false;
    }
  }

  /**
   * Returns the place of a figure that is not drawn as it is wanted, looking from `start` on and then from the first;
   * -1 where there is none.
   * @param {number} start
   */
  next(start) {
    const later = this.wanted.findIndex((_, at) => at >= start && this.isStale(at));
    return later === -1 ? this.wanted.findIndex((_, at) => this.isStale(at)) : later;
  }

  /**
   * Returns whether a figure is to be drawn again; one that moves, or is dragged or turned, is let be until it rests.
   * @param {number} at
   */
  isStale(at) {
    const plot = plotAt(this.root, at);
    return plot.drawn !== this.wanted[at].key && !plot.isMoving && !plot.isHeld;
  }

  /**
   * @param {import("./types.js").Plotly} plotly
   * @param {number} at
   */
  async drawOne(plotly, at) {
    const [plot, figure] = [plotAt(this.root, at), this.wanted[at]];
    const { data, layout, frames } = atItsFrame(figure, plot);
    plot.drawn = figure.key;
    plot.drawnWidth = plot.clientWidth;
    const template = templateOf(this.look, navigator.language);
    const shown = { ...layout, autosize: !layout.width, template };
    await plotly.react(plot, { data, layout: shown, config: CONFIG, frames });
    if (frames && plot.isMoving === undefined) follow(plot, () => this.draw());
  }
}
