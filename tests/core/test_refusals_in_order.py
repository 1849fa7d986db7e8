"""Which refusal comes first: everything is wrong, and one thing after another is put right.

Each ladder begins with a command that is wrong in every way. A rung names the code that answers and
what is put right then; at the top the command is accepted.
"""

from typing import Any

import pytest

from amends.core.commands.arguments import CommandError
from amends.core.money import Money
from amends.core.people import Actor
from amends.core.refusals.orders import NeedsConfirmation
from tests.core import scene
from tests.core.scene import Scene
from tests.people import ALICE, BOB, CAROL, EVE, SHOP

Ladder = list[tuple[str, dict[str, Any]]]


def climb(play: Scene, actor: Actor, name: str, wrong: dict[str, Any], ladder: Ladder) -> None:
    """Climb a ladder; after each refusal nothing has happened."""
    arguments = dict(wrong)
    for code, right in ladder:
        play.refuses(actor, name, code, **arguments)
        arguments.update(right)
    play.does(actor, name, **{k: v for k, v in arguments.items() if v is not None})


def test_placing_an_order() -> None:
    line = {"id": "kettle", "price": "18.00"}
    climb(
        Scene(), SHOP, "place_order",
        {
            "number": "", "buyer": "", "seller": "bob", "currency": "usd", "lines": [],
            "ship_to": "Spain", "shipping": "-1", "commission": "ten", "payment_fee": "99.00",
            "promised": "soon",
        },
        [
            ("nothing_ordered", {"lines": [line, line]}),
            ("bad_argument", {"number": "1"}),
            ("bad_argument", {"buyer": "bob"}),
            ("bad_argument", {"buyer": "alice"}),
            ("bad_argument", {"lines": [{**line, "quantity": 0}]}),
            ("bad_argument", {"lines": [{**line, "quantity": 1001}]}),
            ("bad_argument", {"lines": [line]}),
            ("bad_argument", {"ship_to": "ES"}),
            ("bad_amount", {"currency": "USD"}),
            ("bad_amount", {"shipping": "1.001"}),
            ("bad_amount", {"shipping": "2.00"}),
            ("bad_argument", {"promised": "P30D"}),
            ("bad_argument", {"commission": "10%"}),
            ("bad_amount", {"payment_fee": "0.30"}),
        ],
    )  # fmt: skip


def test_an_order_of_more_money_than_there_is() -> None:
    line = {"id": "kettle", "price": "999999999999999", "quantity": 1000}
    Scene().refuses(
        SHOP, "place_order", "bad_amount", number="1", buyer="alice", seller="bob", currency="USD",
        lines=[line],
    )  # fmt: skip
    Scene().refuses(
        BOB, "place_order", "not_your_role", number="1", buyer="alice", seller="bob",
        currency="USD", lines=[line],
    )  # fmt: skip


def test_opening_a_dispute() -> None:
    play = scene.shipped().at(11)
    play.refuses(EVE, "open_dispute", "unknown_order", **scene.claim())
    play.refuses(BOB, "open_dispute", "not_your_role", **scene.claim())
    wrong = {
        "line": "cup", "grounds": "not_received.lost", "received": False, "remedy": "coupon",
        "amount": "99.00", "quantity": 9, "parcel": "p9",
    }  # fmt: skip
    # Before day 12 the only way in is an invalid number (D4).
    play.refuses(
        ALICE, "open_dispute", "not_open_yet",
        **scene.claim(grounds="not_received.wrong_address", received=False),
    )  # fmt: skip
    climb(
        play, ALICE, "open_dispute", wrong,
        [
            ("unknown_line", {"line": "kettle"}),
            ("unknown_grounds", {"grounds": "not_as_described.quality"}),
            ("received_mismatch", {"received": True}),
            ("unknown_parcel", {"parcel": "p1"}),
            ("quantity", {"quantity": 1}),
            ("not_open_yet", {"grounds": "not_received.invalid_tracking", "received": False}),
            ("remedy_not_offered", {"remedy": "resend"}),
            ("amount_not_for_remedy", {"remedy": "refund_only", "amount": ""}),
            ("amount_missing", {"amount": "20.01"}),
            ("more_than_was_paid", {"amount": "1.001"}),
            ("bad_amount", {"amount": "-1.00"}),
            ("bad_amount", {"amount": "0.00"}),
            ("amount_of_nothing", {"amount": "20.00"}),
        ],
    )  # fmt: skip


def test_proposing_and_answering() -> None:
    play = scene.disputed()
    climb(
        play, BOB, "propose", {"dispute": 2, "remedy": "resend", "amount": "99.00"},
        [
            ("unknown_dispute", {"dispute": 1}),
            ("remedy_not_offered", {"remedy": "replacement"}),
            ("amount_not_for_remedy", {"remedy": "refund_only"}),
            ("more_than_was_paid", {"amount": ""}),
            ("amount_missing", {"amount": "five"}),
            ("bad_amount", {"amount": "5.00"}),
        ],
    )  # fmt: skip
    climb(
        play, ALICE, "accept_proposal", {"proposal": 9},
        [("no_such_proposal", {"proposal": 1}), ("own_proposal", {"proposal": 2})],
    )  # fmt: skip


def test_cancelling_needs_two_words_and_the_buyer() -> None:
    play = scene.disputed()
    play.refuses(BOB, "cancel_dispute", "not_your_role", confirm=True)
    lost = play.refuses(ALICE, "cancel_dispute", "needs_confirmation")
    assert lost == NeedsConfirmation(lost="goods", amount=Money(minor=2000, currency="USD"))
    play.does(ALICE, "cancel_dispute", confirm=True)
    play.refuses(ALICE, "cancel_dispute", "not_in_this_stage", confirm=True)


def test_confirming_receipt_names_the_risk() -> None:
    """O8: where tracking shows no delivery the warning says so."""
    held = Money(minor=2000, currency="USD")
    assert scene.shipped().refuses(
        ALICE, "confirm_receipt", "needs_confirmation"
    ) == NeedsConfirmation(lost="not_received_undelivered", amount=held)
    assert scene.delivered().refuses(
        ALICE, "confirm_receipt", "needs_confirmation"
    ) == NeedsConfirmation(lost="not_received", amount=held)


def test_appealing() -> None:
    play = scene.arbitrated().does(CAROL, "issue_ruling", amount="9.00", liable="seller")
    play.refuses(CAROL, "appeal", "not_your_role", statement="No.")
    climb(
        play, BOB, "appeal", {"statement": " ", "dispute": 3},
        [("unknown_dispute", {"dispute": 1}), ("statement_needed", {"statement": "No."})],
    )  # fmt: skip
    play.refuses(BOB, "appeal", "not_in_this_stage", statement="No.")
    play.does(ALICE, "join_appeal")
    play.refuses(CAROL, "decide_appeal", "not_the_arbitrator", upheld=True)


@pytest.mark.parametrize(
    ("name", "arguments", "place"),
    [
        ("fly", {}, "command"),
        ("accept_proposal", {}, "proposal"),
        ("accept_proposal", {"proposal": "1"}, "proposal"),
        ("accept_proposal", {"proposal": True}, "proposal"),
        ("accept_proposal", {"proposal": 2**60}, "proposal"),
        ("propose", {"remedy": "gift"}, "remedy"),
        ("propose", {"remedy": "coupon", "amount": 5}, "amount"),
        ("propose", {"remedy": "coupon", "sum": "5"}, "sum"),
        ("make_statement", {"text": "a\x00b"}, "text"),
        ("make_statement", {"text": "\ud800"}, "text"),
        ("make_statement", {"text": "a" * 20_001}, "text"),
        ("issue_ruling", {"liable": "nobody"}, "liable"),
        ("issue_ruling", {"liable": {"seller": 0.5}}, "liable.seller"),
        ("issue_ruling", {"liable": 100}, "liable"),
        ("ship", {"carrier": "upu", "tracking": "A", "lines": {"kettle": "1"}}, "lines.kettle"),
        ("open_dispute", scene.claim(exhibits="photo"), "exhibits"),
        ("open_dispute", scene.claim(exhibits=["selfie"]), "exhibits[0].kind"),
        ("open_dispute", scene.claim(exhibits=[{"kind": "photo", "size": 1}]), "exhibits[0].size"),
    ],
)
def test_what_cannot_be_meant_is_no_command(
    name: str, arguments: dict[str, Any], place: str
) -> None:
    with pytest.raises(CommandError) as error:
        scene.build(name, arguments)
    assert error.value.field == place


def test_nobody_drowns_the_other_side() -> None:
    """Each person has a number of words, offers and exhibits; the others' are not used up by them."""
    play = scene.disputed()
    for _ in range(499):
        play.does(ALICE, "make_statement", text="Please.")
    play.refuses(ALICE, "make_statement", "enough_said", text="Please.")
    play.does(BOB, "make_statement", text="I have read it.")
    for _ in range(200):
        play.does(BOB, "submit_exhibit", kind="photo")
    play.refuses(BOB, "submit_exhibit", "enough_said", kind="photo")
    play.does(ALICE, "submit_exhibit", kind="photo")
    for _ in range(99):
        play.does(ALICE, "propose", remedy="refund_only", amount="9.00")
    play.refuses(ALICE, "propose", "enough_said", remedy="refund_only", amount="9.00")
    play.does(BOB, "propose", remedy="refund_only", amount="5.00")


def test_what_was_asked_for_can_always_be_given() -> None:
    play = scene.arbitrated()
    for _ in range(200):
        play.does(BOB, "submit_exhibit", kind="photo")
    play.does(CAROL, "request_exhibit", of="seller", kinds=["video"])
    play.does(BOB, "submit_exhibit", kind="video")
    assert play.order.disputes[0].requests[0].state == "given"
