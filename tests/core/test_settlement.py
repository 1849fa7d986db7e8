"""The one place that settles money: every cent has an owner, in every currency (O12, S20)."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amends.core.correction import net
from amends.core.dispute import Shares
from amends.core.money import format_minor
from amends.core.order import Order
from amends.core.settled import apply_shares, apply_transfers, undo
from amends.core.settlement import fees_due, given_back, held_pieces, most, settle, shares_of
from amends.dev.places import ROOT
from tests.core import scene
from tests.invariants import half_even

LIABLE: list[Shares] = [
    (("seller", 100),), (("carrier", 100),), (("platform", 100),), (("buyer", 100),),
    (("seller", 50), ("carrier", 50)), (("seller", 33), ("platform", 33), ("buyer", 34)),
]  # fmt: skip


def order_of(currency: str = "USD", **arguments: object) -> Order:
    """A shipped order of two lines with awkward prices."""
    lines = [
        {"id": "kettle", "price": "7", "quantity": 3}, {"id": "cup", "price": "3", "quantity": 2}
    ]  # fmt: skip
    given: dict[str, Any] = {
        "lines": lines,
        "shipping": "1",
        "commission": "7.25%",
        "payment_fee": "1",
    }
    return scene.shipped(currency=currency, **{**given, **arguments}).order


@pytest.mark.parametrize("currency", ["USD", "JPY", "KWD"])
def test_shipping_is_split_to_the_last_unit(currency: str) -> None:
    order = order_of(currency, shipping="1")
    paid = [line.paid(n) for line in order.lines for n in range(line.quantity)]
    assert sum(paid) == order.paid
    # Three kettles of one value: the odd unit goes to the earlier piece.
    assert paid[0] - paid[2] in (0, 1)


@settings(max_examples=150, deadline=None)
@given(
    currency=st.sampled_from(["USD", "JPY", "KWD"]),
    pieces=st.lists(st.sampled_from([("kettle", 0), ("kettle", 1), ("kettle", 2), ("cup", 0), ("cup", 1)]), min_size=1, max_size=5, unique=True),
    percent=st.integers(0, 100),
    liable=st.sampled_from(LIABLE),
    whole=st.sampled_from([None, 0, 1, 50]),
)  # fmt: skip
def test_every_settlement_balances_and_can_be_undone(
    currency: str, pieces: list[tuple[str, int]], percent: int, liable: Shares, whole: int | None
) -> None:
    order = order_of(currency)
    top = most(order, pieces)
    refund = top * percent // 100
    settled = settle(order, pieces, refund, liable, carrier="upu", made_whole=whole)
    after = apply_shares(apply_transfers(order, settled.transfers), settled.shares)
    accounts = net(settled.transfers)
    assert sum(accounts.values()) == 0
    assert settled.refund == refund - shares_of(refund, liable)["buyer"]
    assert accounts.get("buyer:alice", 0) == settled.refund
    assert accounts.get("escrow:o1", 0) == -top
    assert after.escrow == order.escrow - top == most(after, held_pieces(after))
    stands = sum(
        line.paid(n) - piece.refunded + piece.borne
        for line in after.lines
        for n, piece in enumerate(line.pieces)
        if piece.out
    )
    assert after.kept_commission == half_even(after.commission, stands, after.paid)
    assert after.kept_fee == half_even(after.payment_fee, sum(
        line.paid(n) for line in after.lines for n, p in enumerate(line.pieces) if p.out
    ), after.paid)  # fmt: skip
    # The buyer never bears a fee, and an undone settlement never was.
    assert accounts.get("buyer:alice", 0) >= 0
    back = undo(after, settled.transfers, settled.shares)
    assert (back.lines, back.escrow, back.kept_commission, back.kept_fee, back.refunded) == (
        order.lines, order.escrow, order.kept_commission, order.kept_fee, order.refunded,
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(cuts=st.permutations([("kettle", 0), ("kettle", 1), ("kettle", 2), ("cup", 0), ("cup", 1)]))
def test_in_whatever_order_pieces_are_paid_out_the_fees_are_the_same(
    cuts: list[tuple[str, int]],
) -> None:
    order = order_of()
    for piece in cuts:
        settled = settle(order, [piece], 0)
        order = apply_shares(apply_transfers(order, settled.transfers), settled.shares)
    assert order.escrow == 0
    assert order.kept_commission == order.commission
    assert order.kept_fee == order.payment_fee


def test_what_was_released_is_recovered_from_the_seller_or_the_platform() -> None:
    play = scene.delivered().does(scene.ALICE, "confirm_receipt", confirm=True)
    pieces = [("kettle", 0)]
    by_seller = net(settle(play.order, pieces, 500).transfers)
    assert by_seller == {"seller:bob": -500, "buyer:alice": 500}
    by_platform = net(settle(play.order, pieces, 500, recover_from_platform=True).transfers)
    assert by_platform == {"platform:protection": -500, "buyer:alice": 500}


def test_the_example_in_the_manual_is_reckoned_right() -> None:
    order = scene.shipped(
        lines=[{"id": "kettle", "price": "18.00", "quantity": 2}],
        shipping="4.00", commission="5%", payment_fee="0.80",
    ).order  # fmt: skip
    pieces = [("kettle", 0), ("kettle", 1)]
    half: Shares = (("seller", 50), ("carrier", 50))
    backs = given_back(order, pieces, 15_01)
    settled = settle(order, pieces, 15_01, half, carrier="upu")
    fees = fees_due(order, settled.shares)
    page = (ROOT / "docs" / "explanation" / "money.md").read_text(encoding="utf-8")
    page = page.partition("## A settlement, step by step")[2].partition("\n## ")[0]
    assert _tables(page) == [
        [(f"kettle {b.piece + 1}", _usd(b.left), _usd(b.refund)) for b in backs],
        [(f"kettle {s.piece + 1}", _usd(s.refund), _usd(s.borne)) for s in settled.shares],
        [(f"`{t.debit}`", f"`{t.credit}`", _usd(t.minor), t.purpose) for t in settled.transfers],
    ]
    stands = order.paid - settled.refund + sum(share.borne for share in settled.shares)
    on_refund = half_even(order.payment_fee, settled.refund, order.paid)
    assert f"{_usd(order.paid)} in escrow, of which {_usd(order.commission)} is commission" in page
    assert f"and {_usd(order.payment_fee)} the provider's fee" in page
    assert f"= {_usd(stands)}, so {_usd(fees.commission)} of the commission is kept" in page
    assert f"on the refund it is {_usd(on_refund)}" in page


def _usd(minor: int) -> str:
    return format_minor(minor, "USD")


def _tables(page: str) -> list[list[tuple[str, ...]]]:
    """The tables of a page in Markdown, without their headings."""
    found = re.findall(r"(?:^\|.*\n)+", page, re.MULTILINE)
    return [
        [tuple(cell.strip() for cell in row.strip("|").split("|")) for row in rows.splitlines()[2:]]
        for rows in found
    ]
