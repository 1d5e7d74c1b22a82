/** How frames come in and commands go out: a WebSocket, or Streamlit itself where sockets are blocked. */

import { onFrame } from "../../page/events.js";
import { UNKNOWN_RUN } from "./constants.js";

const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 5000;
const FAILURES_UNTIL_BLOCKED = 3;
const MAX_QUEUED = 20;

/** @typedef {import("./commands.js").Command} Command */
/** @typedef {import("../model/types.js").Connection} Status */
/** @typedef {ArrayBuffer | Uint8Array<ArrayBuffer>} FrameBytes */

/**
 * Who hears what comes of a connection.
 * @typedef {object} Handlers
 * @property {(bytes: FrameBytes) => void} onFrame
 * @property {(status: Status) => void} onStatus
 * @property {() => void} onExpired the server has no run of that path any more
 * @property {() => void} onBlocked no socket can be opened: frames are to come through Streamlit
 * @property {(commands: (Command & { id: number })[]) => void} onCommands what is to go through Streamlit
 */

/**
 * What a stage's frames come through and its commands go out by.
 * @typedef {object} Connected
 * @property {(path: string) => void} open connects to a path; the same path again changes nothing
 * @property {(command: Command) => void} send
 * @property {() => void} painted acknowledges all frames received
 * @property {() => void} close
 */

/** @typedef {(handlers: Handlers) => Connected} Connect */

/**
 * Returns the connection of a stage to the server it came from.
 * @type {Connect}
 */
export function connectToServer(handlers) {
  return new Transport(handlers);
}

/** One live connection. */
export class Transport {
  /** @param {Handlers} handlers */
  constructor(handlers) {
    this.handlers = handlers;
    /** @type {string | null} */
    this.path = null;
    /** @type {WebSocket | null} */
    this.socket = null;
    /** @type {Status} */
    this.status = "connecting";
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    this.failures = 0;
    this.hasBeenOpen = false;
    this.retries = 0;
    this.owed = 0;
    /** @type {Command[]} */
    this.queue = [];
    /** @type {(Command & { id: number })[]} */
    this.relayed = [];
    this.commandId = Date.now();
    this.deafen = onFrame((bytes) => this.handlers.onFrame(bytes));
  }

  /**
   * Connects to a path; the same path again changes nothing.
   * @param {string} path
   */
  open(path) {
    if (path === this.path) return;
    this.hangUp();
    Object.assign(this, { path, failures: 0, hasBeenOpen: false, retries: 0 });
    this.connect(path);
  }

  /** @param {string} path */
  connect(path) {
    const socket = new WebSocket(socketUrl(path));
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.opened();
    socket.onmessage = (event) => this.received(event.data);
    socket.onclose = (event) => this.closed(socket, event.code, path);
    this.socket = socket;
    this.owed = 0;
    this.report(this.hasBeenOpen ? "reconnecting" : "connecting");
  }

  opened() {
    this.hasBeenOpen = true;
    this.retries = 0;
    this.report("open");
    for (const command of this.queue.splice(0)) this.send(command);
  }

  /** @param {FrameBytes} bytes */
  received(bytes) {
    this.owed += 1;
    this.handlers.onFrame(bytes);
  }

  /**
   * @param {WebSocket} socket
   * @param {number} code
   * @param {string} path
   */
  closed(socket, code, path) {
    if (socket !== this.socket) return;
    this.socket = null;
    if (code === UNKNOWN_RUN) {
      this.expire();
      return;
    }
    if (!this.hasBeenOpen) this.failures += 1;
    if (this.failures >= FAILURES_UNTIL_BLOCKED) this.block();
    else this.retry(path);
  }

  /** @param {string} path */
  retry(path) {
    this.report(this.hasBeenOpen ? "reconnecting" : "connecting");
    const delay = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.retries);
    this.retries += 1;
    this.timer = setTimeout(() => this.connect(path), delay);
  }

  expire() {
    this.report("expired");
    this.handlers.onExpired();
  }

  block() {
    this.report("blocked");
    this.handlers.onBlocked();
    for (const command of this.queue.splice(0)) this.send(command);
  }

  /** @param {Status} status */
  report(status) {
    if (status === this.status) return;
    this.status = status;
    this.handlers.onStatus(status);
  }

  /**
   * Sends a command now, or as soon as there is a way.
   * @param {Command} command
   */
  send(command) {
    if (this.status === "blocked") this.relay(command);
    else if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(command));
    else if (command.do !== "focus") this.queue = [...this.queue, command].slice(-MAX_QUEUED); // where one looks is told anew
  }

  /**
   * Hands commands to Streamlit, all of a moment at once: of what it is told in one the last alone arrives.
   * @param {Command} command
   */
  relay(command) {
    this.commandId += 1;
    this.relayed.push({ id: this.commandId, ...command });
    if (this.relayed.length === 1) queueMicrotask(() => this.handlers.onCommands(this.relayed.splice(0)));
  }

  /** Acknowledges every frame received since the last painting, superseded ones too. */
  painted() {
    const { socket } = this;
    if (socket?.readyState !== WebSocket.OPEN) return;
    for (; this.owed > 0; this.owed -= 1) socket.send('{"do":"ack"}');
  }

  hangUp() {
    clearTimeout(this.timer);
    const { socket } = this;
    this.socket = null;
    socket?.close();
  }

  /** Ends the connection for good. */
  close() {
    this.hangUp();
    this.deafen();
  }
}

/** @param {string} path */
function socketUrl(path) {
  const url = new URL(path, document.baseURI);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url;
}
