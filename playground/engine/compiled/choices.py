"""Tables for machine code, which has no dictionaries of functions: a rule is picked by its place."""

from collections.abc import Callable, Sequence
from typing import Any

from numba import njit

Rule = Callable[..., Any]


def choice(rules: Sequence[Rule]) -> Rule:
    """Return the function of (place, *arguments) that calls the rule at that place with the arguments.

    The rules are called directly, one comparison each, so that LLVM can inline them. A tuple of functions would make
    pointers of them, which a cache on disk cannot hold.
    """
    chosen = _last(rules[-1])
    for place in range(len(rules) - 2, -1, -1):
        chosen = _either(place, rules[place], chosen)
    return chosen


def _last(rule: Rule) -> Rule:
    @njit(error_model="numpy")
    def last(place: int, *arguments: Any) -> Any:
        return rule(*arguments)

    return last


def _either(own_place: int, rule: Rule, otherwise: Rule) -> Rule:
    @njit(error_model="numpy")
    def either(place: int, *arguments: Any) -> Any:
        if place == own_place:
            return rule(*arguments)
        return otherwise(place, *arguments)

    return either
