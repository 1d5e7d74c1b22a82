/** What was painted, where tests and other scripts can read it: in the attributes of the stage's element. */

/**
 * Writes down a painted frame.
 * @param {HTMLElement} root
 * @param {import("../wire/frame.js").MomentHeader} meta
 * @param {{ framesPainted: number, pitch: number | null, start: number }} painting when it began, and what is heard
 */
export function reportFrame(root, meta, { framesPainted, pitch, start }) {
  const now = performance.now();
  const written = {
    runState: meta.state,
    run: meta.run,
    step: meta.step,
    epoch: meta.epoch,
    engine: meta.computing.engine,
    trainLoss: meta.train_loss ?? "",
    testLoss: meta.test_loss ?? "",
    moment: meta.time.at ?? "",
    moments: meta.time.n,
    frames: framesPainted,
    tone: pitch ?? "",
    paintedMs: now.toFixed(1),
    paintCostMs: (now - start).toFixed(2),
  };
  for (const [name, value] of Object.entries(written)) root.dataset[name] = String(value);
}
