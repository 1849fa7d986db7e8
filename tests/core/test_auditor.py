"""The auditor agrees with the simple paths, and finds what is planted."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.auditor import Moved, audit
from tests.core import scene
from tests.core.scene import Scene
from tests.people import ALICE, BOB, CAROL
from tests.properties.plain import heard, moved, outcomes

DAY = 86_400_000
FEES: dict[str, Any] = {"commission": "7.25%", "payment_fee": "0.31", "shipping": "1.01"}


def countered(amount: str) -> Scene:
    """Bob offers less."""
    return scene.disputed().at(15).does(BOB, "propose", remedy="refund_only", amount=amount)


# What nobody answers, and the last day on which it could still be answered.
SILENT: list[tuple[Callable[[], Scene], float]] = [
    (lambda: scene.placed(**FEES), 30),
    (lambda: scene.placed(**FEES).does(ALICE, "request_cancellation"), 2),
    (lambda: scene.shipped(**FEES), 2 + 30 + 15),
    (lambda: scene.shipped(promised="P100D"), 2 + 60 + 15),
    (lambda: scene.shipped(promised="P100D", ship_to="RU"), 2 + 90 + 15),
    (lambda: scene.delivered(**FEES), 17),
    (lambda: scene.delivered(45), 47),
    (scene.disputed, 19),
    (lambda: countered("5.00"), 20),
    (lambda: countered("0.90"), 20),
    (lambda: countered("0.89"), 20),
    (lambda: scene.disputed().at(15).does(BOB, "reject_proposal", proposal=1), 20),
]


@pytest.mark.parametrize(("begins", "last"), SILENT)
def test_silence_ends_it_at_that_instant_and_not_before(
    begins: Callable[[], Scene], last: float
) -> None:
    for late in (0, 1, 90 * DAY):
        play = begins()
        play.at(last, ms=late).sweep()
        assert audit(heard(play), moved(play), outcomes(play), play.now) == []


def whole() -> Scene:
    """A ruled order with fees, all paid out."""
    play = scene.arbitrated(order={**FEES, "logistics": "platform"})
    liable = {"seller": 60, "carrier": 40}
    return play.does(CAROL, "issue_ruling", amount="10.00", liable=liable)


FAULTS: dict[str, Callable[[list[Moved]], list[Moved]]] = {
    "a hold of less": lambda rows: [replace(rows[0], minor=rows[0].minor - 1), *rows[1:]],
    "a release too many": lambda rows: [*rows, next(m for m in rows if m.purpose == "release")],
    "a refund that is missing": lambda rows: [m for m in rows if m.purpose != "refund"],
    "a cent of commission": lambda rows: [
        replace(m, minor=m.minor - 1) if m.purpose == "commission" else m for m in rows
    ],
    "a fee for somebody else": lambda rows: [
        replace(m, credit="platform:fees") if m.purpose == "payment_fee" else m for m in rows
    ],
    "a gift into escrow": lambda rows: [*rows, replace(rows[0], position=99)],
    "a transfer of nothing": lambda rows: [*rows, replace(rows[-1], minor=0)],
}


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_is_found(fault: str) -> None:
    play = whole()
    assert audit(heard(play), moved(play), outcomes(play)) == []
    assert audit(heard(play), FAULTS[fault](moved(play)), outcomes(play))


def test_a_refund_above_what_was_paid_is_found() -> None:
    play = whole()
    more = [replace(each, refund=1902) for each in outcomes(play)]
    assert audit(heard(play), moved(play), more)


def test_a_late_silence_is_found() -> None:
    play = scene.delivered().at(18)
    play.sweep()
    late = [replace(m, at=m.at + 1) if m.purpose == "release" else m for m in moved(play)]
    assert audit(heard(play), late, outcomes(play), play.now)
