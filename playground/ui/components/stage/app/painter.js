/** When and how the stage is painted: at most once a screen refresh, in the theme and the room there is. */

import { tellInspection } from "../../page/events.js";
import { isCarded } from "../card/card.js";
import { readTheme, typeScale } from "../drawing/theme.js";
import { LossSound } from "../speech/sound.js";
import { reportFrame } from "./report.js";
import { mannerOf, show, themeFor } from "./room.js";

export class Painter {
  /**
   * @param {import("./page.js").Page} page
   * @param {import("../model/types.js").State} state
   * @param {() => void} onPainted
   */
  constructor({ root, views }, state, onPainted) {
    this.root = root;
    this.views = views;
    this.state = state;
    this.onPainted = onPainted;
    this.sound = new LossSound();
    this.framesPainted = 0;
    /** Whether a frame has come since the last painting. */
    this.hasNews = false;
    /** Whether more than the frame may have changed. */
    this.isStale = false;
    /** @type {number | undefined} */
    this.request = undefined;
    /** @type {ReturnType<typeof readTheme> | undefined} */
    this.theme = undefined;
    this.resizes = new ResizeObserver(() => this.remeasure());
    for (const element of [root, ...views.map((view) => view.element)]) this.resizes.observe(element);
    this.redraw = () => this.invalidate(true);
    document.fonts.addEventListener("loadingdone", this.redraw);
  }

  /** Reads the colours of the chosen palette on the page's ground; returns the names of both. */
  takePalette() {
    const { data, settings } = this.state;
    this.theme = readTheme(this.root, data.palettes, settings.palette);
    return this.theme.seen;
  }

  /** Lets the card have the place of the loss curve, and some of the output's. */
  makeRoom() {
    const { classList } = this.root;
    const hasCard = isCarded(this.state.pinned);
    if (hasCard === classList.contains("has-card")) return;
    classList.toggle("has-card", hasCard);
    this.remeasure();
  }

  remeasure() {
    const isNew = this.views.filter((view) => view.measure?.()).length > 0;
    if (isNew) this.invalidate(true);
  }

  /**
   * Paints at the next screen refresh.
   * @param {boolean} needsUpdate whether more than the frame may have changed
   */
  invalidate(needsUpdate) {
    this.isStale ||= needsUpdate;
    this.request ??= requestAnimationFrame(() => this.paint());
  }

  paint() {
    this.request = undefined;
    if (!this.theme) return; // no data have come yet
    const start = performance.now();
    if (this.isStale) {
      this.fitRoom(this.theme);
      for (const view of this.views) view.update(this.state);
    }
    this.isStale = false;
    for (const view of this.views) view.paint(this.state);
    this.sound.follow(this.state);
    this.tell(start);
    this.onPainted();
  }

  /**
   * Fits the page, the words and the lines to how they are looked at.
   * @param {ReturnType<typeof readTheme>} theme
   */
  fitRoom(theme) {
    const manner = mannerOf(this.root.clientWidth, this.state.settings);
    show(this.root, manner);
    Object.assign(this.state, {
      manner,
      theme: { ...themeFor(manner, theme), scale: typeScale(this.root.clientWidth) },
    });
  }

  /**
   * Tells tests and the panels below what was painted.
   * @param {number} start of the painting
   */
  tell(start) {
    const { meta } = this.state.picture;
    if (!meta) return;
    if (this.hasNews) {
      this.hasNews = false;
      this.framesPainted += 1;
      reportFrame(this.root, meta, { framesPainted: this.framesPainted, pitch: this.sound.pitch, start });
    }
    if (meta.inspection) tellInspection({ number: meta.inspection, isRunning: meta.state === "running" });
  }

  destroy() {
    if (this.request !== undefined) cancelAnimationFrame(this.request);
    this.resizes.disconnect();
    document.fonts.removeEventListener("loadingdone", this.redraw);
    this.sound.close();
    show(this.root, "desk");
  }
}
