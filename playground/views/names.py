"""What the layers and neurons of an experiment are called, everywhere on the page."""

from playground.data import FEATURES
from playground.data.dataset import input_names
from playground.spec import Experiment


def input_labels(experiment: Experiment) -> list[str]:
    """Return the name of each number that feeds the first layer."""
    if experiment.data.n_raw_inputs == 2:
        return [FEATURES[name].label for name in experiment.data.features]
    return list(input_names(experiment.data.n_inputs))


def output_labels(experiment: Experiment) -> list[str]:
    """Return the name of each output: its class, where there is one a class."""
    names, n_outputs = experiment.data.class_names, experiment.data.n_outputs
    return list(names) if len(names) == n_outputs else [f"output {number}" for number in range(1, n_outputs + 1)]


def layer_titles(experiment: Experiment) -> list[str]:
    """Return the title of each layer that has weights, the output's last."""
    return [*(f"Hidden {number}" for number in range(1, len(experiment.network.layers) + 1)), "Output"]


def unit_labels(experiment: Experiment, layer: int) -> list[str]:
    """Return the name of each unit of a layer; layer -1 are the inputs, 0 is the first hidden one."""
    if layer < 0:
        return input_labels(experiment)
    if layer == len(experiment.network.layers):
        return output_labels(experiment)
    return [f"neuron {number}" for number in range(1, experiment.network.layers[layer].units + 1)]
