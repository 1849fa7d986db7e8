"""The platform: its own proposals, rulings, and the second person (A1–A7, safeguards 17, 18)."""

import pytest

from amends.core.known import Known
from tests import invariants
from tests.core import scene
from tests.core.scene import Scene
from tests.people import ALICE, BOB, CAROL, CARRIER, DAN, EVE

LARGE = {"lines": [{"id": "kettle", "price": "700.00"}]}


def test_a_withdrawn_proposal_of_the_platform_stays_withdrawn() -> None:
    play = scene.arbitrated().does(CAROL, "propose", remedy="refund_only", amount="5.00")
    play.refuses(CAROL, "issue_ruling", "proposal_stands", amount="5.00", liable="seller")
    play.does(CAROL, "withdraw_proposal", proposal=3)
    play.after(4).sweep()
    assert play.order.disputes[0].proposals[2].state == "withdrawn"
    assert "ProposalLapsed" not in play.seen()
    play.does(CAROL, "issue_ruling", amount="5.00", liable="seller")


def test_a_ruling_of_two_waits_for_the_platforms_proposal_as_well() -> None:
    play = scene.arbitrated(order=LARGE)
    play.does(CAROL, "issue_ruling", amount="700.00", liable="seller")
    play.does(DAN, "propose", remedy="refund_only", amount="600.00")
    play.refuses(DAN, "confirm_ruling", "proposal_stands")
    play.does(ALICE, "reject_proposal", proposal=3).does(DAN, "confirm_ruling")
    assert play.order.refunded == 70000


def test_the_second_person_is_another() -> None:
    play = scene.arbitrated(order=LARGE)
    play.refuses(DAN, "confirm_ruling", "no_pending_ruling")
    play.does(CAROL, "issue_ruling", amount="700.00", liable="seller")
    play.refuses(CAROL, "confirm_ruling", "not_the_arbitrator")
    play.refuses(CAROL, "issue_ruling", "ruling_pending", amount="1.00", liable="seller")
    assert play.order.refunded == 0
    play.does(DAN, "issue_ruling", amount="600.00", liable="seller").does(CAROL, "confirm_ruling")
    assert play.order.refunded == 60000
    invariants.all_of(play)


@pytest.mark.parametrize(
    ("known", "amount", "waits"),
    [
        (Known(), "0.00", True),  # 702.00 that are not refunded are at stake as well
        (Known(), "351.00", False),
        (Known(at_stake_before=14900), "351.00", False),
        (Known(at_stake_before=14901), "351.00", True),
    ],
)
def test_what_is_at_stake(known: Known, amount: str, waits: bool) -> None:
    play = scene.arbitrated(order=LARGE)
    liable = {"liable": "seller"} if amount != "0.00" else {}
    play.does(CAROL, "issue_ruling", known, amount=amount, **liable)
    assert (play.order.disputes[0].stage.name == "arbitration") is waits


def test_other_peoples_money_needs_two_sooner() -> None:
    order = {"lines": [{"id": "kettle", "price": "100.00"}], "logistics": "platform"}
    for amount, waits in (("50.00", False), ("50.01", True)):
        play = scene.arbitrated(order=order)
        play.does(CAROL, "issue_ruling", amount=amount, liable="carrier")
        assert (play.order.disputes[0].stage.name == "arbitration") is waits


def test_refusals_of_a_ruling_in_order() -> None:
    play = scene.arbitrated()
    rule = "issue_ruling"
    play.refuses(ALICE, rule, "not_your_role", amount="1.00", liable="seller")
    play.refuses(EVE, rule, "unknown_order", amount="1.00", liable="seller")
    play.refuses(CAROL, rule, "remedy_not_for_ruling", remedy="coupon", amount="1.00")
    play.refuses(CAROL, rule, "reasons_needed", amount="1.00", liable="seller", reasons=" ")
    play.refuses(CAROL, rule, "amount_missing")
    play.refuses(CAROL, rule, "more_than_was_paid", amount="20.01", liable="seller")
    play.refuses(CAROL, rule, "liable_needed", amount="1.00")
    play.refuses(CAROL, rule, "liable_not_needed", amount="0.00", liable="seller")
    for liable in ({"seller": 50}, {"seller": 110, "buyer": -10}, {"seller": 101}):
        play.refuses(CAROL, rule, "shares_do_not_sum", amount="1.00", liable=liable)
    play.refuses(CAROL, rule, "carrier_not_platforms", amount="1.00", liable="carrier")
    play.does(CAROL, rule, amount="20.00", liable="seller")
    play.refuses(CAROL, rule, "not_in_this_stage", amount="20.00", liable="seller")


def test_an_arbitrator_who_buys_is_a_stranger_here() -> None:
    play = scene.arbitrated(order={"buyer": "alice", "seller": "bob"})
    alice = type(CAROL)(role="arbitrator", name="alice")
    play.refuses(alice, "issue_ruling", "unknown_order", amount="1.00", liable="seller")


@pytest.mark.parametrize(
    ("liable", "expected"),
    [
        ({"seller": 50, "carrier": 50}, {"buyer": 999, "seller": 1500, "carrier": -499}),
        ({"seller": 33, "platform": 33, "buyer": 34}, {"buyer": 660, "seller": 1670}),
        ("platform", {"buyer": 999, "seller": 2000}),
        ("buyer", {"buyer": 0, "seller": 2000}),
    ],
)
def test_the_odd_cent_is_the_sellers_first(liable: object, expected: dict[str, int]) -> None:
    play = scene.arbitrated(order={"logistics": "platform"})
    play.does(CAROL, "issue_ruling", amount="9.99", liable=liable)
    accounts = invariants.balances(play.happened)
    names = {"buyer": "buyer:alice", "seller": "seller:bob", "carrier": "carrier:upu"}
    assert {who: accounts[names[who]] for who in expected} == expected
    invariants.all_of(play)


def test_missing_its_own_deadline_costs_nobody_anything() -> None:
    play = scene.arbitrated().after(30)
    play.sweep()
    assert play.order.disputes[0].missed == ("step_in",)
    assert play.order.disputes[0].stage.name == "arbitration"
    assert play.order.escrow == 2000
    play.does(CAROL, "make_statement", text="Sorry.").after(11).sweep()
    assert play.order.disputes[0].missed == ("step_in", "rule")


def asked() -> Scene:
    """Carol asks Bob for a photo."""
    return scene.arbitrated().does(CAROL, "request_exhibit", of="seller", kinds=["photo"])


def test_whose_turn_it_is_while_an_exhibit_is_asked_for() -> None:
    play = asked()
    assert play.order.disputes[0].turn == "seller"
    play.does(BOB, "submit_exhibit", kind="photo")
    assert play.order.disputes[0].turn == "arbitrator"
    play.refuses(BOB, "withdraw_exhibit", "no_such_exhibit", exhibit=2)
    late = asked().after(3, ms=1).does(BOB, "submit_exhibit", kind="photo")
    assert late.order.disputes[0].exhibits[-1].late


def test_two_labels_are_a_fact_only_when_an_arbitrator_says_so() -> None:
    play = scene.arbitrated()
    play.refuses(BOB, "note_fact", "fact_needs_exhibit", fact="labels_differ")
    play.refuses(ALICE, "note_fact", "fact_needs_exhibit", fact="labels_differ")
    play.refuses(ALICE, "note_fact", "no_such_exhibit", fact="labels_differ", exhibit=7)
    play.does(ALICE, "note_fact", fact="labels_differ", exhibit=1)
    assert not play.order.disputes[0].noted()
    play.does(CAROL, "note_fact", fact="labels_differ", exhibit=1)
    assert play.order.disputes[0].noted() == {"labels_differ"}
    play.does(BOB, "submit_exhibit", kind="photo")
    play.refuses(BOB, "note_fact", "not_your_exhibit", fact="labels_match", exhibit=1)


def test_the_steps_of_2010() -> None:
    play = scene.disputed(order={"policy_name": "aliexpress-2010"}).at(15)
    play.does(BOB, "reject_proposal", proposal=1)
    play.refuses(ALICE, "escalate", "escalate_not_yet", reason="…")
    play.at(18).does(ALICE, "escalate", reason="We do not agree.")
    play.does(CAROL, "make_statement", text="I have it.")
    # The parcel was delivered, so delivery is proved and the talks are skipped.
    stage = play.order.disputes[0].stage
    assert getattr(stage, "step", None) == "ruling"
    play.does(CAROL, "issue_ruling", amount="9.00", liable="seller")
    play.refuses(CARRIER, "escalate", "not_your_role", reason="…")


def test_a_buyers_share_is_at_stake_as_well() -> None:
    """Two halves by one person: what was kept from the buyer of the first counts (safeguards 18)."""
    lines = [{"id": "kettle", "price": "300.00"}, {"id": "pan", "price": "300.00"}]
    play = scene.delivered(lines=lines, shipping="0.00").at(14)
    for line in ("kettle", "pan"):
        play.does(ALICE, "open_dispute", **scene.claim(line=line, amount="300.00"))
    for number in (1, 2):
        play.does(BOB, "reject_proposal", dispute=number, proposal=1)
    play.at(21)
    play.does(CAROL, "issue_ruling", dispute=1, amount="100.00", liable={"seller": 50, "buyer": 50})
    assert play.order.disputes[0].rulings[0].at_stake == 25_000
    play.does(CAROL, "issue_ruling", dispute=2, amount="40.00", liable="seller")
    assert play.order.disputes[1].stage.name == "arbitration"


def test_being_made_whole_is_other_peoples_money() -> None:
    """A small share of the carrier does not open the way to a large amount (safeguards 18, 20)."""
    order = {"lines": [{"id": "kettle", "price": "100.00"}], "logistics": "platform"}
    liable = {"seller": 90, "carrier": 10}
    play = scene.arbitrated(order=order)
    play.refuses(
        CAROL, "issue_ruling", "bad_amount", amount="60.00", liable=liable, made_whole="60.01"
    )
    play.does(CAROL, "issue_ruling", amount="60.00", liable=liable, made_whole="60.00")
    assert play.order.disputes[0].stage.name == "arbitration"
    play.does(DAN, "confirm_ruling")
    assert invariants.balances(play.happened)["carrier:upu"] == -6000
    invariants.all_of(play)


def test_a_ruling_ends_what_was_asked_for() -> None:
    """The exhibit never came; in the appeal it is the arbitrator's turn, not Bob's."""
    play = asked().does(CAROL, "issue_ruling", amount="5.00", liable="seller")
    assert play.order.disputes[0].requests[0].state == "lapsed"
    play.does(ALICE, "appeal", statement="Too little.")
    assert play.order.disputes[0].turn == "arbitrator"


def test_what_was_offered_before_a_return_cannot_be_accepted_after_it() -> None:
    """No renegotiation after a settlement, also when the return is raised (N7)."""
    play = scene.disputed(remedy="return_and_refund", amount="20.00")
    play.does(BOB, "propose", remedy="refund_only", amount="15.00")
    play.does(BOB, "accept_proposal", proposal=1)
    play.does(BOB, "give_return_address", address="1 Road, CN")
    play.does(ALICE, "ship_return", carrier="upu", tracking="R1")
    play.does(BOB, "escalate", reason="Nothing came.")
    play.refuses(ALICE, "accept_proposal", "no_such_proposal", proposal=2)
    play.does(ALICE, "propose", remedy="refund_only", amount="10.00")
