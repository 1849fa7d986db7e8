"""Plausible arguments about goods that go back or out again, coupons, and money paid back."""

from collections.abc import Callable

from amends.core.dispute import Closed, Return
from amends.sim.ask import (
    Arguments,
    Ask,
    amount_up_to,
    nothing,
)
from amends.sim.parcels import CARRIERS, new_number


def _give_return_address(ask: Ask) -> Arguments:
    scene, chance = ask.scene, ask.scene.chance
    duty = scene.policy.returns.waybill_countries
    given: Arguments = {"address": f"1 Harbour Road, {scene.order.ship_from}"}
    due = scene.order.ship_from in duty or scene.order.seller_country in duty
    if (due and not chance.happens(10)) or chance.happens(10):
        given["waybill"] = new_number(chance)
    return given


def _ship_return(ask: Ask) -> Arguments:
    chance, stage = ask.scene.chance, ask.dispute.stage
    bound = isinstance(stage, Return) and stage.waybill
    waybill = ask.scene.waybills.get(ask.number, "") if bound else ""
    given: Arguments = {
        "carrier": chance.choice(CARRIERS),
        "tracking": waybill or new_number(chance),
    }
    if chance.happens(40):
        given["freight"] = amount_up_to(ask, max(ask.scene.order.paid // 10, 1))
    return given


def _confirm_return(ask: Ask) -> Arguments:
    worse = ("damaged", "wrong_item", "incomplete", "empty")
    chance = ask.scene.chance
    return {"condition": chance.choice(worse) if chance.happens(25) else "as_sent"}


def _goods(ask: Ask) -> Arguments:
    chance = ask.scene.chance
    return {"carrier": chance.choice(CARRIERS), "tracking": new_number(chance)}


def _keep_promise(ask: Ask) -> Arguments:
    return {"code": f"COUPON-{ask.scene.chance.randrange(10_000):04}"}


def _repay(ask: Ask) -> Arguments | None:
    stage = ask.dispute.stage
    rest = stage.refund - ask.dispute.repaid if isinstance(stage, Closed) else 0
    return {"amount": amount_up_to(ask, rest)} if rest > 0 else None


ABOUT_GOODS: dict[str, Callable[[Ask], Arguments | None]] = {
    "give_return_address": _give_return_address,
    "ship_return": _ship_return,
    "confirm_return": _confirm_return,
    "ship_replacement": _goods,
    "confirm_replacement": nothing,
    "keep_promise": _keep_promise,
    "repay": _repay,
}
