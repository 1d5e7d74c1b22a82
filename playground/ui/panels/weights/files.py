"""An experiment as a file, and what to do where a link cannot hold all of it. Knows no Streamlit."""

import json
import re

from playground.engine.network import count_parameters
from playground.spec import Experiment
from playground.spec.data import MAX_INLINE_VALUES
from playground.spec.link import fits_in_link
from playground.spec.words import refusing_in_words

MAX_FILE_MB = 4  # of a network with as many parameters as can be set by hand, all their digits written


def to_file(experiment: Experiment) -> str:
    """Return an experiment as JSON, as presets are written: the version, and what differs from the defaults."""
    values = experiment.model_dump(mode="json", exclude_defaults=True)
    return json.dumps({"version": experiment.version} | values, ensure_ascii=False)


def from_file(content: bytes) -> Experiment:
    """Return the experiment that a file holds.

    Raises:
        ValueError: where it holds none; a line a reason.
    """
    with refusing_in_words():
        return Experiment.model_validate_json(content)


def file_name(experiment: Experiment) -> str:
    """Return what an experiment's file is called: by its name, or by its data where it has none."""
    words = re.findall(r"\w+", experiment.name.lower())
    return f"{'-'.join(words) or experiment.data.dataset}.json"


def link_in_words(experiment: Experiment) -> str:
    """Return in a sentence whether the experiment's link holds the weights that its run begins with."""
    if experiment.network.parameters is None:
        return "The link of this experiment holds the seed."
    if fits_in_link(experiment):
        return "The link of this experiment holds these weights."
    return (
        f"{count_parameters(experiment.sizes):,} weights are too many for a link (at most {MAX_INLINE_VALUES:,}): "
        "download the experiment as a file and open it again here."
    )
