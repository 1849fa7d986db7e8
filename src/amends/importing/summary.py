"""What an import has led to: read from the database, so that it also counts an earlier run."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from amends.core.money import format_minor
from amends.core.value import value
from amends.engine.engine import Engine
from amends.engine.sums import moved, outcomes, statuses


@value
class Summary:
    """Orders by status, disputes by grounds and outcome (a stage where still open), and money.

    Money is by currency and purpose, in the currency's own decimals: what was ever moved, and as
    `escrow` what is held still.
    """

    orders: tuple[tuple[str, int], ...]
    disputes: tuple[tuple[str, str, int], ...]
    money: tuple[tuple[str, str, str], ...]

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        disputes: dict[str, dict[str, int]] = defaultdict(dict)
        for grounds, outcome, count in self.disputes:
            disputes[grounds][outcome] = count
        money: dict[str, dict[str, str]] = defaultdict(dict)
        for currency, purpose, amount in self.money:
            money[currency][purpose] = amount
        return {"orders": dict(self.orders), "disputes": disputes, "money": money}


def summary(engine: Engine, shops: Sequence[str] | None = None) -> Summary:
    """Everything that is there, or what is there of some shops."""
    store = engine.store
    disputes: Counter[tuple[str, str]] = Counter()
    for grounds, stage, outcome, count in outcomes(store, shops):
        disputes[grounds, outcome or stage] += count
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for currency, purpose, out_of_escrow, minor in moved(store, shops):
        sums[currency][purpose] += minor
        # What is held is what came in and has not gone out again.
        if purpose == "hold":
            sums[currency]["escrow"] += minor
        elif out_of_escrow:
            sums[currency]["escrow"] -= minor
    return Summary(
        orders=tuple(statuses(store, shops)),
        disputes=tuple((g, o, n) for (g, o), n in sorted(disputes.items())),
        money=tuple(
            (currency, purpose, format_minor(minor, currency))
            for currency, by in sorted(sums.items())
            for purpose, minor in sorted(by.items())
        ),
    )
