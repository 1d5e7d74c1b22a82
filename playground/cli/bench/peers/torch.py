"""PyTorch: an eager training loop with `torch.optim.SGD`."""

from itertools import pairwise

import torch
from torch import nn

from playground.cli.bench.workloads import LEARNING_RATE, Workload
from playground.engine.arrays import Array

ACTIVATIONS = {"tanh": nn.Tanh, "relu": nn.ReLU}


class Eager:
    """One pass through the loop an update."""

    def __init__(self, workload: Workload) -> None:
        torch.set_num_threads(1)
        self._model = make_model(workload)
        self._loss = nn.BCEWithLogitsLoss() if workload.is_binary else nn.CrossEntropyLoss()
        self._optimizer = torch.optim.SGD(self._model.parameters(), lr=LEARNING_RATE)
        self._inputs = torch.from_numpy(workload.inputs)
        self._targets = torch.from_numpy(workload.targets if workload.is_binary else workload.labels)
        self._batches = torch.from_numpy(workload.batches)

    def run(self) -> None:
        """Make the updates."""
        for batch in self._batches:
            self._optimizer.zero_grad()
            loss = self._loss(self._model(self._inputs[batch]), self._targets[batch])
            loss.backward()
            self._optimizer.step()

    def parameters(self) -> list[Array]:
        """Return weights and biases; PyTorch keeps weights as (fan_out, fan_in)."""
        return [values.detach().numpy().T.copy() for values in self._model.parameters()]


def make_model(workload: Workload) -> nn.Sequential:
    """Return the network with the workload's first parameters; it puts out logits."""
    layers: list[nn.Module] = []
    for (fan_in, fan_out), (weights, biases) in zip(pairwise(workload.sizes), workload.start.layers, strict=True):
        dense = nn.Linear(fan_in, fan_out)
        with torch.no_grad():
            dense.weight.copy_(torch.from_numpy(weights.T.copy()))
            dense.bias.copy_(torch.from_numpy(biases.copy()))
        layers += [dense, ACTIVATIONS[workload.activation]()]
    return nn.Sequential(*layers[:-1])
