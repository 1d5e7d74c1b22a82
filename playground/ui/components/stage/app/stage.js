/** The stage as a whole: one state, what comes in from the server and the viewer, and what is told to both. */

import { Proposals } from "../model/edits.js";
import { Moments } from "../model/moments.js";
import { saveSettings } from "../model/settings.js";
import { isThere, structureOf } from "../model/structure.js";
import { decodeFrame, FrameError } from "../wire/frames.js";
import { createPage } from "./page.js";
import { Painter } from "./painter.js";
import { focusOf } from "./sight.js";
import { firstState } from "./state.js";

/** @typedef {import("../model/types.js").State} State */
/** @typedef {import("../model/types.js").StageComponent} StageComponent */
/** @typedef {import("../wire/commands.js").Command} Command */
/** @typedef {import("../model/types.js").Settings} Settings */

/** Commands after which no moment asked for before matters. */
const DECIDING = new Set(["run", "step", "reset", "restart", "assign"]);

export class Stage {
  /**
   * @param {StageComponent} component
   * @param {import("../wire/transport.js").Connect} connect
   */
  constructor(component, connect) {
    this.component = component;
    this.state = firstState();
    this.asked = "{}";
    this.editId = Date.now(); // later than those of an earlier page
    this.toldDevices = 0;
    this.proposals = new Proposals((proposal) => this.component.setTriggerValue("proposal", proposal));
    this.transport = connect(this.handlers());
    this.moments = new Moments(
      (command) => this.transport.send(command),
      () => this.painter.invalidate(false),
      (go) => requestAnimationFrame(go), // asked for after the painter has asked for its own
    );
    this.page = createPage(this.deeds());
    component.parentElement.append(this.page.root);
    this.painter = new Painter(this.page, this.state, () => this.transport.painted());
  }

  /** @returns {import("../wire/transport.js").Handlers} */
  handlers() {
    return {
      onFrame: (bytes) => this.receive(bytes),
      onStatus: (connection) => this.connectionChanged(connection),
      onExpired: () => this.component.setTriggerValue("expired", true),
      onBlocked: () => this.component.setStateValue("transport", "fragment"),
      onCommands: (commands) => this.component.setTriggerValue("commands", commands),
    };
  }

  /**
   * What the views may do; what they do to each other is added by the page.
   * @returns {import("./page.js").Deeds}
   */
  deeds() {
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
      repaint: () => this.painter.invalidate(false),
    };
  }

  /**
   * Takes new data, a new theme, or both from Streamlit.
   * @param {StageComponent} component
   */
  update(component) {
    this.component = component;
    const { data } = component;
    this.state.data = data;
    this.proposals.settle(data.proposal);
    this.takeAsked(data.asked);
    this.transport.open(data.path);
    this.takePalette();
    this.deriveStructure();
  }

  /** Shows everything in the chosen palette and in the page's theme, and lets the panels do so, too. */
  takePalette() {
    const { data } = this.state;
    const { palette, theme } = this.painter.takePalette();
    if (palette !== data.seen.palette) this.component.setStateValue("palette", palette);
    if (theme !== data.seen.theme) this.component.setStateValue("theme", theme);
  }

  /**
   * Takes the preferences that a link asked for, once.
   * @param {import("../wire/data.js").Asked} asked
   */
  takeAsked(asked) {
    const key = JSON.stringify(asked);
    if (key === this.asked) return;
    this.asked = key;
    this.prefer(asked);
  }

  deriveStructure() {
    const { data } = this.state;
    const experiment = this.proposals.applyTo(data.experiment);
    Object.assign(this.state, { experiment, structure: structureOf(data, experiment) });
    this.dropStaleTargets();
    this.painter.invalidate(true);
  }

  dropStaleTargets() {
    const { structure, target, pinned } = this.state;
    if (!isThere(target, structure.sizes)) this.look({ target: null });
    if (!isThere(pinned, structure.sizes)) this.look({ pinned: null });
  }

  /**
   * A preset replaces the whole experiment, and with it every change not yet confirmed.
   * @param {string} id
   */
  choosePreset(id) {
    this.proposals.forget();
    this.component.setTriggerValue("preset", id);
  }

  /** @param {import("../model/types.js").PatchMaker} makePatch */
  edit(makePatch) {
    this.proposals.propose(makePatch(this.state.experiment, this.state.data.limits));
    this.deriveStructure();
  }

  /**
   * Sends a command once the server has taken the edit in.
   * @param {import("../model/types.js").PatchMaker} makePatch
   * @param {Command} command
   */
  editThen(makePatch, command) {
    this.proposals.whenSettled.push(() => this.command(command));
    this.edit(makePatch);
  }

  /** @param {Command} command */
  command(command) {
    if (DECIDING.has(command.do)) {
      this.page.film.forget();
      this.moments.forget();
    }
    this.transport.send(command);
  }

  /**
   * Sets one weight or bias: of the running network, or of the experiment as long as nothing was trained.
   * @param {import("../model/types.js").Assignment} change
   */
  assign(change) {
    const { meta, isPast } = this.state.picture;
    if (isPast || (meta && meta.step > 0)) {
      this.command({ do: "assign", ...change });
      return;
    }
    this.editId += 1;
    this.component.setTriggerValue("weight", { id: this.editId, ...change });
  }

  /**
   * Looks at something else, and has the server tell what is to be known of it.
   * @param {Partial<State>} change
   */
  look(change) {
    const before = focusOf(this.state);
    Object.assign(this.state, change);
    const after = focusOf(this.state);
    if (JSON.stringify(before) !== JSON.stringify(after)) this.transport.send(after);
    this.painter.makeRoom();
    this.painter.invalidate(false);
  }

  /** @param {Partial<Settings>} change */
  prefer(change) {
    Object.assign(this.state.settings, change);
    saveSettings(this.state.settings);
  }

  /** @param {Partial<Settings>} change */
  set(change) {
    this.prefer(change);
    this.takePalette();
    this.painter.invalidate(true);
  }

  /** @param {import("../model/types.js").Connection} connection */
  connectionChanged(connection) {
    this.state.connection = connection;
    const focus = focusOf(this.state);
    if (["open", "blocked"].includes(connection) && "layer" in focus) this.transport.send(focus);
    this.painter.invalidate(false);
  }

  /** @param {import("../wire/transport.js").FrameBytes} bytes */
  receive(bytes) {
    const { picture } = this.state;
    try {
      picture.absorb(decodeFrame(bytes));
      this.painter.hasNews = true;
      if (picture.meta) {
        this.moments.hear(picture.meta);
        this.page.film.hear(picture.meta, () => this.transport.painted());
      }
      this.tellDevices();
      this.painter.invalidate(false);
    } catch (error) {
      this.state.problem =
        error instanceof FrameError ? error.message : `A frame could not be read (${error}). Reload the page.`;
      this.painter.invalidate(true);
    }
  }

  /** Lets the page offer the devices of an engine once they are known. */
  tellDevices() {
    const known = this.state.picture.meta?.computing.n_devices ?? 0; // none are known of a run that failed at once
    if (known === this.state.data.n_devices || known === this.toldDevices) return;
    this.toldDevices = known;
    this.component.setTriggerValue("devices", known);
  }

  /** Takes everything away again. */
  destroy() {
    this.painter.destroy();
    this.page.destroy();
    this.moments.forget();
    this.transport.close();
  }
}
