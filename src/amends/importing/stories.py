"""A story: what people and systems did about one order, each thing at its instant."""

from dataclasses import dataclass, field
from typing import Any

from amends.core.commands.expire import Expire
from amends.core.moments import Instant
from amends.core.people import CLOCK, Actor
from amends.core.value import value

# The key of the clock's last command of a story.
END = "import:end"
# All time passes: the last instant that a database's date can show (9999-12-31).
FAR: Instant = 253_402_214_400_000


@value
class Act:
    """A command that somebody gives. `key` makes it known when the import runs again.

    `after` is the key of an act without which this one means nothing: when that one is refused,
    the refusal of this one is not told.
    """

    at: Instant
    actor: Actor
    command: Any  # one of amends.core.commands.COMMANDS
    key: str
    after: str = ""


@dataclass(slots=True)
class Story:
    """One order of a source. `acts` begins with its `PlaceOrder` and is in the order of time.

    `runs_on`: after the last act the clock runs on until nothing is due; `open_end`: before that,
    what follows depends on how its disputes go.
    """

    file: str
    line: int
    shop: str
    number: str
    acts: list[Act] = field(default_factory=list)
    runs_on: bool = True
    open_end: bool = False
    policy: str = ""


def end() -> Act:
    """The clock runs on until nothing is due."""
    return Act(at=FAR, actor=CLOCK, command=Expire(), key=END)
