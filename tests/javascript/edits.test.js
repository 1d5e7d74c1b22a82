/** What is proposed, and what of it is still pending. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Proposals, unitsPatch } from "../../playground/ui/components/stage/model/edits.js";

/** @import { Experiment } from "../../playground/ui/components/stage/wire/experiment.js" */
/** @import { Limits } from "../../playground/ui/components/stage/wire/data.js" */

test("a change before the one before is confirmed goes along with it, lists whole", () => {
  /** @type {object[]} */
  const sent = [];
  const proposals = new Proposals((proposal) => sent.push(proposal));
  proposals.propose({ network: { seed: 1, layers: [1, 2] } });
  proposals.propose({ network: { layers: [3] }, engine: "numpy" });
  assert.deepEqual(sent.at(-1), { id: 2, patch: { network: { seed: 1, layers: [3] }, engine: "numpy" } });
  proposals.settle(1);
  const experiment = { network: { seed: 0, layers: [], initializer: "zeros" } };
  const changed = { network: { seed: 1, layers: [3], initializer: "zeros" }, engine: "numpy" };
  assert.deepEqual(proposals.applyTo(experiment), changed);
  assert.deepEqual(experiment.network.layers, [], "the experiment itself stays as it is");
  proposals.settle(2);
  assert.deepEqual(proposals.applyTo({ engine: "xla" }), { engine: "xla" });
});

test("what waits for a change is done once, when that is confirmed, and not where it was given up", () => {
  const proposals = new Proposals(() => {});
  let done = 0;
  const count = () => {
    done += 1;
  };
  proposals.propose({ engine: "numpy" });
  proposals.whenSettled.push(count);
  proposals.settle(0);
  assert.equal(done, 0);
  proposals.settle(1);
  proposals.settle(1);
  assert.equal(done, 1);
  proposals.whenSettled.push(count);
  proposals.forget();
  proposals.settle(9);
  assert.equal(done, 1);
});

test("a layer's units stay within the limits", () => {
  const layer = { units: 4, activation: "tanh", dropout: 0, trainable: true };
  const experiment = /** @type {Experiment} */ ({ network: { layers: [layer] } });
  /** @type {Limits} */
  const limits = { units: [1, 8], hidden_layers: 6, learning_rate: [0, 10] };
  const units = (/** @type {number} */ wanted) => unitsPatch(experiment, 0, wanted, limits).network.layers[0].units;
  assert.deepEqual([-3, 2.6, 99].map(units), [1, 3, 8]);
});
