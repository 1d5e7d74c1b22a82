"""Tables for machine code, which has no dictionaries of functions: a rule is picked by its place."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

Rule = Callable[..., Any]


def choice(rules: Sequence[Rule]) -> Rule:
    """Return the function of (place, *arguments) that calls the rule at that place with the arguments.

    The rules are called directly, from one switch, so that LLVM can inline them. A tuple of functions would make
    pointers of them, which a cache on disk cannot hold; functions that call each other would each be compiled with all
    that they lead to.

    Args:
        rules: compiled by Numba; all take the same arguments and return the same type. The last is also called for
            a place that there is not.
    """
    kinds = [types.Dispatcher(rule) for rule in rules]

    @intrinsic
    def chosen(typing: Any, place: Any, *arguments: Any) -> Any:
        signatures = [kind.get_call_type(typing, arguments, {}) for kind in kinds]
        returned = signatures[0].return_type

        def emit(context: Any, builder: Any, signature: Any, values: Any) -> Any:
            result = cgutils.alloca_once(builder, context.get_value_type(returned))
            blocks = [builder.append_basic_block(f"rule.{number}") for number in range(len(kinds))]
            done = builder.append_basic_block("done")
            switch = builder.switch(values[0], blocks[-1])
            for number, (kind, called, block) in enumerate(zip(kinds, signatures, blocks, strict=True)):
                switch.add_case(values[0].type(number), block)
                builder.position_at_end(block)
                given = map(
                    partial(context.cast, builder), cgutils.unpack_tuple(builder, values[1]), arguments, called.args
                )
                builder.store(context.get_function(kind, called)(builder, list(given)), result)
                builder.branch(done)
            builder.position_at_end(done)
            return builder.load(result)

        return returned(place, types.StarArgTuple(arguments)), emit

    return chosen
