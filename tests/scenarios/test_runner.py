"""The runner itself: what is wrong is found, and told with what was expected."""

import pytest

from amends.core.transfers import Transfer
from amends.scenarios.findings import money_of
from amends.scenarios.format import read_play
from amends.scenarios.playing import play_files
from amends.scenarios.runner import perform
from amends.scenarios.stage import Failure, Stage
from tests.scenarios.conftest import Write


def test_the_good_play_comes_true_both_ways(write: Write) -> None:
    performances = perform(read_play(write()))
    assert [(each.workers, each.passed) for each in performances] == [
        ("punctual", True),
        ("late", True),
    ]


@pytest.mark.parametrize(
    ("old", "new", "step", "expected", "found"),
    [
        ('stage = "negotiation"', 'stage = "closed"', "expect stage", "closed", "negotiation"),
        ('turn  = "seller"', 'turn = "buyer"', "expect turn", "buyer", "seller"),
        ('due   = "P19D"', 'due = "P20D"', "expect due", "P20D", "P19D"),
        ('due   = "P19D"', 'due = "none"', "expect due", "none", "P19D"),
        ('outcome = "by_default"', 'outcome = "settled"', "expect outcome", "settled", "by_default"),
        ('buyer = "9.00"', 'buyer = "9.01"', "expect money.buyer", "9.01", "9.00"),
        ('outcome = "by_default"', 'order = "paid"', "expect order", "paid", "completed"),
        ('outcome = "by_default"', "can = { buyer = ['ship'] }", "expect can.buyer", "ship", None),
        ('outcome = "by_default"', "cannot = { buyer = ['appeal'] }", "expect cannot.buyer", "appeal", None),
        ('outcome = "by_default"', "signals = { buyer = ['reused_exhibit'] }", "expect signals.buyer", "reused_exhibit", None),
        ('outcome = "by_default"', "rates = { dispute = '0/1' }", "expect rates.dispute", "0/1", "1/1"),
    ],
)  # fmt: skip
def test_a_wrong_expectation_fails_both_ways(
    old: str, new: str, step: str, expected: str, found: str | None, write: Write
) -> None:
    for performance in perform(read_play(write(old, new))):
        failures = performance.failures
        assert [(f.step, f.expected) for f in failures] == [(step, expected)]
        assert found is None or failures[0].found == found


def test_during_a_pause_what_is_due_is_due_after_its_end(write: Write) -> None:
    paused = """
[[step]]
at = "P16D"
by = "operator"
do = "pause_clock"
with = { reason = "The site was down." }

[[expect]]
at = "P17D"
due = "P33D"

[[expect]]
at = "P19D"
"""
    play = write('[[expect]]\nat = "P19D"\n', paused)
    text = play.read_text("utf-8").replace('due   = "P19D"', "")
    play.write_text(text[: text.index('[[expect]]\nat = "P19DT1H"')], encoding="utf-8")
    assert [f for each in perform(read_play(play)) for f in each.failures] == []


def test_a_step_that_should_have_been_refused_fails(write: Write) -> None:
    changed = write('by = "seller"\ndo = "cancel_dispute"', 'by = "buyer"\ndo = "cancel_dispute"')
    failure = perform(read_play(changed))[0].failures[0]
    assert (failure.line, failure.at) == (24, "P15D")
    assert (failure.expected, failure.found) == ("refused", "accepted")


def test_a_step_that_is_refused_fails_with_the_sentence(write: Write) -> None:
    failures = perform(read_play(write("\nrefused = true\n", "\n")))[0].failures
    assert [f.step for f in failures] == ["cancel_dispute by seller:seller"]
    assert failures[0].found.startswith("refused (")
    assert "." in failures[0].found


def test_the_code_of_a_refusal_can_be_asked_for(write: Write) -> None:
    failures = perform(read_play(write("refused = true", 'refused = "no_such_code"')))[0].failures
    assert failures[0].expected == "refused (no_such_code)"


def test_a_file_that_is_no_play_is_a_failure_with_its_line(write: Write) -> None:
    (performance,) = play_files([write('do = "ship"', 'do = "send"')])
    assert not performance.passed
    assert performance.workers is None
    assert performance.failures[0].line == 14


def test_money_is_what_came_back_and_what_was_kept() -> None:
    def move(debit: str, credit: str, minor: int, purpose: str) -> Transfer:
        return Transfer(debit=debit, credit=credit, minor=minor, purpose=purpose)  # type: ignore[arg-type]

    transfers = [
        move("world", "escrow:o1", 2000, "hold"),
        move("escrow:o1", "buyer:alice", 900, "refund"),
        move("escrow:o1", "world", 100, "chargeback"),
        move("escrow:o1", "platform:fees", 50, "commission"),
        move("escrow:o1", "seller:bob", 900, "release"),
        move("buyer:alice", "seller:bob", 300, "repayment"),
        move("carrier:upu", "seller:bob", 40, "made_whole"),
    ]
    found = {name: money_of(transfers, name) for name in
             ("buyer", "seller", "carrier", "platform", "escrow")}  # fmt: skip
    assert found == {"buyer": 700, "seller": 1240, "carrier": -40, "platform": 50, "escrow": 50}


def test_the_clock_itself_can_be_a_step(write: Write) -> None:
    waking = 'at = "P19DT2H"\nby = "clock"\ndo = "expire"\n\n[[step]]\n'
    changed = write('at = "P2D"', f'{waking}at = "P2D"')
    assert [each.failures for each in perform(read_play(changed))] == [(), ()]


def test_an_order_that_is_put_aside_is_a_failure_that_says_why(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*arguments: object) -> None:
        raise RuntimeError("the rule is broken")

    monkeypatch.setattr("amends.engine.work.expire", broken)
    for performance in perform(read_play(write())):
        assert any("the rule is broken" in failure.found for failure in performance.failures)


def test_both_ways_must_leave_the_same_log(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Stage, "log", lambda stage: ("same", stage.workers))
    punctual, late = perform(read_play(write()))
    assert punctual.passed
    assert [(f.step, f.expected, f.found) for f in late.failures] == [("log", "punctual", "late")]


def test_every_invariant_is_looked_at_afterwards(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    played = Stage.play_all

    def then_stolen(stage: Stage) -> list[Failure]:
        failures = played(stage)
        with stage.engine.store.transaction() as transaction:
            assert transaction.change("DELETE FROM transfer WHERE purpose = 'hold'") == 1
        return failures

    monkeypatch.setattr(Stage, "play_all", then_stolen)
    for performance in perform(read_play(write())):
        assert {failure.step for failure in performance.failures} == {"audit"}
