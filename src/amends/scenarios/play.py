"""A scenario as values: an order, what people do when, and what must then be true."""

from collections.abc import Mapping
from typing import Any, Literal

from amends.core.moments import Instant
from amends.core.people import Actor
from amends.core.value import value
from amends.policies import Loaded

Workers = Literal["punctual", "late"]


@value
class Step:
    """Somebody does something. `refused` is True or the code that the refusal must have."""

    line: int
    at: Instant
    by: Actor
    do: str
    arguments: Mapping[str, Any]
    dispute: str = ""
    names: str = ""  # the name that the opened dispute is given ("as")
    refused: bool | str = False


@value
class Expect:
    """What must be true at an instant: the keys of the file with the values they must have."""

    line: int
    at: Instant
    dispute: str = ""
    wanted: Mapping[str, Any]


@value
class Play:
    """One scenario file, checked. `workers` names the ways in which it is played."""

    file: str
    title: str
    policy: Loaded
    start: Instant
    order: Mapping[str, Any]
    steps: tuple[Step, ...]
    expects: tuple[Expect, ...]
    workers: tuple[Workers, ...] = ("punctual", "late")

    @property
    def currency(self) -> str:
        """The currency of the order."""
        return str(self.order["currency"])

    @property
    def acts(self) -> tuple[Step | Expect, ...]:
        """Everything in the order in which it is played: by instant, steps before expects."""
        return tuple(
            sorted((*self.steps, *self.expects), key=lambda act: (act.at, isinstance(act, Expect)))
        )
