"""What is wrong with a policy file, as values that a person can act on."""

from collections.abc import Sequence

from amends.core.value import value

# Keys and indexes that lead to a value in a file: ("order", "ship_within"), ("platform", "steps", 0).
Place = tuple[str | int, ...]


@value
class Problem:
    """One error: where it stands, and a sentence that says what to write instead.

    `line` counts from 1; 0 means the file as a whole. `field` is written with dots, positions in
    lists with brackets from 0, and is empty where the file cannot be read as TOML.
    """

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return (
            f"{where}: {self.field}: {self.message}" if self.field else f"{where}: {self.message}"
        )


class PolicyError(ValueError):
    """A policy that cannot be used; `problems` holds every error that was found, in file order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def dotted(place: Place) -> str:
    """The place as it is named to people: `platform.liability[3].shares`."""
    text = ""
    for part in place:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text
