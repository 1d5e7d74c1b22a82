/** How the pictures of a film reach the server: one after another, and again where the server has no room yet. */

const BUSY = 503;
const PAUSE_MS = 250;
const MOST_TRIES = 40;

/** Raised where the server does not take the film any more. */
export class RefusedError extends Error {}

/** Takes pictures to one address. */
export class Courier {
  /** @param {string} path relative to the page */
  constructor(path) {
    this.url = new URL(path, document.baseURI);
    this.way = new AbortController();
  }

  /**
   * Sends a picture.
   * @param {Blob} picture
   * @param {number} number of it, from 0 on
   * @param {number} total of the film's pictures
   */
  async send(picture, number, total) {
    const url = new URL(this.url);
    url.search = String(new URLSearchParams({ picture: String(number), of: String(total) }));
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const answer = await this.post(url, picture);
      if (answer?.ok) return;
      if (answer && answer.status !== BUSY) throw new RefusedError(await answer.text());
      await new Promise((resolve) => {
        setTimeout(resolve, PAUSE_MS);
      });
      this.way.signal.throwIfAborted();
    }
    throw new RefusedError("The server does not answer");
  }

  /**
   * Returns the server's answer, null where none came.
   * @param {URL} url
   * @param {Blob} body
   */
  async post(url, body) {
    try {
      return await fetch(url, {
        method: "POST",
        body,
        headers: { "Content-Type": "image/png" },
        signal: this.way.signal,
      });
    } catch {
      this.way.signal.throwIfAborted();
      return null;
    }
  }

  /** Sends nothing more. */
  stop() {
    this.way.abort();
  }

  /** Tells the server that no more pictures will come. */
  giveUp() {
    fetch(this.url, { method: "DELETE" }).catch(() => {}); // whoever closes the page gives the film up, too
  }
}
