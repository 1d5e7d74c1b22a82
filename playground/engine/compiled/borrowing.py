"""Arrays that machine code uses without counting who holds them.

Numba counts the references to an array, with an atomic addition each time that one is taken out of a tuple or sliced:
in a small network that takes longer than the arithmetic. While one call runs, its caller holds all the arrays.
"""

from typing import Any

from numba import njit
from numba.core import cgutils
from numba.extending import intrinsic

from playground.engine.compiled.plans import Batches, Plan, Workspace


@intrinsic
def borrowed(typing: Any, array: Any) -> Any:
    """Return the array as one that nobody owns; good for as long as the caller holds the array."""

    def emit(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        view = context.make_array(array)(context, builder, arguments[0])
        view.meminfo = cgutils.get_null_value(view.meminfo.type)
        view.parent = cgutils.get_null_value(view.parent.type)
        return view._getvalue()

    return array(array), emit


@njit(error_model="numpy")
def borrowed_plan(plan: Plan) -> Plan:
    """Return the plan with borrowed arrays."""
    return Plan(
        borrowed(plan.sizes),
        borrowed(plan.weights),
        borrowed(plan.rows),
        borrowed(plan.activations),
        plan.loss,
        plan.is_joint,
        plan.optimizer,
    )


@njit(error_model="numpy")
def borrowed_batches(batches: Batches) -> Batches:
    """Return the batches with borrowed arrays."""
    return Batches(
        borrowed(batches.samples), borrowed(batches.ends), borrowed(batches.masks), borrowed(batches.mask_starts)
    )


@njit(error_model="numpy")
def borrowed_space(space: Workspace) -> Workspace:
    """Return the workspace with borrowed arrays."""
    return Workspace(
        borrowed(space.activations),
        borrowed(space.slopes),
        borrowed(space.upstream),
        borrowed(space.targets),
        borrowed(space.gradient),
    )
