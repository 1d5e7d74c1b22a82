"""LANES neighbouring numbers of an array taken as one value, which the processor computes with at once.

LLVM vectorizes simple loops by itself, but not a sum that is carried through an inner loop over a few inputs: it
cannot know that arrays do not overlap. Here the sum is one vector that stays in registers.
"""

from collections.abc import Callable
from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic, models, register_model

LANES = 16  # 512 bits of float32: one register at best, and few enough that a batch of 10 wastes little

Emitter = Callable[..., Any]


class Lanes(types.Type):
    """Numba's type of LANES numbers of one dtype."""

    def __init__(self, dtype: types.Float) -> None:
        self.dtype = dtype
        super().__init__(name=f"Lanes({dtype})")


@register_model(Lanes)
class LanesModel(models.PrimitiveModel):
    """A Lanes value is a vector of LLVM."""

    def __init__(self, manager: Any, lanes: Lanes) -> None:
        super().__init__(manager, lanes, ir.VectorType(manager.lookup(lanes.dtype).get_value_type(), LANES))


def _address(context: Any, builder: Any, kind: Any, array: Any, start: Any) -> Any:
    """Return the address of array[start] as one of a vector."""
    data = context.make_array(kind)(context, builder, array).data
    vector = context.get_value_type(Lanes(kind.dtype))
    return builder.bitcast(cgutils.gep(builder, data, start), vector.as_pointer())


@intrinsic
def load(typing: Any, array: Any, start: Any) -> tuple[Any, Emitter]:
    """Return array[start : start + LANES]."""

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        address = _address(context, builder, signature.args[0], *arguments)
        return builder.load(address, align=array.dtype.bitwidth // 8)

    return Lanes(array.dtype)(array, types.intp), emit


@intrinsic
def store(typing: Any, array: Any, start: Any, lanes: Any) -> tuple[Any, Emitter]:
    """Write array[start : start + LANES]."""

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        address = _address(context, builder, signature.args[0], *arguments[:2])
        builder.store(arguments[2], address, align=array.dtype.bitwidth // 8)
        return context.get_dummy_value()

    return types.void(array, types.intp, lanes), emit


@intrinsic
def spread(typing: Any, array: Any, place: Any) -> tuple[Any, Emitter]:
    """Return array[place] in every lane."""

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        data = context.make_array(array)(context, builder, arguments[0]).data
        number = builder.load(cgutils.gep(builder, data, arguments[1]))
        undefined = ir.Constant(context.get_value_type(signature.return_type), ir.Undefined)
        single = builder.insert_element(undefined, number, ir.Constant(ir.IntType(32), 0))
        return builder.shuffle_vector(single, single, ir.Constant(ir.VectorType(ir.IntType(32), LANES), [0] * LANES))

    return Lanes(array.dtype)(array, types.intp), emit


@intrinsic
def add(typing: Any, one: Any, other: Any) -> tuple[Any, Emitter]:
    """Return one + other."""

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.fadd(*arguments)

    return one(one, other), emit


@intrinsic
def multiply(typing: Any, one: Any, other: Any) -> tuple[Any, Emitter]:
    """Return one * other."""

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.fmul(*arguments)

    return one(one, other), emit


@intrinsic
def multiply_add(typing: Any, one: Any, other: Any, total: Any) -> tuple[Any, Emitter]:
    """Return one * other + total, rounded once where the processor can."""

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        product = builder.fmul(*arguments[:2], flags=("contract",))
        return builder.fadd(product, arguments[2], flags=("contract",))

    return total(one, other, total), emit


@intrinsic
def add_up(typing: Any, lanes: Any) -> tuple[Any, Emitter]:
    """Return the sum of all lanes, by halves."""

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        (vector,) = arguments
        half = LANES // 2
        while half:
            low, high = (
                ir.Constant(ir.VectorType(ir.IntType(32), half), list(range(begin, begin + half)))
                for begin in (0, half)
            )
            vector = builder.fadd(
                builder.shuffle_vector(vector, vector, low), builder.shuffle_vector(vector, vector, high)
            )
            half //= 2
        return builder.extract_element(vector, ir.Constant(ir.IntType(32), 0))

    return lanes.dtype(lanes), emit
