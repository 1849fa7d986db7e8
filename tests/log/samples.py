"""Events and states of a toy, with every form that a field can have, and values of any class."""

from collections.abc import Callable
from datetime import date
from typing import Any, Literal, assert_never

from hypothesis import strategies as st

from amends.core.people import Actor
from amends.core.transfers import Transfer
from amends.core.value import field, value
from amends.log.chain import GENESIS, close_entry
from amends.log.forms import (
    Choice,
    Day,
    Fixed,
    Form,
    Many,
    Maybe,
    Nested,
    Plain,
    Table,
    Words,
    forms_of,
    has_default,
)
from amends.log.record import Entry, Record
from tests.people import ALICE, BOB, CAROL


@value
class Talks:
    """The parties talk."""

    turn: Literal["buyer", "seller"]
    due: int | None = None
    offers: tuple[int, ...] = ()


@value
class Over:
    """It is over."""

    outcome: Literal["settled", "cancelled"] = "settled"
    before: "Talks | Over | None" = None


type Phase = Talks | Over


@value
class Opened:
    """A toy dispute was opened."""

    line: str
    quantity: int
    received: bool
    grounds: Literal["broken", "late"]
    note: str = ""
    waiting: bool = False
    refused: bool = True
    limit: int = 10


@value
class Moved:
    """A toy dispute moved on; holds every form that a field can have."""

    phase: Phase
    exhibits: tuple[str, ...]
    shares: tuple[tuple[str, int], ...] = ()
    pair: tuple[int, Literal["a", "b"]] = (0, "a")
    last: Phase | None = None
    phases: tuple[Talks | Over, ...] = ()
    deadline: int | None = None
    matches: bool | None = None
    word: Literal["yes", "no"] | None = None
    transfers: tuple[Transfer, ...] = ()
    actor: Actor = ALICE
    nested: tuple[tuple[int | None, ...] | None, ...] = ()
    day: date | None = None
    numbers: dict[str, tuple[int, ...]] = field(default_factory=dict, hash=False)


SAMPLES: dict[str, type[Opened] | type[Moved]] = {"Opened": Opened, "Moved": Moved}


def values(cls: type) -> st.SearchStrategy[Any]:
    """Any value of a value class."""
    required: dict[str, st.SearchStrategy[Any]] = {}
    optional: dict[str, st.SearchStrategy[Any]] = {}
    for name, (each, form) in forms_of(cls).items():
        (optional if has_default(each) else required)[name] = st.deferred(contents(form))
    given = st.fixed_dictionaries(required, optional=optional)
    return given.map(lambda fields: cls(**fields))


def contents(form: Form) -> Callable[[], st.SearchStrategy[Any]]:
    """What a field of that form may hold."""
    return lambda: _contents(form)


def _contents(form: Form) -> st.SearchStrategy[Any]:
    match form:
        case Plain(type=kind):
            plain: dict[type, st.SearchStrategy[Any]] = {
                int: st.integers(-(2**63), 2**63 - 1),
                bool: st.booleans(),
                str: st.text(max_size=12),
            }
            return plain[kind]
        case Day():
            return st.dates()
        case Words(words):
            return st.sampled_from(words)
        case Maybe(inner):
            return st.none() | _contents(inner)
        case Many(item):
            return st.lists(_contents(item), max_size=3).map(tuple)
        case Fixed(items):
            return st.tuples(*map(_contents, items))
        case Table(item):
            return st.dictionaries(st.text(max_size=5), _contents(item), max_size=3)
        case Nested(cls):
            return values(cls)
        case Choice(classes):
            return st.one_of(*map(values, classes))
        case _:
            assert_never(form)


OPENED = Opened(line="kettle", quantity=1, received=True, grounds="broken", note="der Deckel – ä")
MOVED = Moved(
    phase=Talks(turn="seller", due=1_709_251_200_000, offers=(900, 500)),
    exhibits=("photo", ""),
    shares=(("seller", 50), ("carrier", 50)),
    last=Over(before=Talks(turn="buyer")),
    transfers=(Transfer(debit="escrow:1", credit="buyer:alice", minor=900, purpose="refund"),),
    actor=CAROL,
    numbers={"b": (2,), "a": ()},
)


def chain_of(*events: Opened | Moved, order_id: str = "0190-order") -> list[Entry]:
    """A log of these events, a minute apart, by Alice and Bob in turn."""
    entries: list[Entry] = []
    for position, event in enumerate(events, start=1):
        record = Record(
            order_id=order_id,
            position=position,
            at=1_709_251_200_000 + position * 60_000,
            actor=ALICE if position % 2 else BOB,
            event=event,
        )
        entries.append(close_entry(record, entries[-1].hash if entries else GENESIS))
    return entries
