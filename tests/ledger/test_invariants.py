"""Invariant 1 finds every cent that is not where it belongs (safeguards.md 20 to 23)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.core.accounts import FEES, PROTECTION, WORLD
from amends.core.transfers import Purpose, Transfer, transfer
from amends.core.value import changed
from amends.ledger.balances import balance, balances
from amends.ledger.invariants import OUT_OF_ESCROW, Posted, given_back, order_problems

ESCROW, ALICE, BOB, BANK = "escrow:o", "buyer:alice", "seller:bob", "provider:ledger"


def at(position: int, debit: str, credit: str, minor: int, purpose: Purpose) -> Posted:
    """A transfer that the event at `position` caused."""
    return position, transfer(debit, credit, minor, purpose)


HOLD = at(1, WORLD, ESCROW, 2000, "hold")
# Alice gets 9.00 back, Bob the rest less commission and fee.
SETTLED = [
    HOLD,
    at(2, ESCROW, ALICE, 900, "refund"),
    at(2, ESCROW, FEES, 88, "commission"),
    at(2, ESCROW, BANK, 60, "payment_fee"),
    at(2, ESCROW, BOB, 952, "release"),
]


def found(posted: list[Posted], held: int = 0, completed: bool = True) -> list[tuple[str, int]]:
    """The problems by name and position."""
    problems = order_problems("o", "USD", posted, held, completed)
    assert all(problem.order_id == "o" for problem in problems)
    return [(problem.name, problem.position) for problem in problems]


def test_a_settled_order_has_no_problem() -> None:
    assert found(SETTLED) == []
    assert found([HOLD], held=2000, completed=False) == []
    assert found([], held=0, completed=False) == []


def test_money_back_out_of_what_was_released_is_no_matter_of_escrow() -> None:
    later = [
        at(3, BOB, ALICE, 500, "recovery"),
        at(3, PROTECTION, BOB, 500, "made_whole"),
        at(4, ALICE, BOB, 100, "repayment"),
        at(5, PROTECTION, ALICE, 350, "freight"),
    ]
    assert found([*SETTLED, *later]) == []


@pytest.mark.parametrize(
    ("posted", "held", "completed", "problems"),
    [
        # One cent less was released than left.
        (SETTLED, 1, False, [("escrow_unequal", 2)]),
        (SETTLED[:-1], 0, True, [("escrow_unequal", 2)]),
        (SETTLED[:-1], 952, True, [("held_after_completion", 2)]),
        ([*SETTLED, at(3, ESCROW, BOB, 1, "release")], -1, False, [("escrow_negative", 3)]),
        # It comes back later: at position 3 it was negative all the same.
        (
            [*SETTLED, at(3, ESCROW, BOB, 1, "release"), at(4, WORLD, ESCROW, 1, "hold")],
            0, True, [("escrow_negative", 3)],
        ),
        (
            [HOLD, at(2, ESCROW, BOB, 2000, "made_whole")],
            0, True, [("escrow_purpose", 2), ("escrow_unequal", 2)],
        ),
        (
            [HOLD, at(2, BOB, ESCROW, 1, "recovery")],
            2001, False, [("escrow_purpose", 2), ("escrow_unequal", 2)],
        ),
        (
            [HOLD, at(2, ESCROW, BOB, 2000, "refund")],
            0, True, [("escrow_purpose", 2), ("escrow_unequal", 2)],
        ),
        (
            [HOLD, at(2, BOB, ESCROW, 5, "hold")],
            2005, False, [("escrow_purpose", 2), ("escrow_unequal", 2)],
        ),
        ([*SETTLED, at(3, BOB, "escrow:p", 1, "recovery")], 0, True, [("foreign_escrow", 3)]),
        ([*SETTLED, at(3, BOB, "savings:bob", 1, "recovery")], 0, True, [("no_account", 3)]),
        (
            [*SETTLED, (3, Transfer(debit=BOB, credit=ALICE, minor=0, purpose="recovery"))],
            0, True, [("nothing_moved", 3)],
        ),
        (
            [*SETTLED, (3, Transfer(debit=BOB, credit=BOB, minor=5, purpose="recovery"))],
            0, True, [("nothing_moved", 3)],
        ),
        # 1b: Alice had 9.00 back and may have 11.00 more.
        ([*SETTLED, at(3, BOB, ALICE, 1100, "recovery")], 0, True, []),
        ([*SETTLED, at(3, BOB, ALICE, 1101, "recovery")], 0, True, [("given_back_too_much", 3)]),
        ([*SETTLED, at(3, BOB, WORLD, 1101, "chargeback")], 0, True, [("given_back_too_much", 3)]),
        (
            [*SETTLED, at(3, ALICE, BOB, 1, "repayment"), at(4, BOB, ALICE, 1101, "recovery")],
            0, True, [],
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_the_position(
    posted: list[Posted], held: int, completed: bool, problems: list[tuple[str, int]]
) -> None:
    assert found(posted, held, completed) == problems


def test_a_chargeback_above_what_was_left_is_owed_by_the_buyer() -> None:
    """Alice had 9.00 back and the bank takes all 20.00: 9.00 of it she has twice."""
    taken = [at(3, BOB, WORLD, 1100, "chargeback"), at(3, ALICE, WORLD, 900, "chargeback")]
    assert found([*SETTLED, *taken]) == []
    assert found([*SETTLED, at(3, BOB, WORLD, 2000, "chargeback")]) == [("given_back_too_much", 3)]


def test_within_one_event_transfers_have_no_order() -> None:
    assert found([(1, posted) for _, posted in [*SETTLED[1:], HOLD]]) == []


def test_the_sentence_says_the_amounts_as_people_write_them() -> None:
    (problem,) = order_problems("o", "JPY", [HOLD], 1999, completed=False)
    assert "Held were 2000 JPY" in problem.sentence
    assert "1999 JPY are in escrow" in problem.sentence
    (problem,) = order_problems("o", "???", [HOLD], 1999, completed=False)
    assert "2000 minor units" in problem.sentence


@given(
    st.lists(st.tuples(st.sampled_from(OUT_OF_ESCROW), st.integers(1, 500)), max_size=8),
    st.integers(0, 50),
)
def test_any_way_of_paying_out_balances(ways: list[tuple[Purpose, int]], rest: int) -> None:
    accounts: dict[Purpose, str] = {
        "refund": ALICE, "release": BOB, "commission": FEES, "payment_fee": BANK,
        "chargeback": WORLD,
    }  # fmt: skip
    total = sum(minor for _, minor in ways) + rest
    posted = [at(1, WORLD, ESCROW, total, "hold")] if total else []
    posted += [
        at(position, ESCROW, accounts[purpose], minor, purpose)
        for position, (purpose, minor) in enumerate(ways, start=2)
    ]
    assert found(posted, held=rest, completed=False) == []
    assert balance(ESCROW, [each for _, each in posted]) == rest
    assert ("escrow_unequal", posted[-1][0] if posted else 0) in found(posted, held=rest + 1)
    if ways:
        dearer = changed(posted[-1][1], minor=posted[-1][1].minor + rest + 1)
        names = [name for name, _ in found([*posted[:-1], (posted[-1][0], dearer)], held=rest)]
        assert {"escrow_negative", "escrow_unequal"} <= set(names)


TRANSFERS = st.builds(
    Transfer,
    debit=st.sampled_from([ESCROW, ALICE, BOB, FEES, WORLD]),
    credit=st.sampled_from([ESCROW, ALICE, BOB, FEES, WORLD]),
    minor=st.integers(1, 10**12),
    purpose=st.sampled_from(["hold", "refund", "release", "freight", "chargeback"]),
)


@given(st.lists(TRANSFERS))
def test_balances_sum_to_nothing_and_name_every_account(transfers: list[Transfer]) -> None:
    held = balances(transfers)
    assert sum(held.values()) == 0
    assert set(held) == {name for each in transfers for name in (each.debit, each.credit)}
    assert balance("seller:eve", transfers) == 0


@given(TRANSFERS)
def test_undoing_a_transfer_takes_back_what_it_gave(moved: Transfer) -> None:
    back = changed(moved, debit=moved.credit, credit=moved.debit)
    assert given_back(moved) + given_back(back) == 0


@pytest.mark.parametrize(("minor", "credit"), [(0, ALICE), (-1, ALICE), (5, ESCROW)])
def test_a_transfer_moves_something_somewhere(minor: int, credit: str) -> None:
    with pytest.raises(AssertionError, match="a transfer moves"):
        transfer(ESCROW, credit, minor, "refund")
