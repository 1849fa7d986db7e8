"""The ruling: it drafts its reasons, shows what it would do, waits for a second person, and is appealed."""

import html
import uuid
from typing import Any

import pytest

from amends.core.dispute import Appeal, Arbitration, Closed, Dispute
from tests.web.conftest import World
from tests.web.deciding import DAY, appealed, at_desk, at_the_platform, fields_of, ruled, send
from tests.web.test_deciding_case import told

FORM = '<form class="ruling"'


def dispute_of(world: World, order: str) -> Dispute:
    """The order's dispute as it is stored."""
    found = world.engine.order(order)
    assert found is not None
    return found.disputes[0]


def large(world: World) -> str:
    """A claim of $900.00 before the platform."""
    order = world.order(
        lines=[{"id": "kettle", "title": "Samovar", "price": "1800.00", "quantity": 1}]
    )
    world.done("bob", "seller", "ship", order, parcel="p1", carrier="upu", tracking="RB123456785GB")
    world.clock.step(12 * DAY)
    world.done(
        "alice", "buyer", "open_dispute", order, line="kettle", grounds="not_as_described.quality",
        received=True, remedy="refund_only", amount="900.00", exhibits=["photo"],
    )  # fmt: skip
    world.done("bob", "seller", "reject_proposal", order, proposal=1)
    world.clock.step(6 * DAY)
    world.engine.sweep()
    return order


def test_the_form_begins_with_the_claim_the_recommendation_and_a_statement_of_reasons(
    world: World,
) -> None:
    order = at_the_platform(world)
    world.done("carol", "arbitrator", "request_exhibit", order, of="buyer", kinds=["video"])
    world.clock.step(4 * DAY)
    world.engine.sweep()
    world.done("carol", "arbitrator", "note_fact", order, fact="photo_shows_defect", exhibit=1)
    typed = fields_of(at_desk(world).get(f"/deciding/{order}/1/").text, FORM)
    assert (typed["remedy"], typed["amount"], typed["liable.seller"]) == (
        "refund_only",
        "9.00",
        "100",
    )
    facts, reasons = html.unescape(typed["facts"]), html.unescape(typed["reasons"])
    assert "delivered on" in facts
    assert "The pictures show the fault. (Exhibit 1.)" in facts
    assert "was asked for video by" in facts
    assert "did not give it" in facts
    assert "What was sold and what was packed are the seller's part." in reasons
    assert "gets $9.00 back, as was asked for" in reasons
    assert "It can be appealed" in reasons
    assert "aliexpress-2017@1" in reasons


def test_what_stands_in_the_form_can_be_sent_and_moves_the_money(world: World) -> None:
    order = at_the_platform(world)
    carol = at_desk(world)
    typed = fields_of(carol.get(f"/deciding/{order}/1/").text, FORM)
    typed = {name: html.unescape(value) for name, value in typed.items()}
    answer = carol.post(f"/deciding/{order}/1/do/issue_ruling/", typed)
    assert answer.status_code == 302, told(answer.text)
    stage = dispute_of(world, order).stage
    assert isinstance(stage, Closed)
    assert (stage.outcome, stage.refund) == ("ruled", 900)
    page = told(carol.get(answer.url).text)
    assert "gets $9.00 back, as was asked for" in page
    # Sent twice it has one effect.
    carol.post(f"/deciding/{order}/1/do/issue_ruling/", typed)
    assert len(dispute_of(world, order).rulings) == 1


def test_a_claim_that_fails_begins_with_nothing(world: World) -> None:
    order = world.delivered()
    world.done(
        "alice", "buyer", "open_dispute", order, line="kettle",
        grounds="not_received.delivered_but_not_received", received=False,
        remedy="refund_only", amount="20.00",
    )  # fmt: skip
    world.done("bob", "seller", "reject_proposal", order, proposal=1)
    world.clock.step(6 * DAY)
    world.engine.sweep()
    carol = at_desk(world)
    typed = fields_of(carol.get(f"/deciding/{order}/1/").text, FORM)
    if "carrier confirms no error" in html.unescape(typed["reasons"]):
        assert (typed["amount"], typed["liable.seller"]) == ("0.00", "")
    answer = carol.post(
        f"/deciding/{order}/1/do/issue_ruling/",
        {name: html.unescape(value) for name, value in typed.items()},
    )
    assert answer.status_code == 302, told(answer.text)


def test_the_preview_says_who_gets_what_and_changes_nothing(world: World) -> None:
    order = at_the_platform(world)
    carol = at_desk(world)
    before = world.engine.order(order)
    figures = {"remedy": "refund_only", "amount": "5.00", "liable.seller": "100"}
    part = carol.get(f"/deciding/{order}/1/preview/", figures, headers={"HX-Request": "true"}).text
    assert "$5.00" in part
    assert "$15.00" in part
    assert "It takes effect at once." in part
    # Without JavaScript the same, on the whole page, with what was typed.
    whole = send(carol, order, "preview", **figures, facts="I saw it.", reasons="So.")
    assert whole.status_code == 200
    assert "I saw it." in whole.text
    assert "It takes effect at once." in whole.text
    assert world.engine.order(order) == before


def test_the_preview_names_what_would_be_refused(world: World) -> None:
    order = at_the_platform(world)
    carol = at_desk(world)
    for figures in (
        {"amount": "500.00", "liable.seller": "100"},
        {"amount": "five", "liable.seller": "100"},
        {"amount": "5.00", "liable.seller": "70"},
        {"amount": "5.00", "liable.seller": "x"},
        {"remedy": "coupon", "amount": "5.00"},
    ):
        part = carol.get(f"/deciding/{order}/1/preview/", figures, headers={"HX-Request": "true"})
        assert "refused" in part.text


def test_a_refused_ruling_keeps_what_was_typed(world: World) -> None:
    order = at_the_platform(world)
    answer = send(
        at_desk(world), order, "do/issue_ruling", remedy="refund_only", amount="500.00",
        liable__seller="60", liable__buyer="40", facts="Seen by me.", reasons="For these reasons.",
    )  # fmt: skip
    assert answer.status_code == 422
    typed = fields_of(answer.text, FORM)
    assert typed["amount"] == "500.00"
    assert (typed["liable.seller"], typed["liable.buyer"]) == ("60", "40")
    assert (typed["facts"], typed["reasons"]) == ("Seen by me.", "For these reasons.")
    assert isinstance(dispute_of(world, order).stage, Arbitration)


def test_a_draft_is_kept_until_it_is_sent_or_forgotten(world: World) -> None:
    order = at_the_platform(world)
    carol, address = at_desk(world), f"/deciding/{order}/1/"
    saved = send(carol, order, "draft", remedy="refund_only", amount="4.00", liable__seller="100",
                 facts="Half a page.", reasons="To be gone on with.")  # fmt: skip
    assert saved.url == f"{address}#ruling"
    page = carol.get(address).text
    assert "This is the draft that you saved." in page
    assert fields_of(page, FORM)["facts"] == "Half a page."
    # It is hers alone.
    assert "Half a page." not in at_desk(world, "dan").get(address).text
    world.done("bob", "seller", "make_statement", order, text="Wait.")
    assert "Something has happened in the case since." in carol.get(address).text
    send(carol, order, "draft", anew="1", remedy="refund_only", amount="4.00", liable__buyer="100")
    typed = fields_of(carol.get(address).text, FORM)
    assert typed["amount"] == "4.00"
    assert "This ruling differs, because" in html.unescape(typed["reasons"])
    send(carol, order, "draft", forget="1")
    assert "This is the draft that you saved." not in carol.get(address).text
    idle = carol.post(f"{address}draft/", {"amount": "3.00"}, headers={"X-Requested-With": "idle"})
    assert idle.status_code == 204
    send(carol, order, "do/issue_ruling", amount="4.00", liable__seller="100", reasons="So.")
    assert "This is the draft that you saved." not in carol.get(address).text


def test_a_large_ruling_waits_for_another_and_says_so_before(world: World) -> None:
    order = large(world)
    carol, dan = at_desk(world), at_desk(world, "dan")
    address = f"/deciding/{order}/1/"
    assert "another arbitrator has to confirm it" in carol.get(address).text
    figures = {"amount": "900.00", "liable.seller": "100"}
    part = carol.get(f"{address}preview/", figures, headers={"HX-Request": "true"}).text
    assert "once another arbitrator has confirmed it" in part
    send(carol, order, "do/issue_ruling", amount="900.00", liable__seller="100", reasons="Broken.")
    page = told(carol.get(address).text)
    assert "Your ruling waits for another arbitrator" in page
    assert "Confirm: $900.00" not in page
    assert "Confirm: $900.00 back, goods kept" in told(dan.get(address).text)
    assert send(carol, order, "do/confirm_ruling").status_code == 422
    assert send(dan, order, "do/confirm_ruling").status_code == 302
    stage = dispute_of(world, order).stage
    assert isinstance(stage, Closed)
    assert stage.refund == 90_000


def test_the_second_person_may_rule_otherwise_and_the_first_confirms_that(world: World) -> None:
    order = large(world)
    carol, dan = at_desk(world), at_desk(world, "dan")
    send(carol, order, "do/issue_ruling", amount="900.00", liable__seller="100", reasons="Broken.")
    send(dan, order, "do/issue_ruling", amount="600.00", liable__seller="100", reasons="A part.")
    assert "Confirm: $600.00" in carol.get(f"/deciding/{order}/1/").text
    send(carol, order, "do/confirm_ruling")
    ruling = dispute_of(world, order).rulings[-1]
    assert (ruling.by, ruling.confirmed_by) == (world.name("dan"), world.name("carol"))


@pytest.mark.parametrize("upheld", [True, False])
def test_another_arbitrator_decides_an_appeal_with_the_old_ruling_beside(
    world: World, *, upheld: bool
) -> None:
    order = at_the_platform(world)
    ruled(world, order)
    appealed(world, order)
    dan, address = at_desk(world, "dan"), f"/deciding/{order}/1/"
    page = dan.get(address).text
    assert "The lid is cracked." in page  # the reasons of the old ruling
    assert "It is all broken." in page  # and what is said against them
    assert (
        send(at_desk(world), order, "do/decide_appeal", upheld="true", reasons="x").status_code
        == 422
    )
    if upheld:
        typed = fields_of(page, f'action="{address}do/decide_appeal/"')
        assert "This decision is final." in typed["reasons"]
        answer = dan.post(f"{address}do/decide_appeal/", typed)
    else:
        typed = fields_of(page, FORM)
        assert "This decision is final." in typed["reasons"]
        typed |= {"amount": "9.00", "liable.seller": "100", "reasons": "All of it is broken."}
        answer = dan.post(f"{address}do/decide_appeal/", typed)
    assert answer.status_code == 302, told(answer.text)
    stage = dispute_of(world, order).stage
    assert isinstance(stage, Closed)
    assert stage.refund == (500 if upheld else 900)
    assert stage.final


def test_an_appeal_waits_for_the_other_party(world: World) -> None:
    order = at_the_platform(world)
    ruled(world, order)
    world.done("alice", "buyer", "appeal", order, grounds="result", statement="No.")
    dan = at_desk(world, "dan")
    assert isinstance(dispute_of(world, order).stage, Appeal)
    assert "Decide it anew" not in dan.get(f"/deciding/{order}/1/").text
    assert send(dan, order, "do/decide_appeal", upheld="true", reasons="x").status_code == 422


def test_hostile_words_stay_words(world: World) -> None:
    order = at_the_platform(world)
    carol: Any = at_desk(world)
    nasty = '</textarea><script>alert(1)</script>"\u202e' + "א" * 5000
    send(carol, order, "draft", facts=nasty, reasons=nasty, amount='"><b>', remedy="<i>")
    page = carol.get(f"/deciding/{order}/1/").text
    assert "<script>alert" not in page
    answer = carol.post(
        f"/deciding/{order}/1/do/issue_ruling/",
        {
            "key": uuid.uuid4().hex,
            "amount": "5.00",
            "liable.seller": "100",
            "reasons": "x" * 20_001,
        },
    )
    assert answer.status_code == 422


def test_reasons_that_nobody_edited_follow_the_figures(world: World) -> None:
    order = at_the_platform(world)
    carol, address = at_desk(world), f"/deciding/{order}/1/"
    typed = fields_of(carol.get(address).text, FORM)
    typed = {name: html.unescape(value) for name, value in typed.items()}
    assert "gets $9.00 back" in typed["reasons"]
    figures = {"remedy": "refund_only", "amount": "4.00", "liable.seller": "100"}
    part = carol.get(f"{address}preview/", figures, headers={"HX-Request": "true"}).text
    assert "gets $4.00 back" in part
    # Sent without JavaScript, they still say what is ruled.
    carol.post(f"{address}do/issue_ruling/", {**typed, "amount": "4.00"})
    page = told(carol.get(address).text)
    assert "gets $4.00 back" in page
    assert "gets $9.00 back" not in page


def test_reasons_that_were_edited_stay(world: World) -> None:
    order = at_the_platform(world)
    carol, address = at_desk(world), f"/deciding/{order}/1/"
    typed = fields_of(carol.get(address).text, FORM)
    mine = html.unescape(typed["reasons"]).replace("gets $9.00 back", "would have got $9.00 back")
    typed = {name: html.unescape(value) for name, value in typed.items()}
    carol.post(f"{address}do/issue_ruling/", {**typed, "reasons": mine, "amount": "4.00"})
    assert "would have got $9.00 back" in told(carol.get(address).text)


@pytest.mark.parametrize("what", ["do/issue_ruling", "preview"])
def test_a_refused_ruling_says_why_as_its_reader_writes_it(world: World, what: str) -> None:
    order = at_the_platform(world)
    carol = at_desk(world)
    fields = fields_of(carol.get(f"/deciding/{order}/1/").text, FORM)
    page = told(send(carol, order, what, **{**fields, "amount": "9999.00"}).text)
    assert "The most for these pieces is $20.00." in page
    assert "20.00 USD" not in page
    split = {**fields, "liable.seller": "50", "liable.carrier": "20"}
    page = told(send(carol, order, what, **split).text)
    assert "Write for example 50 for the seller and 50 for the carrier." in page
    assert "liable =" not in page
    assert dispute_of(world, order).rulings == ()


def test_no_ruling_is_issued_with_the_gap_that_its_draft_left_open(world: World) -> None:
    order = at_the_platform(world)
    carol = at_desk(world)
    drafted = fields_of(carol.get(f"/deciding/{order}/1/").text, FORM)
    fields = {name: html.unescape(value) for name, value in drafted.items()}
    fields |= {"amount": "4.00", "liable.seller": "", "liable.buyer": "100"}
    # Nobody has edited the reasons: they follow the figures, and the figures leave the table.
    page = send(carol, order, "do/issue_ruling", **fields)
    assert page.status_code == 422
    assert "Write why, also where the draft leaves it open" in told(page.text)
    kept = html.unescape(fields_of(page.text, FORM)["reasons"])
    assert "This ruling differs, because …" in kept
    assert dispute_of(world, order).rulings == ()
    fields |= {"reasons": kept.replace("because …", "because she broke it herself."), "drafted": ""}
    fields["key"] = "again"
    assert send(carol, order, "do/issue_ruling", **fields).status_code == 302
    assert len(dispute_of(world, order).rulings) == 1
