"""When the marketplace is over: silence ends what it can, and everything is looked at once more."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from amends.core.dispute import Closed
from amends.core.moments import DAY, Instant
from amends.core.order import Order
from amends.core.people import Actor
from amends.engine import sums
from amends.engine.engine import Engine, open_engine
from amends.engine.fold import opened
from amends.sim.figures import Figures, Waiting
from amends.sim.house import House
from amends.sim.people import ARBITRATORS, BANK, CARRIER, OPERATOR
from amends.sim.scene import Scene

# No window, pause or promised time is half as long.
SILENCE = 800 * DAY


def fall_silent(house: House, scenes: Sequence[Scene], end: Instant) -> None:
    """Nobody acts any more, and a worker comes when everything has long been due."""
    now = end + SILENCE
    while house.sweep(500, now):
        pass
    for scene in scenes:
        scene.reach(now)


def look_back(where: Path | str, scenes: Sequence[Scene], figures: Figures) -> None:
    """The audit of all invariants, and what only the marketplace itself knows."""
    engine = open_engine(where)
    try:
        _audit(engine, figures)
        for scene in scenes:
            _look_at(engine, scene, figures)
        _look_at_receipts(engine, figures)
        _look_at_money(engine, scenes, figures)
        _look_at_payouts(engine, figures)
    finally:
        engine.close()
    every = "\n".join(f"{number} {log}" for number, log in sorted(figures.logs.items()))
    figures.log_hash = hashlib.sha256(every.encode()).hexdigest()


def _audit(engine: Engine, figures: Figures) -> None:
    audit = engine.audit()
    figures.events = audit.events
    for check in audit.checks.values():
        figures.checks[check.says] = check.looked
        if check.wrong:
            figures.found(f"{check.says}: {check.wrong} of {check.looked}, first {check.first}")
    for each in engine.aside():
        figures.found(f"{each.order_id} was put aside in {each.place}: {each.reason}")
    rebuilt = engine.rebuild(write=False)
    if rebuilt.differing:
        figures.found(f"Rebuilding differs {rebuilt.differing} times: {rebuilt.differences[0]}")


def _look_at(engine: Engine, scene: Scene, figures: Figures) -> None:
    if scene.state is None:
        return
    if engine.order(scene.order_id) != scene.order:
        figures.found(f"Order {scene.number} is not what was acknowledged and what silence did.")
    entries = engine.entries(scene.order_id)
    for record in opened(entries):
        if not _may_move(scene.order, record.actor):
            figures.found(f"Order {scene.number} was moved by {record.actor}.")
        if record.actor.role == "clock":
            figures.fallen[type(record.event).__name__] += 1
    figures.logs[scene.number] = entries[-1].hash.hex()
    for dispute in scene.order.disputes:
        figures.grounds[dispute.grounds] += 1
        if isinstance(dispute.stage, Closed):
            figures.disputes[dispute.stage.outcome] += 1
            continue
        waits_for = _waits_for(scene.order, dispute.turn)
        figures.disputes[f"waits for {waits_for}"] += 1
        figures.waiting.append(
            Waiting(order=scene.number, dispute=dispute.number, waits_for=waits_for)
        )
        if waits_for not in ("platform", "bank"):
            figures.found(f"Order {scene.number}, dispute {dispute.number} waits for {waits_for}.")


def _may_move(order: Order, actor: Actor) -> bool:
    """Whether it is one of the order's own parties, the platform, or a system."""
    if actor.role == "arbitrator":
        return actor.name in ARBITRATORS and actor.name not in (order.buyer, order.seller)
    systems = {each.role: each.name for each in (CARRIER, BANK, OPERATOR)}
    names = {
        "buyer": order.buyer, "seller": order.seller, "shop": order.shop, "clock": "clock",
        **systems,
    }  # fmt: skip
    return names[actor.role] == actor.name


def _waits_for(order: Order, turn: str) -> str:
    if order.chargeback is not None:
        return "bank"
    return "platform" if turn == "arbitrator" else turn


def _look_at_receipts(engine: Engine, figures: Figures) -> None:
    """Only accepted commands leave receipts and words (safeguards.md 26, 27)."""
    receipts = sums.receipts(engine.store)
    if receipts != figures.accepted.total():
        figures.found(
            f"{figures.accepted.total()} commands were accepted, {receipts} have receipts"
        )


def _look_at_money(engine: Engine, scenes: Sequence[Scene], figures: Figures) -> None:
    """Nothing comes from nowhere: over all orders of a currency, all accounts together hold 0."""
    rows = sums.between_accounts(engine.store)
    held: Counter[str] = Counter()
    for scene in scenes:
        if scene.state is not None:
            held[scene.order.currency] += scene.order.escrow
    for currency in sorted({row.currency for row in rows}):
        balances: Counter[str] = Counter()
        purposes: Counter[str] = Counter()
        for of, debit, credit, purpose, minor in rows:
            if of == currency:
                balances[debit.partition(":")[0]] -= minor
                balances[credit.partition(":")[0]] += minor
                purposes[purpose] += minor
        paid = sum(s.order.paid for s in scenes if s.state and s.order.currency == currency)
        if sum(balances.values()):
            figures.found(f"All accounts in {currency} together hold {sum(balances.values())}.")
        if balances["escrow"] != held[currency]:
            figures.found(
                f"Escrow in {currency} holds {balances['escrow']}, orders {held[currency]}."
            )
        if purposes["hold"] != paid or -balances["world"] != paid - purposes["chargeback"]:
            figures.found(f"The world paid {-balances['world']} {currency}; orders say {paid}.")
        figures.money[currency] = {**purposes, "in escrow": balances["escrow"]}


def _look_at_payouts(engine: Engine, figures: Figures) -> None:
    """Every payout was made once, and no seller was paid more than ever came in."""
    paid = {account: minor for account, minor in sums.paid_out(engine.store).items() if minor}
    if paid != {account: minor for account, minor in figures.paid_out.items() if minor}:
        figures.found("What was paid out is not what was acknowledged.")
    for (seller, currency), minor in paid.items():
        came_in = sums.entered(engine.store, f"seller:{seller}", currency)
        if minor > came_in:
            figures.found(f"{seller} was paid {minor} {currency}, and {came_in} came in.")
