"""The table of moves is what the contract says, and the checked-in answers are still given."""

import sys

import pytest

from amends.core.commands import COMMANDS, POSSIBLE, RULES, OfDispute
from amends.core.moves import DISPUTE_MOVES, ORDER_MOVES, dispute_moves, moves
from tests.tables.moves import COLUMNS, FILE, SITUATIONS, answer, whole

STAGES = ("negotiation", "arbitration", "return", "replacement", "closed", "appeal")

# "Who may do what, where", copied by hand. b buyer, s seller, a arbitrator. Lower down stands where
# the text says more than the letters: whose turn, whose proposal, until when.
CONTRACT = """
propose              bs   bsa  -    -    -    -
withdraw_proposal    bs   bsa  -    -    -    -
accept_proposal      bs   bs   -    -    -    -
reject_proposal      bs   bs   -    -    -    -
submit_exhibit       bs   bsa  bsa  bsa  -    bsa
withdraw_exhibit     bs   bsa  bsa  bsa  -    -
make_statement       bs   bsa  bsa  bsa  bs   bsa
cancel_dispute       b    b    -    -    -    -
escalate             b    -    bs   b    b    -
withdraw_escalation  -    bs   -    -    -    -
request_exhibit      -    a    -    -    -    a
note_fact            -    a    -    -    -    a
issue_ruling         -    a    -    -    -    -
confirm_ruling       -    a    -    -    -    -
give_return_address  -    -    s    -    -    -
confirm_return       -    -    s    -    -    -
ship_return          -    -    b    b    -    -
ship_replacement     -    -    -    s    -    -
confirm_replacement  -    -    -    b    -    -
keep_promise         -    -    -    -    s    -
appeal               -    -    -    -    bs   -
join_appeal          -    -    -    -    -    bs
decline_appeal       -    -    -    -    -    bs
decide_appeal        -    -    -    -    -    a
repay                -    -    -    -    b    -
"""

# Where the table of moves says more than the contract's, and which sentence of the contract asks for it.
BEYOND = {
    # R34: "Replacement sends the old goods back first, as in return", within the stage replacement.
    ("escalate", "replacement"): "s",
    ("give_return_address", "replacement"): "s",
    ("confirm_return", "replacement"): "s",
    # R31: "note_fact (arbitrator, or a party about its own exhibit)".
    ("note_fact", "arbitration"): "bs",
    # R30: "Appeal decisions alike": above the amount a second person confirms them.
    ("confirm_ruling", "appeal"): "a",
}


def test_who_may_do_what_where() -> None:
    letters = {"b": "buyer", "s": "seller", "a": "arbitrator"}
    rows = [line.split() for line in CONTRACT.strip().splitlines()]
    assert {row[0] for row in rows} == set(DISPUTE_MOVES)
    for name, *cells in rows:
        for stage, cell in zip(STAGES, cells, strict=True):
            more = BEYOND.get((name, stage), "")
            expected = {letters[letter] for letter in cell.strip("-") + more}
            found = set(DISPUTE_MOVES[name].get(stage, ()))  # type: ignore[call-overload]
            assert found == expected, (name, stage)


def test_every_command_stands_in_one_table() -> None:
    assert set(ORDER_MOVES) | set(DISPUTE_MOVES) == set(COMMANDS)
    assert not set(ORDER_MOVES) & set(DISPUTE_MOVES)
    assert {name for name, cls in COMMANDS.items() if issubclass(cls, OfDispute)} == set(
        DISPUTE_MOVES
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_the_rules_of_a_command_are_those_of_its_file(name: str) -> None:
    file = sys.modules[COMMANDS[name].__module__]
    assert file.__name__ == f"amends.core.commands.{name}"
    assert RULES[COMMANDS[name]] is file.decide
    assert POSSIBLE[name] is getattr(file, "possible", None)


def test_every_answer_is_as_it_was() -> None:
    """`uv run python -m tests.tables.moves` writes it anew; then read what has changed, and why."""
    assert whole() == FILE.read_text()


def test_moves_are_the_commands_that_are_accepted() -> None:
    for title, begins in SITUATIONS.items():
        play = begins()
        for actor in COLUMNS.values():
            listed = set(moves(play.order, actor, play.policy, play.now))
            for dispute in play.order.disputes:
                listed |= set(
                    dispute_moves(play.order, actor, play.policy, play.now, dispute.number)
                )
            for name in COMMANDS:
                if name in ("place_order", "expire"):
                    continue
                said = answer(play, actor, name) == "yes"
                assert said is (name in listed), (title, str(actor), name)


def test_a_stranger_learns_nothing() -> None:
    """Not yours and not there look the same."""
    for begins in SITUATIONS.values():
        play = begins()
        for name in COMMANDS:
            if name != "place_order":
                assert answer(play, COLUMNS["stranger"], name) in ("unknown_order", "-")
