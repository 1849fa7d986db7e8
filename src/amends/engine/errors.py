"""What can go wrong with the database, each with a sentence that says what to do.

A refusal is an answer and therefore a value. These are not answers: nothing was written, nothing
that was acknowledged is lost, and the same batch may be tried again with the same keys.
"""

from typing import ClassVar, Literal


class EngineError(Exception):
    """`str(error)` is one sentence for a person; `instead` says what to do."""

    def __init__(self, sentence: str, instead: str) -> None:
        super().__init__(f"{sentence} {instead}")
        self.sentence = sentence
        self.instead = instead


class WrongAddressError(EngineError):
    """A database address that means no database."""


class MissingSchemaError(EngineError):
    """The database has no tables of Amends."""


class BrokenSchemaError(EngineError):
    """Some of the tables are missing."""


class OlderSchemaError(EngineError):
    """The tables are older than this program."""


class NewerSchemaError(EngineError):
    """The tables are newer than this program."""


class DatabaseGoneError(EngineError):
    """The database cannot be reached, or went away in the middle and did not come back."""


class DatabaseBusyError(EngineError):
    """Another process holds the database longer than we wait."""


class DatabaseFullError(EngineError):
    """The disk, or the space given to the database, is full."""


class DatabaseRefusedError(EngineError):
    """The database refuses what was to be written: the batch is halved until one order is left."""


class StoppedError(EngineError):
    """The writer is stopping and takes nothing more."""


class PolicyUnusableError(EngineError):
    """A policy version that cannot be used, which is named."""

    why: ClassVar[Literal["unknown", "changed"]]

    def __init__(self, reference: str, sentence: str, instead: str) -> None:
        super().__init__(sentence, instead)
        self.reference = reference


class PolicyChangedError(PolicyUnusableError):
    """A policy version that orders use would be something else than what they were sold under."""

    why = "changed"


class UnknownPolicyError(PolicyUnusableError):
    """Nobody knows the policy version that an order names."""

    why = "unknown"


class UnreadableOrderError(EngineError):
    """An order's snapshot is damaged; its log still says everything."""


class NewerOrderError(EngineError):
    """An order's snapshot was written by a newer release."""


class UnknownOrderError(EngineError):
    """There is no such order."""


# What concerns the orders of one policy; any other trouble with the database concerns all.
OF_ONE_ORDER = PolicyUnusableError
