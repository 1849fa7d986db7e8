"""The built-in policies against the text of the rule book, number by number."""

from dataclasses import replace
from datetime import date
from functools import reduce

import pytest

from amends.core.grounds import GROUNDS
from amends.core.moments import DAY, HOUR, Window, parse_instant
from amends.core.policy import GroundRule, LiabilityRow, Policy
from amends.policies import builtin_names, load

AE_2017, AE_2010, EBAY = "aliexpress-2017", "aliexpress-2010", "ebay-money-back"


def policy(name: str) -> Policy:
    return load(name).policy


def days(number: int) -> Window:
    return Window(span=number * DAY)


def working(number: int) -> Window:
    return Window(working_days=number)


# (field, value): what rules.md, readings.md and safeguards.md say in their own words.
NUMBERS_2017 = [
    ("order.ship_within", days(30)),
    ("order.promised_cap", days(60)),
    ("order.promised_caps", (("BR", days(120)), ("RU", days(90)))),
    ("order.confirm_after_promise", days(15)),
    ("order.confirm_after_delivery", days(5)),
    ("order.protection_after", days(15)),
    ("order.extension_longest", days(60)),
    ("order.extension_total", days(60)),
    ("order.answer_cancellation", Window(span=48 * HOUR)),
    ("order.pause_longest", days(14)),
    ("order.recover_from", "seller"),
    ("opening.after_shipped", days(10)),
    ("opening.at_once_if_promised_under", days(5)),
    ("opening.invalid_tracking_window", days(10)),
    ("opening.on_cancel", "complete_order"),
    ("opening.per_piece", 3),
    ("opening.per_order", 3),
    ("opening.per_order_window", days(5)),
    ("negotiation.seller_turn", days(5)),
    ("negotiation.buyer_turn", days(5)),
    ("negotiation.seller_silent", "execute"),
    ("negotiation.buyer_silent", "execute"),
    ("negotiation.talks", days(5)),
    ("negotiation.talks_end", "escalate"),
    ("negotiation.buyer_escalates_from", None),
    ("negotiation.silent_floor_percent", 10),
    ("platform.from_opening", days(7)),
    ("platform.from_escalation", days(2)),
    ("platform.ruling_within", days(10)),
    ("platform.exhibit_within", days(3)),
    ("platform.proposal_window", days(3)),
    ("platform.steps", ()),
    ("platform.second_person", (("EUR", 500_00), ("USD", 500_00))),
    ("platform.second_person_window", days(30)),
    ("platform.second_person_share_percent", 10),
    ("returns.address_within", days(5)),
    ("returns.ship_within", days(10)),
    ("returns.receipt_within", days(30)),
    ("returns.least_left", days(1)),
    ("returns.waybill_countries", ("IT", "ES", "PL")),
    ("returns.replacement_ship", days(10)),
    ("returns.replacement_confirm", days(5)),
    ("returns.replacement_undelivered", days(30)),
    ("returns.promise_keep", days(7)),
    ("returns.promise_claim", days(7)),
    ("appeal.buyer_within", days(15)),
    ("appeal.seller_within", days(7)),
    ("appeal.decided_within", days(10)),
    ("appeal.answer_within", days(3)),
    ("rates.window", days(30)),
    ("rates.liable_from_percent", 50),
    ("signals.no_scan_after", days(7)),
    ("signals.late_extension", days(5)),
    ("signals.padded_promise_percent", 150),
]


@pytest.mark.parametrize(("field", "expected"), NUMBERS_2017)
def test_the_default_says_what_the_rule_book_says(field: str, expected: object) -> None:
    assert reduce(getattr, field.split("."), policy(AE_2017)) == expected


def test_the_platform_advances_up_to_500_for_a_seller() -> None:
    caps = dict(policy(AE_2017).order.advance_cap)

    assert (caps["USD"], caps["EUR"], caps["JPY"]) == (500_00, 500_00, 75_000)


REMEDIES = {  # readings.md 22
    "not_received.customs_detention": "refund_only",
    "not_received.in_transit": "refund_only resend",
    "not_received.returned_to_sender": "refund_only resend",
    "not_received.wrong_address": "refund_only resend",
    "not_received.delivered_but_not_received": "refund_only resend",
    "not_received.invalid_tracking": "refund_only resend",
    "not_received.refused_parcel": "refund_only",
    "not_received.other_shipping_method": "refund_only resend",
    "not_as_described.description": "refund_only return_and_refund replacement coupon",
    "not_as_described.quality": "refund_only return_and_refund replacement coupon",
    "not_as_described.counterfeit": "refund_only return_and_refund replacement coupon",
    "not_as_described.short_shipment": "refund_only resend coupon",
    "not_as_described.damaged": "refund_only return_and_refund replacement coupon",
    "not_as_described.wrong_item": "refund_only return_and_refund replacement",
    "no_longer_wanted.changed_mind": "return_and_refund",
}


@pytest.mark.parametrize("name", builtin_names())
def test_every_item_offers_the_remedies_of_the_table(name: str) -> None:
    grounds = policy(name).opening.grounds

    assert {item: " ".join(rule.remedies) for item, rule in grounds.items()} == REMEDIES
    assert list(grounds) == list(GROUNDS)
    assert [item for item, rule in grounds.items() if not rule.offered] == [
        "no_longer_wanted.changed_mind"
    ]


def test_who_changed_their_mind_pays_the_way_back_within_fourteen_days() -> None:
    rule = policy(AE_2017).opening.grounds["no_longer_wanted.changed_mind"]

    assert rule == GroundRule(
        remedies=("return_and_refund",),
        offered=False,
        liable_by_default="buyer",
        evidence_when_received=False,
        return_freight="buyer",
        within=days(14),
    )


def test_2010_is_2017_but_for_what_readings_28_names() -> None:
    new, old = policy(AE_2017), policy(AE_2010)

    assert [(step.name, step.window) for step in old.platform.steps] == [
        ("intervene", working(2)),
        ("delivery_proof", days(3)),
        ("talks", days(3)),
        ("ruling", days(5)),
    ]
    assert old == replace(
        new,
        name=AE_2010,
        title=old.title,
        calendar=old.calendar,
        order=replace(new.order, confirm_after_delivery=None),
        negotiation=replace(
            new.negotiation,
            buyer_turn=None,
            talks=days(16),
            buyer_escalates_from=days(4),
            buyer_escalates_until=days(15),
        ),
        platform=replace(new.platform, steps=old.platform.steps),
    )


def test_two_working_days_in_shanghai_step_over_spring_festival() -> None:
    old = policy(AE_2010)

    # Wednesday 7 February 2024, 10:00 in Shanghai; the 9th is worked, the 10th to the 17th are free.
    due = old.due(working(2), parse_instant("2024-02-07T02:00:00Z"))
    assert due == parse_instant("2024-02-09T02:00:00Z")
    due = old.due(working(3), parse_instant("2024-02-07T02:00:00Z"))
    assert due == parse_instant("2024-02-19T02:00:00Z")


def test_2010_lists_holidays_from_2010_to_2026_and_only_days_that_would_be_worked() -> None:
    holidays = policy(AE_2010).calendar.holidays

    assert {day.year for day in holidays} == set(range(2010, 2027))
    assert all(day.weekday() < 5 for day in holidays)
    for year in range(2010, 2027):
        # National Day: 1 to 3 October by statute, as far as they are no weekend.
        for day in (1, 2, 3):
            national = date(year, 10, day)
            assert national.weekday() >= 5 or national in holidays


@pytest.mark.parametrize(
    ("field", "expected"),
    [  # rules.md section 9
        ("negotiation.seller_turn", working(3)),
        ("negotiation.seller_silent", "wait"),
        ("negotiation.buyer_turn", None),
        ("negotiation.buyer_escalates_from", working(3)),
        ("negotiation.buyer_escalates_until", None),
        ("negotiation.talks", working(21)),
        ("negotiation.talks_end", "close"),
        ("platform.from_escalation", Window(span=48 * HOUR)),
        ("platform.from_opening", Window()),
        ("appeal.buyer_within", days(30)),
        ("appeal.seller_within", days(30)),
    ],
)
def test_ebay_says_what_section_9_says(field: str, expected: object) -> None:
    assert reduce(getattr, field.split("."), policy(EBAY)) == expected


def test_ebay_protects_thirty_days_from_delivery() -> None:
    order = policy(EBAY).order

    assert order.confirm_after_delivery is not None
    assert order.confirm_after_delivery.span + order.protection_after.span == 30 * DAY
    assert order.confirm_after_promise == days(30)


# Rows of rules.md section 4, "Who is liable", and what is known in each case.
LIABLE = [
    ("wrong_item", "platform", ("labels_differ",), "any", True, "carrier"),
    ("wrong_item", "seller", ("labels_differ",), "any", True, "seller"),
    ("wrong_item", "platform", ("labels_match",), "any", True, "seller"),
    ("wrong_item", "platform", (), "any", True, "seller"),
    ("damaged", "platform", ("packaging_crushed",), "any", True, "carrier"),
    ("damaged", "seller", ("packaging_crushed",), "any", True, "seller"),
    ("damaged", "platform", ("packaging_intact",), "any", True, "seller"),
    ("damaged", "platform", ("packaging_poor",), "any", True, "seller"),
    ("damaged", "platform", ("packaging_poor", "packaging_crushed"), "any", True, "seller"),
    ("damaged", "platform", (), "any", False, "undecided"),
    ("damaged", "seller", (), "any", False, "undecided"),
    ("in_transit", "seller", (), "delivered", False, "claim_fails"),
    ("in_transit", "platform", ("carrier_confirms_error",), "delivered", False, "carrier"),
    ("in_transit", "seller", ("carrier_confirms_error",), "delivered", False, "seller"),
    ("invalid_tracking", "seller", (), "no_scan_or_invalid", False, "seller"),
    ("in_transit", "platform", (), "lost", False, "carrier"),
    ("in_transit", "seller", (), "lost", False, "seller"),
    ("in_transit", "platform", (), "not_delivered", False, "seller"),
    ("customs_detention", "seller", ("customs_country",), "not_delivered", False, "buyer"),
    ("customs_detention", "seller", ("customs_papers",), "not_delivered", False, "seller"),
    ("customs_detention", "seller", (), "not_delivered", False, "undecided"),
    ("delivered_but_not_received", "seller", (), "delivered", False, "claim_fails"),
    ("delivered_but_not_received", "seller", (), "not_delivered", False, "undecided"),
    ("refused_parcel", "seller", (), "not_delivered", False, "buyer"),
    ("quality", "seller", (), "any", False, "claim_fails"),
    ("quality", "seller", (), "any", True, "seller"),
    ("counterfeit", "seller", (), "any", False, "seller"),
    ("changed_mind", "seller", (), "any", True, "buyer"),
]


@pytest.mark.parametrize(("item", "logistics", "facts", "tracking", "photos", "liable"), LIABLE)
def test_the_first_row_that_fits_says_who_is_liable(
    item: str, logistics: str, facts: tuple[str, ...], tracking: str, photos: bool, liable: str
) -> None:
    row = first_row(policy(AE_2017), item, logistics, facts, tracking, photos)

    assert row.liable == liable
    assert row.reason.endswith(".")


def first_row(
    of: Policy, item: str, logistics: str, facts: tuple[str, ...], tracking: str, photos: bool
) -> LiabilityRow:
    """The row that fits; `photos` says whether exhibits of every kind were given."""
    return next(
        row
        for row in of.platform.liability
        if any(name.endswith(f".{item}") for name in row.grounds)
        and row.logistics in (None, logistics)
        and set(row.facts) <= set(facts)
        and not set(row.without) & set(facts)
        and not (row.lacks and photos)
        and row.tracking in ("any", tracking)
    )


@pytest.mark.parametrize("item", GROUNDS)
def test_with_nothing_known_the_table_and_the_default_of_the_item_agree(item: str) -> None:
    of = policy(AE_2017)
    row = first_row(of, item.partition(".")[2], "seller", (), "any", True)

    assert row.liable == of.opening.grounds[item].liable_by_default


@pytest.mark.parametrize("name", builtin_names())
def test_no_row_is_hidden_behind_an_earlier_one_without_conditions(name: str) -> None:
    closed: set[str] = set()
    for row in policy(name).platform.liability:
        assert set(row.grounds) - closed, f"never reached: {row.reason}"
        if row.tracking == "any" and not (row.facts or row.without or row.lacks or row.logistics):
            closed |= set(row.grounds)
    assert closed == set(GROUNDS)


def test_the_default_comes_first_and_all_three_are_there() -> None:
    assert builtin_names() == (AE_2017, AE_2010, EBAY)
