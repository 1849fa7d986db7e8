"""Old shapes of events and snapshots, brought up to the shape that the code knows today.

Stored bytes are never edited: a step works on the data that was read from them. The shape of a
type is 1 plus the number of its steps. A field added with a default needs a step too, if only
`keep`: a process of the release before must see that it does not know the shape, and leave the
order to others (safeguards.md 32). A class that is nested in others has no shape of its own;
whoever changes it adds a step to every event, and to `Order`, that can hold it.
"""

from collections.abc import Callable, Mapping
from typing import Any

Step = Callable[[dict[str, Any]], dict[str, Any]]

# (type, shape): what makes data of that shape into data of the next.
STEPS: dict[tuple[str, int], Step] = {}


def keep(packed: dict[str, Any]) -> dict[str, Any]:
    """The step for a field that was added with a default."""
    return packed


def shape_of(type_name: str, steps: Mapping[tuple[str, int], Step] = STEPS) -> int:
    """The shape in which values of the type are written today."""
    shape = 1
    while (type_name, shape) in steps:
        shape += 1
    return shape


def upcast(
    type_name: str, shape: int, packed: dict[str, Any], steps: Mapping[tuple[str, int], Step]
) -> dict[str, Any]:
    """Data of an old shape as today's; it may be changed in place."""
    while (step := steps.get((type_name, shape))) is not None:
        packed, shape = step(packed), shape + 1
    return packed
