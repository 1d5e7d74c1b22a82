"""The libraries of the benchmark: each makes the updates that the playground makes, so that all do the same work."""

from functools import partial

import numpy as np
import pytest

from playground.cli.bench.ours import Engine
from playground.cli.bench.peers import JAX, KERAS_BATCH, KERAS_FIT, SCIKIT_LEARN, TORCH
from playground.cli.bench.workloads import Workload

FEW_CLASSES = Workload((5, 7, 6, 3), "relu", batch_size=4, n_samples=12, n_steps=9)
TWO_CLASSES = Workload((2, 4, 2, 1), "tanh", batch_size=5, n_samples=20, n_steps=12)
# Sums of float32 numbers are rounded in another order by each library; 12 steps of rate 0.01 hardly amplify that.
SINGLE = {"rtol": 1e-4, "atol": 1e-6}
# Two libraries shuffle by themselves; what they are given lies in the order that the others use.
KEEP_ORDER = {
    SCIKIT_LEARN: lambda model: model.set_params(shuffle=False),
    KERAS_FIT: lambda model: setattr(model, "fit", partial(model.fit, shuffle=False)),
}


@pytest.mark.parametrize("workload", [TWO_CLASSES, FEW_CLASSES], ids=["two classes", "three classes"])
@pytest.mark.parametrize(
    "peer", [SCIKIT_LEARN, JAX, TORCH, KERAS_BATCH, KERAS_FIT], ids=lambda peer: peer.label.replace(" ", "-")
)
def test_peer_makes_the_same_updates_as_the_playground(peer, workload):
    if not peer.is_installed:
        pytest.skip(f"{peer.library} is not installed")
    ours, theirs = Engine(workload, "numpy"), peer.make(workload)
    if peer in KEEP_ORDER:
        KEEP_ORDER[peer](theirs._model)
    for learner in (ours, theirs):
        learner.run()
        learner.run()
    for mine, other, start in zip(ours.parameters(), theirs.parameters(), workload.start_values, strict=True):
        np.testing.assert_allclose(other, mine, **SINGLE)
        assert np.abs(mine - start).max() > 10 * SINGLE["atol"], "nothing was learned"
