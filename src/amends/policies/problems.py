"""What is wrong with a policy file, as values: which fault, and where it stands."""

from collections.abc import Sequence
from pathlib import Path

from amends.core.value import value
from amends.policies.faults import Fault

# Keys and indexes that lead to a value in a file: ("order", "ship_within"), ("platform", "steps", 0).
Place = tuple[str | int, ...]


@value
class Problem:
    """One fault and where it stands; `amends.telling.policy_faults` says it.

    `line` counts from 1; 0 means the file as a whole. `field` is written with dots, positions in
    lists with brackets from 0, and is empty where the file cannot be read as TOML.
    """

    file: str
    line: int = 0
    field: str = ""
    fault: Fault

    def __str__(self) -> str:
        return ": ".join((located(self.file, self.line, self.field), self.fault.code))


class PolicyError(ValueError):
    """A policy that cannot be used; `problems` holds every error that was found, in file order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def refused(file: str | Path, fault: Fault, *, line: int = 0, field: str = "") -> PolicyError:
    """The error of one fault."""
    return PolicyError([Problem(file=str(file), line=line, field=field, fault=fault)])


def located(file: str, line: int, field: str) -> str:
    """The place as it stands before what is wrong there: `shop.toml:5: order.ship_within`."""
    where = f"{file}:{line}" if line else file
    return f"{where}: {field}" if field else where


def dotted(place: Place) -> str:
    """The place as it is named to people: `platform.liability[3].shares`."""
    text = ""
    for part in place:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text
