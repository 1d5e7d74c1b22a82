"""What a reading of the gradients says in words, and its figures layer by layer."""

from collections.abc import Callable, Sequence

import numpy as np

from playground.analysis.reading import Reading

NO_BREAK = "\N{NO-BREAK SPACE}"
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
TITLES = {
    "not finite": "The numbers have left all bounds",
    "frozen": "Nothing learns",
    "converged": "It has learned",
    "blocked": "No gradient arrives",
    "exploding": "The steps are too large",
    "vanishing": "The gradient vanishes",
    "dead": "Most neurons are dead",
    "saturated": "Most neurons are saturated",
    "slow": "It hardly moves",
    "healthy": "The gradients are healthy",
}
GOOD = ("healthy", "converged")


def reading_text(reading: Reading, titles: Sequence[str]) -> str:
    """Return what the verdict rests on, in a few sentences.

    Args:
        reading: what was found.
        titles: name of every layer.
    """
    return SENTENCES[reading.verdict](reading, titles)


def layer_table(reading: Reading, titles: Sequence[str]) -> str:
    """Return the figures of every layer as a Markdown table; those that the verdict is about are bold."""
    evidence, is_good = reading.evidence, reading.verdict in GOOD
    lines = [f"| Layer | Gradient | Update{NO_BREAK}ratio | Stuck |", "|:--|--:|--:|:--|"]
    for layer, title in enumerate(titles):
        strong = "**" if layer in reading.layers and not is_good else ""
        ratio = evidence.ratios[layer]
        stuck = {"dead": evidence.dead[layer], "saturated": evidence.saturated[layer]}
        cells = [
            f"{strong}{title}{strong}",
            scientific(evidence.norms[layer]),
            "locked" if np.isnan(ratio) and np.isfinite(evidence.norms[layer]) else scientific(ratio),
            ", ".join(f"{n} of {evidence.units[layer]} {how}" for how, n in stuck.items() if n) or "–",
        ]
        lines.append(f"| {' | '.join(cell.replace(' ', NO_BREAK) for cell in cells)} |")
    return "\n".join(lines)


def scientific(value: float) -> str:
    """Return a number with two digits and a power of ten, where it is far from 1; as "–" where it is not finite."""
    if not np.isfinite(value):
        return "–"
    if value == 0 or 0.01 <= abs(value) < 1000:
        return f"{value:.2g}" if abs(value) < 100 else f"{value:.0f}"
    digits, _, power = f"{value:.1e}".partition("e")
    return f"{digits}·{power_of_ten(int(power))}"


def power_of_ten(exponent: int) -> str:
    """Return a power of ten as it is written."""
    return f"10{str(exponent).translate(SUPERSCRIPTS)}"


def names(layers: Sequence[int], titles: Sequence[str]) -> str:
    """Return what layers are called, as in "Hidden 1 to Hidden 5"."""
    if len(layers) > 2 and layers[-1] - layers[0] == len(layers) - 1:
        return f"{titles[layers[0]]} to {titles[layers[-1]]}"
    return " and ".join(", ".join(titles[layer] for layer in layers).rsplit(", ", 1))


def _norms(reading: Reading, titles: Sequence[str]) -> str:
    """Return the sizes of the gradient from the end it comes from to the other one."""
    norms = reading.evidence.norms
    if len(titles) == 1:
        return f"Its norm is {scientific(norms[0])}."
    return f"Its norm is {scientific(norms[-1])} in {titles[-1]} and {scientific(norms[0])} in {titles[0]}."


def _ratios(reading: Reading) -> str:
    """Return how large updates are."""
    low, high = float(np.nanmin(reading.evidence.ratios)), float(np.nanmax(reading.evidence.ratios))
    ends = scientific(low) if low == high else f"{scientific(low)} to {scientific(high)}"
    return f"An update is {ends} times as large as its layer's weights (about 0.001 is a good rule)."


def _not_finite(reading: Reading, titles: Sequence[str]) -> str:
    return "A loss or a gradient is no finite number any more: the steps were too large."


def _frozen(reading: Reading, titles: Sequence[str]) -> str:
    return "Every layer is locked: whatever the gradient says, no weight moves."


def _converged(reading: Reading, titles: Sequence[str]) -> str:
    share = reading.evidence.loss_share
    if not share:
        return "The loss is 0: there is nothing to improve, and so there is no gradient."
    return f"{share:.1%} of the first loss is left, and the gradients are small everywhere. {_ratios(reading)}"


def _blocked(reading: Reading, titles: Sequence[str]) -> str:
    evidence = reading.evidence
    where = f"The gradient is exactly 0 in {names(reading.layers, titles)}: what is there cannot change."
    walls = np.flatnonzero(evidence.dead == evidence.units).tolist()
    if walls:
        return f"{where} All neurons of {names(walls, titles)} are dead, so nothing passes."
    return f"{where} That is so where all weights behind it are 0."


def _exploding(reading: Reading, titles: Sequence[str]) -> str:
    evidence = reading.evidence
    grown = (
        f" The loss is {scientific(evidence.loss_share)} times what it was." if 1 < evidence.loss_share < np.inf else ""
    )
    if evidence.ratios[list(reading.layers)].max() > 0.1:
        return f"In {names(reading.layers, titles)} the steps overshoot. {_ratios(reading)}{grown}"
    return f"The gradient grows on its way back. {_norms(reading, titles)}{grown}"


def _vanishing(reading: Reading, titles: Sequence[str]) -> str:
    factor = float(f"{reading.evidence.factors.max():.2g}")
    return (
        f"On its way back through the layers the gradient shrinks {factor:,.0f}-fold. {_norms(reading, titles)} "
        f"So {names(reading.layers, titles)} hardly learn{'' if len(reading.layers) > 1 else 's'}."
    )


def _dead(reading: Reading, titles: Sequence[str]) -> str:
    where = names(reading.layers, titles)
    return f"In {where} most neurons give 0 for every training sample: no gradient passes through them."


def _saturated(reading: Reading, titles: Sequence[str]) -> str:
    where = names(reading.layers, titles)
    return f"In {where} most neurons are at the flat ends of their curve for nearly every training sample."


def _slow(reading: Reading, titles: Sequence[str]) -> str:
    evidence = reading.evidence
    left = f"{evidence.loss_share:.0%} of the first loss" if evidence.loss_share < np.inf else "a loss"
    return (
        f"{_ratios(reading)} Yet {left} is left: the learning rate is too small, or this is a flat place or a valley "
        "with no way on."
    )


def _healthy(reading: Reading, titles: Sequence[str]) -> str:
    return f"{_norms(reading, titles)} {_ratios(reading)}"


SENTENCES: dict[str, Callable[[Reading, Sequence[str]], str]] = {
    "not finite": _not_finite,
    "frozen": _frozen,
    "converged": _converged,
    "blocked": _blocked,
    "exploding": _exploding,
    "vanishing": _vanishing,
    "dead": _dead,
    "saturated": _saturated,
    "slow": _slow,
    "healthy": _healthy,
}
