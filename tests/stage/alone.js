/** Mounts the stage on an empty page: what it sends goes to the test's process, and what that answers comes back. */

let present = null;

/**
 * Puts a stage into the page in place of the one before.
 * `host` names who answers, `main` is where the stage's main module lies, `style` is its style sheet, `data` its data.
 */
window.mountStage = async (host, main, style, data) => {
  present?.close();
  const { mount } = await import(main);
  const place = document.getElementById("place").appendChild(document.createElement("div"));
  const parentElement = place.attachShadow({ mode: "open" });
  parentElement.append(Object.assign(document.createElement("style"), { textContent: style }));
  const link = new Link(host, { parentElement, data });
  present = { close: () => link.close(place) };
  window.query = data.query;
  link.stage = mount(link.component, (handlers) => link.connect(handlers));
};

/** The stage's side of everything: Streamlit's component and the live connection. */
class Link {
  constructor(host, component) {
    const send = (name, value) => this.ask(name, value);
    this.host = host;
    this.component = { ...component, setTriggerValue: send, setStateValue: send };
    this.owed = 0;
  }

  connect(handlers) {
    this.handlers = handlers;
    return { open: (path) => this.open(path), send: (command) => this.ask("command", command), painted: () => this.painted(), close: () => {} };
  }

  open(path) {
    if (path === this.path) return;
    this.path = path;
    queueMicrotask(() => this.handlers.onStatus("open"));
    this.ask("painted", null);
  }

  painted() {
    if (this.owed === 0) return;
    this.owed = 0;
    if (this.hasMore) this.ask("painted", null);
  }

  async ask(name, value) {
    const answer = await window.answer(this.host, name, value);
    if (this.isClosed || answer === null) return;
    const { data, frame, more } = JSON.parse(answer);
    this.hasMore = more;
    if (data) {
      this.component = { ...this.component, data };
      this.stage.update(this.component);
      window.query = data.query;
    }
    if (frame) {
      this.owed += 1;
      this.handlers.onFrame(Uint8Array.from(atob(frame), (letter) => letter.charCodeAt(0)).buffer);
    }
  }

  close(place) {
    this.isClosed = true;
    this.stage.destroy();
    place.remove();
  }
}
