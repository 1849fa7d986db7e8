"""Who is shown which signal, and from when on (rules.md section 8, readings.md 38)."""

from typing import Any

import pytest

from amends.core.clocks import Clock
from amends.core.dispute import Arbitration, Dispute, Exhibit, Negotiation, Owner, Statement
from amends.core.lines import Parcel
from amends.core.moments import DAY, parse_instant
from amends.core.order import Extension, Order
from amends.core.policy import Policy
from amends.core.value import changed
from amends.guard.signals import shown, signals
from amends.policies import load

PAID = parse_instant("2024-03-01T00:00:00Z")
SAID = PAID + 20 * DAY
TEXTS = {
    "d:pay": "Close the dispute and I refund you by PayPal.",
    "d:early": "Please confirm receipt first.",
    "d:plain": "The lid is cracked.",
    "d:wa": "Write me on WhatsApp.",
}


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load("aliexpress-2017").policy


def order(*disputes: Dispute, **changes: Any) -> Order:
    plain = Order(
        id="o1", number="1", shop="shop", buyer="alice", seller="bob", currency="USD",
        policy="aliexpress-2017@1", version=1, last_at=PAID, paid_at=PAID, status="shipped",
        ship_from="CN", ship_to="ES", logistics="seller", shipping=200, paid=2000,
        promised=30 * DAY, promised_asked=30 * DAY, lines=(), escrow=2000, disputes=disputes,
    )  # fmt: skip
    return changed(plain, **changes)


def dispute(author: Owner, text: str, *, at_platform: bool = False, number: int = 1) -> Dispute:
    stage = Arbitration(since=SAID) if at_platform else Negotiation(turn="seller")
    return Dispute(
        number=number, line="kettle", pieces=(0,), grounds="not_as_described.quality",
        received=True, opened_at=PAID, claim=900, most=2000, stage=stage,
        statements=(Statement(author=author, at=SAID, text=text),),
    )  # fmt: skip


def parcel(**changes: Any) -> Parcel:
    plain = Parcel(name="p1", carrier="upu", tracking="t", dispatched=PAID)
    return changed(plain, **changes)


def test_alice_is_warned_of_what_bob_wrote_and_bob_is_not(policy: Policy) -> None:
    case = order(dispute("seller", "d:pay"))
    assert signals(case, "buyer", TEXTS, policy, SAID) == {"off_platform_payment"}
    for others in ("seller", "arbitrator", "operator"):
        assert signals(case, others, TEXTS, policy, SAID) == frozenset()


def test_it_works_in_both_directions(policy: Policy) -> None:
    case = order(dispute("buyer", "d:wa"))
    assert signals(case, "seller", TEXTS, policy, SAID) == {"off_platform_contact"}
    assert signals(case, "buyer", TEXTS, policy, SAID) == frozenset()


def test_the_arbitrator_sees_it_once_the_case_is_his(policy: Policy) -> None:
    case = order(dispute("seller", "d:pay", at_platform=True))
    assert signals(case, "arbitrator", TEXTS, policy, SAID) == {"off_platform_payment"}
    two = order(dispute("seller", "d:pay"), dispute("seller", "d:wa", at_platform=True, number=2))
    assert signals(two, "arbitrator", TEXTS, policy, SAID) == {"off_platform_contact"}


def test_a_signal_begins_with_its_cause_and_not_before(policy: Policy) -> None:
    case = order(dispute("seller", "d:pay"))
    assert signals(case, "buyer", TEXTS, policy, SAID - 1) == frozenset()


def test_erased_words_raise_nothing(policy: Policy) -> None:
    assert signals(order(dispute("seller", "d:pay")), "buyer", {}, policy, SAID) == frozenset()


def test_asking_to_confirm_what_came_is_no_trick(policy: Policy) -> None:
    case = order(dispute("seller", "d:early"))
    assert signals(case, "buyer", TEXTS, policy, SAID) == {"early_confirmation"}
    came = changed(case, delivered_at=SAID)
    assert signals(came, "buyer", TEXTS, policy, SAID) == frozenset()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"check_digit": "wrong", "first_scan": PAID}, "invalid_tracking"),
        ({"elsewhere": True, "first_scan": PAID}, "delivered_elsewhere"),
        ({"before_dispatch": True, "first_scan": PAID}, "scan_before_dispatch"),
    ],
)
def test_a_parcel_that_is_odd_warns_alice_alone(
    changes: dict[str, Any], code: str, policy: Policy
) -> None:
    case = order(parcels=(parcel(**changes),))
    assert signals(case, "buyer", {}, policy, SAID) == {code}
    assert signals(case, "seller", {}, policy, SAID) == frozenset()
    assert signals(case, "arbitrator", {}, policy, SAID) == frozenset()
    before_the_platform = changed(case, disputes=(dispute("buyer", "d:plain", at_platform=True),))
    assert signals(before_the_platform, "arbitrator", TEXTS, policy, SAID) == {code}


@pytest.mark.parametrize("check_digit", ["ok", "unknown"])
def test_a_number_that_cannot_be_judged_is_not_accused(check_digit: str, policy: Policy) -> None:
    case = order(parcels=(parcel(check_digit=check_digit, first_scan=PAID),))
    assert signals(case, "buyer", {}, policy, SAID) == frozenset()


def test_no_scan_shows_from_the_seventh_day_until_the_first_scan(policy: Policy) -> None:
    case = order(parcels=(parcel(),))
    assert signals(case, "buyer", {}, policy, PAID + 7 * DAY - 1) == frozenset()
    assert signals(case, "buyer", {}, policy, PAID + 7 * DAY) == {"no_scan"}
    scanned = order(parcels=(parcel(first_scan=PAID + 8 * DAY, status="in_transit"),))
    assert signals(scanned, "buyer", {}, policy, PAID + 9 * DAY) == frozenset()


@pytest.mark.parametrize(
    ("by", "left", "expected"),
    [
        ("seller", 5 * DAY, {"late_extension"}),
        ("seller", 5 * DAY + 1, frozenset()),
        ("buyer", DAY, frozenset()),
    ],
)
def test_an_offer_in_the_last_five_days_is_late(
    by: Any, left: int, expected: frozenset[str], policy: Policy
) -> None:
    end = Clock(kind="confirm_by", since=PAID, due=SAID + left)
    case = order(extension=Extension(by=by, days=5, at=SAID), clocks=(end,))
    assert signals(case, "buyer", {}, policy, SAID) == expected


def test_a_promise_is_padded_above_one_and_a_half_times_the_usual(policy: Policy) -> None:
    usual = 45 * DAY
    assert signals(order(promised_asked=usual), "buyer", {}, policy, SAID) == frozenset()
    assert signals(order(promised_asked=usual + 1), "buyer", {}, policy, PAID) == {"padded_promise"}
    to_brazil = order(promised_asked=90 * DAY, ship_to="BR")
    assert signals(to_brazil, "buyer", {}, policy, SAID) == frozenset()


def test_a_photo_seen_in_another_dispute_is_named(policy: Policy) -> None:
    photo = Exhibit(number=1, owner="buyer", at=SAID, kind="photo", sha256="aa")
    first = changed(dispute("buyer", "d:plain"), exhibits=(photo,))
    second = changed(dispute("buyer", "d:plain", number=2), exhibits=(photo,))
    found = shown(order(first, second), "seller", TEXTS, policy, SAID)
    assert [(r.signal, r.dispute, r.about) for r in found] == [("reused_exhibit", 2, "1")]
    alone = order(first)
    assert signals(alone, "seller", TEXTS, policy, SAID) == frozenset()
    assert signals(alone, "seller", TEXTS, policy, SAID, frozenset({"aa"})) == {"reused_exhibit"}


def test_a_photo_taken_before_the_order_is_named_to_the_other_side(policy: Policy) -> None:
    photo = Exhibit(number=1, owner="buyer", at=SAID, kind="photo", sha256="aa")
    case = order(changed(dispute("buyer", "d:plain"), exhibits=(photo,)))
    old = {"taken_before": frozenset({"aa"})}
    (found,) = shown(case, "seller", TEXTS, policy, SAID, **old)
    assert (found.signal, found.dispute, found.about) == ("old_exhibit", 1, "1")
    assert signals(case, "buyer", TEXTS, policy, SAID, **old) == frozenset()
    assert signals(case, "seller", TEXTS, policy, SAID - 1, **old) == frozenset()
    gone = order(changed(dispute("buyer", "d:plain"), exhibits=(changed(photo, withdrawn=True),)))
    assert signals(gone, "seller", TEXTS, policy, SAID, **old) == frozenset()
