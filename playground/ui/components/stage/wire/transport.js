/** How frames come in and commands go out: a WebSocket, or Streamlit itself where sockets are blocked. */

import { UNKNOWN_RUN } from "./constants.js";

const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 5000;
const FAILURES_UNTIL_BLOCKED = 3;
const MAX_QUEUED = 20;

/** Returns the connection of a stage to the server it came from. */
export function connectToServer(handlers) {
  return new Transport(handlers);
}

/** One live connection. `handlers`: onFrame(bytes), onStatus(status), onExpired(), onBlocked(), onCommands(commands). */
export class Transport {
  constructor(handlers) {
    this.handlers = handlers;
    this.path = null;
    this.socket = null;
    this.status = "connecting";
    this.owed = 0;
    this.queue = [];
    this.relayed = [];
    this.commandId = Date.now();
    this.receiveEvent = (event) => this.handlers.onFrame(event.detail);
    window.addEventListener("playground:frame", this.receiveEvent);
  }

  /** Connects to a path; the same path again changes nothing. */
  open(path) {
    if (path === this.path) return;
    this.hangUp();
    Object.assign(this, { path, failures: 0, hasBeenOpen: false, retries: 0 });
    this.connect();
  }

  connect() {
    const socket = new WebSocket(socketUrl(this.path));
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.opened();
    socket.onmessage = (event) => this.received(event.data);
    socket.onclose = (event) => this.closed(socket, event.code);
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

  received(bytes) {
    this.owed += 1;
    this.handlers.onFrame(bytes);
  }

  closed(socket, code) {
    if (socket !== this.socket) return;
    this.socket = null;
    if (code === UNKNOWN_RUN) return this.expire();
    if (!this.hasBeenOpen) this.failures += 1;
    if (this.failures >= FAILURES_UNTIL_BLOCKED) return this.block();
    this.report(this.hasBeenOpen ? "reconnecting" : "connecting");
    const delay = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.retries);
    this.retries += 1;
    this.timer = setTimeout(() => this.connect(), delay);
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

  report(status) {
    if (status === this.status) return;
    this.status = status;
    this.handlers.onStatus(status);
  }

  /** Sends a command now, or as soon as there is a way. */
  send(command) {
    if (this.status === "blocked") this.relay(command);
    else if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(command));
    else if (command.do !== "focus") this.queue = [...this.queue, command].slice(-MAX_QUEUED); // where one looks is told anew
  }

  /** Hands commands to Streamlit, all of a moment at once: of what it is told in one the last alone arrives. */
  relay(command) {
    this.commandId += 1;
    this.relayed.push({ id: this.commandId, ...command });
    if (this.relayed.length === 1) queueMicrotask(() => this.handlers.onCommands(this.relayed.splice(0)));
  }

  /** Acknowledges every frame received since the last painting, superseded ones too. */
  painted() {
    if (this.socket?.readyState !== WebSocket.OPEN) return;
    for (; this.owed > 0; this.owed -= 1) this.socket.send('{"do":"ack"}');
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
    window.removeEventListener("playground:frame", this.receiveEvent);
  }
}

function socketUrl(path) {
  const url = new URL(path, document.baseURI);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url;
}
