"""Eight cohorts side by side in one register, for compiled loops.

The compiler of loops works on several numbers at once only where it can rule out that arrays overlap, which
it cannot where a loop reads and writes many rows. So eight are taken together by hand: `load`, arithmetic,
`store`. Each is worked on for itself, no sum is reordered and no product fused with a sum, so results are
the same on every processor, whether its registers hold eight numbers, four or two.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any, cast

from numba.core import cgutils, types
from numba.extending import intrinsic, lower_builtin, models, register_model, type_callable

# the builder of instructions that comes with the compiler
ir: Any = cast(Any, cgutils).ir
LANES = 8
"""Cohorts that are worked on at once."""

_NUMBER: Any = ir.DoubleType()
_VECTOR: Any = ir.VectorType(_NUMBER, LANES)
_PLACE: Any = ir.IntType(32)
_NUMBER_BYTES = 8


class _LanesType(types.Type):
    """Type of so many numbers."""

    def __init__(self) -> None:
        cast(Any, super()).__init__(name="Lanes")


lanes_type: Any = cast(Any, _LanesType())


@register_model(_LanesType)
class _LanesModel(models.PrimitiveModel):
    def __init__(self, manager: Any, kind: Any) -> None:
        cast(Any, super()).__init__(manager, kind, _VECTOR)


def _same(builder: Any, number: Any) -> Any:
    """Put one number into all lanes."""
    first = builder.insert_element(ir.Constant(_VECTOR, ir.Undefined), number, ir.Constant(_PLACE, 0))
    places = ir.Constant(ir.VectorType(_PLACE, LANES), [0] * LANES)
    return builder.shuffle_vector(first, ir.Constant(_VECTOR, ir.Undefined), places)


def _arithmetic(function: Callable[[Any, Any], Any], instruction: str) -> None:
    """Let an operator of Python take lanes, and numbers beside them."""

    def typed(context: Any) -> Any:
        def told(left: Any, right: Any) -> Any:
            sides = left, right
            some = any(side is lanes_type for side in sides)
            return lanes_type if some and set(sides) <= {lanes_type, types.float64} else None

        return told

    cast(Any, type_callable)(function)(typed)

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        sides = [
            value if kind is lanes_type else _same(builder, value)
            for kind, value in zip(signature.args, arguments, strict=True)
        ]
        return getattr(builder, instruction)(*sides)

    for left, right in (
        (_LanesType, _LanesType),
        (_LanesType, types.Float),
        (types.Float, _LanesType),
    ):
        cast(Any, lower_builtin)(function, left, right)(generate)


_arithmetic(operator.add, "fadd")
_arithmetic(operator.sub, "fsub")
_arithmetic(operator.mul, "fmul")
_arithmetic(operator.truediv, "fdiv")


def _place(builder: Any, pointer: Any, index: Any) -> Any:
    return builder.bitcast(builder.gep(pointer, [index]), _VECTOR.as_pointer())


def _load(context: Any, pointer: Any, index: Any) -> Any:
    """Read numbers that follow one another."""

    def generate(target: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.load(_place(builder, *arguments), align=_NUMBER_BYTES)

    return lanes_type(pointer, types.intp), generate


def _store(context: Any, pointer: Any, index: Any, value: Any) -> Any:
    """Write numbers that follow one another."""

    def generate(target: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        where, place, what = arguments
        builder.store(what, _place(builder, where, place), align=_NUMBER_BYTES)
        return target.get_dummy_value()

    return types.void(pointer, types.intp, lanes_type), generate


def _spread(context: Any, number: Any) -> Any:
    """Put one number into all lanes."""

    def generate(target: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return _same(builder, arguments[0])

    return lanes_type(types.float64), generate


def _at_least(context: Any, value: Any, least: Any) -> Any:
    """Raise lanes to a number where they are below it."""

    def generate(target: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        value, least = arguments[0], _same(builder, arguments[1])
        return builder.select(builder.fcmp_ordered("<", value, least), least, value)

    return lanes_type(lanes_type, types.float64), generate


def _add_sums(context: Any, pointer: Any, index: Any, a: Any, b: Any, c: Any, d: Any) -> Any:
    """Add to four numbers that follow one another the sums of four over their lanes."""

    def generate(target: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        def picked(left: Any, right: Any, places: list[int]) -> Any:
            return builder.shuffle_vector(
                left, right, ir.Constant(ir.VectorType(_PLACE, len(places)), places)
            )

        def halved(value: Any) -> Any:
            size = value.type.count // 2
            low, high = list(range(size)), list(range(size, 2 * size))
            return (
                value
                if size < 4
                else halved(builder.fadd(picked(value, value, low), picked(value, value, high)))
            )

        def pairs(left: Any, right: Any) -> Any:
            return builder.fadd(picked(left, right, [0, 4, 2, 6]), picked(left, right, [1, 5, 3, 7]))

        where, place, *values = arguments
        first, second, third, fourth = map(halved, values)
        one, two = pairs(first, second), pairs(third, fourth)
        found = builder.fadd(picked(one, two, [0, 1, 4, 5]), picked(one, two, [2, 3, 6, 7]))
        four = builder.bitcast(builder.gep(where, [place]), found.type.as_pointer())
        builder.store(builder.fadd(builder.load(four, align=_NUMBER_BYTES), found), four, align=_NUMBER_BYTES)
        return target.get_dummy_value()

    return types.void(pointer, types.intp, *[lanes_type] * 4), generate


def _total(context: Any, value: Any) -> Any:
    """Sum lanes, always in the same order."""

    def generate(target: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        value, size = arguments[0], LANES
        while size > 1:
            size //= 2
            halves = [
                builder.shuffle_vector(value, value, ir.Constant(ir.VectorType(_PLACE, size), places))
                for places in (list(range(size)), list(range(size, 2 * size)))
            ]
            value = builder.fadd(*halves)
        return builder.extract_element(value, ir.Constant(_PLACE, 0))

    return types.float64(lanes_type), generate


load: Any = intrinsic(_load)
store: Any = intrinsic(_store)
spread: Any = intrinsic(_spread)
at_least: Any = intrinsic(_at_least)
total: Any = intrinsic(_total)
add_sums: Any = intrinsic(_add_sums)
