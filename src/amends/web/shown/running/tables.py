"""Figures of a period as tables: for the page, and plainly for a spreadsheet."""

from dataclasses import dataclass

from amends.core.money import format_minor
from amends.telling.mark import N_
from amends.telling.tongue import Tongue
from amends.web.shown.running.days import Summed
from amends.web.shown.sheets import Cell

type Found = dict[str, list[Summed]]

MISSED = {
    "step_in": N_("stepping in"),
    "rule": N_("ruling"),
    "appeal_decision": N_("deciding an appeal"),
}
_ACTED = {
    "PlatformSteppedIn": N_("stepping in"),
    "RulingIssued": N_("ruling"),
    "AppealDecided": N_("deciding an appeal"),
}
_ACCOUNTS = {
    "escrow": N_("held (escrow)"),
    "platform:fees": N_("the platform's fees"),
    "platform:protection": N_("the platform's protection fund"),
    "provider": N_("payment provider"),
    "world": N_("outside: cards and banks"),
}
_PURPOSES = {
    "hold": N_("paid, to be held"),
    "refund": N_("refund"),
    "release": N_("release to the seller"),
    "commission": N_("commission"),
    "payment_fee": N_("payment fee"),
    "recovery": N_("recovered"),
    "made_whole": N_("made whole"),
    "chargeback": N_("chargeback"),
    "repayment": N_("repaid by the buyer"),
    "reversal": N_("reversal"),
    "advance": N_("advanced by the platform"),
    "freight": N_("freight"),
}
_BEARERS = {"shared": N_("shared"), "": N_("nobody")}


@dataclass(frozen=True)
class Table:
    """A table of a page; `plain` are the same rows for a spreadsheet, under `plain_head`."""

    name: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    plain_head: tuple[str, ...]
    plain: tuple[tuple[Cell, ...], ...]


def tables(tongue: Tongue, found: Found) -> tuple[Table, ...]:
    """Every table, each of which can be fetched for a spreadsheet."""
    return (
        _outcomes(tongue, found),
        _liability(tongue, found),
        _lateness(tongue, found),
        _money(tongue, found),
    )


def account_word(tongue: Tongue, name: str) -> str:
    """A kind of account as people say it."""
    return tongue.say(_ACCOUNTS[name]) if name in _ACCOUNTS else tongue.word(name)


def bearer_word(tongue: Tongue, name: str) -> str:
    """Who bore a loss."""
    return tongue.say(_BEARERS[name]) if name in _BEARERS else tongue.word(name)


def plain_amount(minor: int, currency: str) -> str:
    """An amount for a spreadsheet: digits and a point."""
    return format_minor(minor, currency) if currency else ""


def _outcomes(tongue: Tongue, found: Found) -> Table:
    rows = found.get("closed", [])
    return Table(
        "outcomes",
        tongue.say("Outcomes by grounds"),
        tuple(map(tongue.say, (N_("Grounds"), N_("Outcome"), N_("Disputes"), N_("Refunded")))),
        tuple(
            (tongue.word(name), tongue.word(part), tongue.number(count), amounts)
            for (name, part), count, amounts in _together(tongue, rows)
        ),
        ("grounds", "outcome", "disputes", "refunded", "currency"),
        tuple((e.name, e.part, e.count, plain_amount(e.minor, e.currency), e.currency) for e in rows),
    )  # fmt: skip


def _liability(tongue: Tongue, found: Found) -> Table:
    rows = found.get("bearer", [])
    total = sum(each.count for each in rows) or 1
    return Table(
        "liability",
        tongue.say("Who bore the loss"),
        tuple(map(tongue.say, (N_("Who"), N_("Disputes"), N_("Share"), N_("Refunded")))),
        tuple(
            (
                bearer_word(tongue, name),
                tongue.number(count),
                tongue.percent(count / total),
                amounts,
            )
            for (name, _), count, amounts in _together(tongue, rows)
        ),
        ("bearer", "disputes", "refunded", "currency"),
        tuple((e.name, e.count, plain_amount(e.minor, e.currency), e.currency) for e in rows),
    )


def _together(tongue: Tongue, rows: list[Summed]) -> list[tuple[tuple[str, str], int, str]]:
    """Rows of one name and part in one: their count, and an amount for each currency."""
    found: dict[tuple[str, str], list[Summed]] = {}
    for each in rows:
        found.setdefault((each.name, each.part), []).append(each)
    return [
        (
            key,
            sum(each.count for each in of),
            " · ".join(tongue.money(each.minor, each.currency) for each in of if each.minor),
        )
        for key, of in found.items()
    ]


def _lateness(tongue: Tongue, found: Found) -> Table:
    acted = {tongue.say(_ACTED[e.name]): e.count for e in found.get("acted", ())}
    missed = {tongue.say(MISSED[e.name]): e.count for e in found.get("missed", ())}
    names = list(dict.fromkeys([*acted, *missed]))
    return Table(
        "lateness",
        tongue.say("The platform's own deadlines"),
        tuple(map(tongue.say, (N_("What"), N_("Done"), N_("Deadlines missed")))),
        tuple(
            (name, tongue.number(acted.get(name, 0)), tongue.number(missed.get(name, 0)))
            for name in names
        ),
        ("what", "done", "missed"),
        tuple((name, acted.get(name, 0), missed.get(name, 0)) for name in names),
    )


def _money(tongue: Tongue, found: Found) -> Table:
    came = {(e.currency, e.name, e.part): e.minor for e in found.get("credit", ())}
    went = {(e.currency, e.name, e.part): e.minor for e in found.get("debit", ())}
    keys = sorted({*came, *went})
    return Table(
        "money",
        tongue.say("Money by account and purpose"),
        tuple(
            map(
                tongue.say,
                (N_("Currency"), N_("Ledger account"), N_("Purpose"), N_("Came in"), N_("Went out")),
            )
        ),
        tuple(
            (
                currency,
                account_word(tongue, account),
                tongue.say(_PURPOSES[purpose]) if purpose in _PURPOSES else purpose,
                _moved(tongue, came, (currency, account, purpose)),
                _moved(tongue, went, (currency, account, purpose)),
            )
            for currency, account, purpose in keys
        ),
        ("account", "purpose", "came_in", "went_out", "currency"),
        tuple(
            (
                account, purpose,
                plain_amount(came.get((currency, account, purpose), 0), currency),
                plain_amount(went.get((currency, account, purpose), 0), currency), currency,
            )
            for currency, account, purpose in keys
        ),
    )  # fmt: skip


def _moved(tongue: Tongue, of: dict[tuple[str, str, str], int], key: tuple[str, str, str]) -> str:
    return tongue.money(of[key], key[0]) if key in of else "–"
