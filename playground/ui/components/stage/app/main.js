/** The stage as a whole: one state, the views that show it, and one painting per screen refresh. */

import { createBar } from "../bar/bar.js";
import { createCard, isCarded } from "../card/card.js";
import { createCurves } from "../curves/curves.js";
import { createTime } from "../curves/time.js";
import { readTheme, typeScale } from "../drawing/theme.js";
import { h } from "../elements/dom.js";
import { createFilm } from "../film/film.js";
import { Proposals } from "../model/edits.js";
import { Moments } from "../model/moments.js";
import { Picture } from "../model/picture.js";
import { loadSettings, saveSettings } from "../model/settings.js";
import { isThere, structureOf } from "../model/structure.js";
import { createNetwork } from "../network/network.js";
import { createOutput } from "../output/output.js";
import { LossSound } from "../speech/sound.js";
import { createSpeech } from "../speech/speech.js";
import { createTree } from "../speech/tree.js";
import { decodeFrame, FrameError } from "../wire/frames.js";
import { connectToServer } from "../wire/transport.js";
import { createHelp } from "./help.js";
import { listenToKeys } from "./keys.js";
import { createLesson } from "./lesson.js";
import { createOverlays } from "./overlays.js";
import { mannerOf, show, themeFor } from "./room.js";

const DECIDING = new Set(["run", "step", "reset", "restart", "assign"]); // commands after which no moment asked for before matters

/**
 * Puts a stage into the component's parent; returns it with `update(component)` and `destroy()`.
 * `connect(handlers)` returns what its frames come through, and takes its commands: { open, send, painted, close }.
 */
export function mount(component, connect = connectToServer) {
  const stage = new Stage(component, connect);
  stage.update(component);
  return stage;
}

class Stage {
  constructor(component, connect) {
    this.component = component;
    this.state = {
      picture: new Picture(),
      connection: "connecting",
      settings: loadSettings(),
      target: null,
      focused: null,
      pinned: null,
      row: null,
      sample: 0,
      problem: null,
    };
    this.proposals = new Proposals((proposal) => this.component.setTriggerValue("proposal", proposal));
    this.transport = connect(this.handlers());
    this.moments = new Moments(
      (command) => this.transport.send(command),
      () => this.invalidate(false),
    );
    this.editId = Date.now();
    this.sound = new LossSound();
    this.views = this.createViews();
    this.framesPainted = 0;
    this.resizes = new ResizeObserver(() => this.remeasure());
    this.resizes.observe(this.root);
    this.views.forEach((view) => this.resizes.observe(view.element));
    this.redraw = () => this.invalidate(true);
    document.fonts.addEventListener("loadingdone", this.redraw);
  }

  createViews() {
    const actions = this.actions();
    const creators = [
      createBar,
      createLesson,
      createTree,
      createNetwork,
      createOutput,
      createCurves,
      createCard,
      createTime,
      createOverlays,
      createSpeech,
      createFilm,
    ];
    const views = creators.map((create) => create(actions));
    const [bar, lesson, tree, network, output, curves, card, time, overlays, speech, film] = views;
    const help = createHelp();
    Object.assign(actions, {
      tree,
      help: help.open,
      say: speech.say,
      summary: speech.summary,
      leave: () => this.leave(speech),
      savePicture: film.save,
    });
    this.film = film;
    const middle = h(
      "div",
      { class: "middle" },
      lesson.element,
      tree.element,
      network.element,
      overlays.element,
      speech.element,
      film.element,
    );
    const side = h("div", { class: "side" }, output.element, curves.element, card.element, time.element);
    this.root = h(
      "div",
      { class: "stage" },
      h("div", { class: "stage-grid" }, bar.element, middle, side),
      help.element,
    );
    this.ignoreKeys = listenToKeys(this.root, actions);
    this.component.parentElement.append(this.root);
    return views;
  }

  handlers() {
    return {
      onFrame: (bytes) => this.receive(bytes),
      onStatus: (connection) => this.connectionChanged(connection),
      onExpired: () => this.component.setTriggerValue("expired", true),
      onBlocked: () => this.component.setStateValue("transport", "fragment"),
      onCommands: (commands) => this.component.setTriggerValue("commands", commands),
    };
  }

  /** What the views may do. */
  actions() {
    return {
      state: () => this.state,
      command: (command) => this.command(command),
      moments: this.moments,
      edit: (makePatch) => this.edit(makePatch),
      editThen: (makePatch, command) => this.editThen(makePatch, command),
      choosePreset: (id) => this.choosePreset(id),
      shareUrl: () => `${location.origin}${location.pathname}?${this.state.data.query}`,
      aim: (target) => this.look({ target }),
      attend: (focused) => this.look({ focused, target: focused?.type === "column" ? null : focused }),
      pin: (pinned, row = null) => this.look({ pinned, row }),
      choose: (sample) => this.look({ sample }),
      assign: (change) => this.assign(change),
      set: (change) => this.set(change),
      repaint: () => this.invalidate(false),
    };
  }

  /** Takes new data, a new theme, or both from Streamlit. */
  update(component) {
    this.component = component;
    const { data } = component;
    this.proposals.settle(data.proposal ?? 0);
    this.takeAsked(data.asked);
    this.transport.open(data.path);
    this.state.data = data;
    this.takePalette();
    this.deriveStructure();
  }

  /** Shows everything in the chosen palette and in the page's theme, and lets the panels do so, too. */
  takePalette() {
    const { data, settings } = this.state;
    this.theme = readTheme(this.root, data.palettes, settings.palette);
    for (const [key, value] of Object.entries(this.theme.seen))
      if (value !== data.seen[key]) this.component.setStateValue(key, value);
  }

  /** Takes the preferences that a link asked for, once. */
  takeAsked(asked) {
    const key = JSON.stringify(asked);
    if (key === this.asked) return;
    this.asked = key;
    if (key !== "{}") this.set(asked);
  }

  deriveStructure() {
    const { data } = this.state;
    const experiment = this.proposals.applyTo(data.experiment);
    Object.assign(this.state, { experiment, structure: structureOf(data, experiment) });
    this.dropStaleTargets();
    this.invalidate(true);
  }

  dropStaleTargets() {
    const { structure, target, pinned } = this.state;
    if (!isThere(target, structure.sizes)) this.look({ target: null });
    if (!isThere(pinned, structure.sizes)) this.look({ pinned: null });
  }

  /** A preset replaces the whole experiment, and with it every change not yet confirmed. */
  choosePreset(id) {
    this.proposals.forget();
    this.component.setTriggerValue("preset", id);
  }

  edit(makePatch) {
    this.proposals.propose(makePatch(this.state.experiment, this.state.data.limits));
    this.deriveStructure();
  }

  /** Sends a command once the server has taken the edit in. */
  editThen(makePatch, command) {
    this.proposals.whenSettled.push(() => this.command(command));
    this.edit(makePatch);
  }

  command(command) {
    if (DECIDING.has(command.do)) {
      this.film.forget();
      this.moments.forget();
    }
    this.transport.send(command);
  }

  /** Sets one weight or bias: of the running network, or of the experiment as long as nothing was trained. */
  assign(change) {
    const { meta, isPast } = this.state.picture;
    if (meta.step > 0 || isPast) this.command({ do: "assign", ...change });
    else this.component.setTriggerValue("weight", { id: this.nextId(), ...change });
  }

  /** Returns the id of the next weight, later than all before it, also those of an earlier page. */
  nextId() {
    this.editId += 1;
    return this.editId;
  }

  look(change) {
    const before = this.focus();
    Object.assign(this.state, change);
    const after = this.focus();
    if (JSON.stringify(before) !== JSON.stringify(after)) this.transport.send(after);
    this.makeRoom();
    this.invalidate(false);
  }

  /** Lets the card have the place of the loss curve, and some of the output's. */
  makeRoom() {
    const { classList } = this.root;
    const hasCard = isCarded(this.state.pinned);
    if (hasCard === classList.contains("has-card")) return;
    classList.toggle("has-card", hasCard);
    this.remeasure();
  }

  /** Closes what is open: the summary and the card. */
  leave(speech) {
    speech.close();
    if (this.state.pinned) this.look({ pinned: null, row: null });
  }

  /** Which neuron the server is to tell more of: of the one with a card also its numbers for a sample. */
  focus() {
    const { target, pinned, sample, connection } = this.state;
    if (isCarded(pinned)) return { do: "focus", layer: pinned.column - 1, unit: pinned.unit, sample };
    const chosen = target?.type === "neuron" && connection !== "blocked" ? target : pinned; // no rerun for each that is pointed at
    return chosen ? { do: "focus", layer: chosen.column - 1, unit: chosen.unit } : { do: "focus" };
  }

  set(change) {
    Object.assign(this.state.settings, change);
    saveSettings(this.state.settings);
    if (this.state.data) this.takePalette();
    this.invalidate(true);
  }

  connectionChanged(connection) {
    this.state.connection = connection;
    if (["open", "blocked"].includes(connection) && "layer" in this.focus()) this.transport.send(this.focus());
    this.invalidate(false);
  }

  receive(bytes) {
    try {
      const { picture } = this.state;
      picture.absorb(decodeFrame(bytes));
      this.hasNews = picture.meta !== null; // a run that failed at once has none
      if (this.hasNews) this.moments.hear(picture.meta);
      if (this.hasNews) this.film.hear(picture.meta, () => this.transport.painted());
      if (this.hasNews) this.tellDevices();
    } catch (error) {
      this.state.problem =
        error instanceof FrameError ? error.message : `A frame could not be read (${error.message}). Reload the page.`;
      this.isStale = true;
    }
    this.invalidate(false);
  }

  /** Lets the page offer the devices of an engine once they are known. */
  tellDevices() {
    const known = this.state.picture.meta.computing.n_devices;
    if (known === (this.state.data?.n_devices ?? 0) || known === this.toldDevices) return;
    this.toldDevices = known;
    this.component.setTriggerValue("devices", known);
  }

  remeasure() {
    const isNew = this.views.filter((view) => view.measure?.()).length > 0;
    if (isNew && this.state.structure) this.invalidate(true);
  }

  invalidate(needsUpdate) {
    this.isStale ||= needsUpdate;
    this.request ??= requestAnimationFrame(() => this.paint());
  }

  paint() {
    this.request = undefined;
    if (!this.state.structure) return;
    const start = performance.now();
    if (this.isStale) this.fitRoom();
    if (this.isStale) this.views.forEach((view) => view.update(this.state));
    this.isStale = false;
    this.views.forEach((view) => view.paint(this.state));
    this.sound.follow(this.state);
    if (this.hasNews) this.reportFrame(start);
    this.tellInspection();
    this.transport.painted();
  }

  /** Fits the page, the words and the lines to how they are looked at. */
  fitRoom() {
    const manner = mannerOf(this.root.clientWidth, this.state.settings);
    show(this.root, manner);
    const theme = { ...themeFor(manner, this.theme), scale: typeScale(this.root.clientWidth) };
    Object.assign(this.state, { manner, theme });
  }

  /** Lets the panels below know that there are newer numbers than those they show. */
  tellInspection() {
    const { inspection, state } = this.state.picture.meta ?? {};
    if (!inspection || inspection === window.playgroundInspection?.number) return;
    window.playgroundInspection = { number: inspection, isRunning: state === "running" }; // for a panel that opens later
    window.dispatchEvent(new CustomEvent("playground:inspection", { detail: inspection }));
  }

  /** Writes what was painted where tests and other scripts can read it. */
  reportFrame(start) {
    this.hasNews = false;
    this.framesPainted += 1;
    const { meta } = this.state.picture;
    const now = performance.now();
    Object.assign(this.root.dataset, {
      runState: meta.state,
      run: meta.run,
      step: meta.step,
      epoch: meta.epoch,
      engine: meta.computing?.engine ?? "",
      trainLoss: meta.train_loss ?? "",
      testLoss: meta.test_loss ?? "",
      moment: meta.time?.at ?? "",
      moments: meta.time?.n ?? 0,
      frames: this.framesPainted,
      tone: this.sound.pitch ?? "",
      paintedMs: now.toFixed(1),
      paintCostMs: (now - start).toFixed(2),
    });
  }

  /** Takes everything away again. */
  destroy() {
    if (this.request !== undefined) cancelAnimationFrame(this.request);
    this.resizes.disconnect();
    document.fonts.removeEventListener("loadingdone", this.redraw);
    this.ignoreKeys();
    this.views.forEach((view) => view.destroy?.());
    this.sound.close();
    this.moments.forget();
    this.transport.close();
    show(this.root, "desk");
    this.root.remove();
  }
}
