"""The ruling that is being drafted: its figures, its statement of reasons, and what it would do."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from amends.core.commands.issue_ruling import remedies_of
from amends.core.dispute import Appeal, Arbitration, Return, Ruling
from amends.core.grounds import BEARERS, WITH_AMOUNT, Freight
from amends.core.liability import recommended
from amends.core.money import MoneyError, format_minor, parse_minor
from amends.core.refusals import Refusal
from amends.core.settlement import most, pieces_of
from amends.telling.mark import N_
from amends.telling.reasons import Figures, facts, reasons
from amends.telling.terms import terms
from amends.web.desk import Kept
from amends.web.doable import Desk
from amends.web.shown.deciding.told import Told

FIGURES = ("remedy", "amount", "return_freight", "made_whole", "freight")
WRITTEN = ("facts", "reasons")
_SHARES = tuple(f"liable.{bearer}" for bearer in BEARERS)
# `drafted` holds the figures for which the reasons in the form were written.
TYPED = (*FIGURES, *_SHARES, *WRITTEN, "drafted")
_FREIGHTS: tuple[Freight, ...] = ("seller", "buyer", "platform")
_REMEDIES = {
    "refund_only": N_("Money back, goods kept"),
    "return_and_refund": N_("Money back for the goods"),
    "replacement": N_("New goods for the old ones"),
    "resend": N_("The goods sent again"),
}


@dataclass(frozen=True)
class Share:
    """The percent that one of them bears."""

    name: str
    who: str
    value: str


@dataclass(frozen=True)
class Drafting:
    """The form of a ruling. `typed` is what stands in it; `told` what it would do, when asked.

    `most` is the most that can be refunded, `second` from when on another person must confirm it,
    `kept` that it was drafted before, `moved` that something has happened since.
    """

    command: str
    action: str
    preview: str
    saving: str
    key: str
    button: str
    typed: Mapping[str, str]
    remedies: tuple[tuple[str, str], ...]
    freights: tuple[tuple[str, str], ...]
    shares: tuple[Share, ...]
    most: str
    most_minor: str
    claimed_freight: str
    second: str
    kept: bool
    moved: bool
    told: Told | None
    refused: Refusal | None
    on_appeal: bool


def drafting(
    desk: Desk, kept: Kept, told: Told | None = None, drafted: str = ""
) -> Drafting | None:
    """The form to rule, or to decide an appeal anew; none where this arbitrator cannot.

    `drafted` are the figures for which the reasons that were sent had been written.
    """
    able = desk.able
    command = "decide_appeal" if isinstance(able.dispute.stage, Appeal) else "issue_ruling"
    if not able.may(command):
        return None
    tried = able.tried if able.tried is not None and able.tried.command == command else None
    if tried is not None and tried.given.get("upheld"):
        tried = None
    typed = preset(desk)
    if tried is not None:
        able.placed = True
        typed |= dict.fromkeys(TYPED, "") | flat(tried.given) | {"drafted": drafted}
    elif kept.draft:
        typed |= {name: str(kept.draft[name]) for name in TYPED if name in kept.draft}
    return Drafting(
        command=command,
        action=desk.address("case_do", command),
        preview=desk.address("case_preview"),
        saving=desk.address("case_draft"),
        key=str(uuid.uuid4()),
        button=_button(desk, command),
        typed=typed,
        remedies=_remedies(desk),
        freights=_freights(desk),
        shares=_shares(desk, typed),
        most=able.money(_most(desk)),
        most_minor=format_minor(_most(desk), able.seen.order.currency),
        claimed_freight=_claimed_freight(desk),
        second=_second(desk),
        kept=bool(kept.draft) and tried is None,
        moved=bool(kept.draft) and kept.drafted < able.seen.order.version,
        told=told,
        refused=None if tried is None else tried.refusal,
        on_appeal=command == "decide_appeal",
    )


def preset(desk: Desk) -> dict[str, str]:
    """Where the form begins: the claim, borne by whom the table recommends, with reasons for it."""
    able = desk.able
    seen, dispute = able.seen, able.dispute
    advice = recommended(seen.order, dispute, seen.policy)
    fails = advice.liable == "claim_fails"
    claim = next(p for p in reversed(dispute.proposals) if p.owner == "buyer")
    allowed = dict(_remedies(desk))
    remedy = claim.remedy if claim.remedy in allowed and not fails else "refund_only"
    amount = 0 if fails else min(claim.amount or dispute.claim, _most(desk))
    shares = advice.shares or ((advice.liable, 100),)
    liable = {f"liable.{who}": str(share) for who, share in shares if who in BEARERS}
    rule = seen.policy.opening.grounds[dispute.grounds]
    typed = {
        "remedy": remedy,
        "amount": format_minor(amount, seen.order.currency) if remedy in WITH_AMOUNT else "",
        "return_freight": rule.return_freight,
        "facts": facts(seen, dispute),
    } | (liable if amount or remedy not in WITH_AMOUNT else {})
    return typed | _reasons(desk, typed)


def anew(desk: Desk, typed: Mapping[str, str]) -> dict[str, str]:
    """What was typed, with facts and reasons written anew from the figures."""
    seen, dispute = desk.able.seen, desk.able.dispute
    return {**typed, "facts": facts(seen, dispute), **_reasons(desk, typed)}


def kept_up(desk: Desk, typed: Mapping[str, str]) -> str | None:
    """The reasons for the figures as they are now, where nobody has edited those of earlier ones."""
    if not has_moved(typed):
        return None
    old = dict(parse_qsl(typed["drafted"]))
    before = reasons(desk.able.seen, desk.able.dispute, figures(desk, old))
    return _reasons(desk, typed)["reasons"] if _same(typed.get("reasons", ""), before) else None


def has_moved(typed: Mapping[str, str]) -> bool:
    """Whether the figures are others than those for which the reasons were drafted."""
    old = dict(parse_qsl(typed.get("drafted", "")))
    return bool(old) and old != _of_figures(typed)


def _reasons(desk: Desk, typed: Mapping[str, str]) -> dict[str, str]:
    """The reasons for these figures, with the figures that they are for."""
    written = reasons(desk.able.seen, desk.able.dispute, figures(desk, typed))
    return {"reasons": written, "drafted": urlencode(_of_figures(typed))}


def _of_figures(typed: Mapping[str, str]) -> dict[str, str]:
    return {name: typed[name] for name in (*FIGURES, *_SHARES) if typed.get(name)}


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()


def figures(desk: Desk, typed: Mapping[str, str]) -> Figures:
    """What was typed, as far as it can be read."""
    try:
        amount = parse_minor(typed.get("amount") or "0", desk.able.seen.order.currency)
    except MoneyError:
        amount = 0
    shares = tuple(
        (bearer, int(text))
        for bearer in BEARERS
        if (text := typed.get(f"liable.{bearer}", "")).isdecimal() and int(text)
    )
    freight = typed.get("return_freight", "seller")
    return Figures(
        remedy=typed.get("remedy", "refund_only"),
        amount=amount,
        liable=shares,
        return_freight=freight if freight in _FREIGHTS else "seller",
    )


def flat(given: Mapping[str, Any]) -> dict[str, str]:
    """Arguments of a command as the fields of the form."""
    found = {name: str(given[name]) for name in (*FIGURES, *WRITTEN) if name in given}
    shares = given.get("liable")
    if isinstance(shares, Mapping):
        found |= {f"liable.{bearer}": str(share) for bearer, share in shares.items()}
    return found


def _button(desk: Desk, command: str) -> str:
    if command == "decide_appeal":
        return desk.able.say(N_("Decide it anew"))
    return desk.able.say(N_("Issue this ruling"))


def _remedies(desk: Desk) -> tuple[tuple[str, str], ...]:
    able = desk.able
    if isinstance(able.dispute.stage, Appeal):
        return (("refund_only", able.say(_REMEDIES["refund_only"])),)
    found = remedies_of(able.dispute, able.seen.policy)
    return tuple((remedy, able.say(_REMEDIES[remedy])) for remedy in found)


def _freights(desk: Desk) -> tuple[tuple[str, str], ...]:
    words = desk.able.seen.words
    return tuple(
        (payer, words.begins("arbitrator" if payer == "platform" else payer)) for payer in _FREIGHTS
    )


def _shares(desk: Desk, typed: Mapping[str, str]) -> tuple[Share, ...]:
    """Who can bear it; the carrier only where the platform chose it (readings.md 31)."""
    words, order = desk.able.seen.words, desk.able.seen.order
    bearers = [b for b in BEARERS if b != "carrier" or order.logistics == "platform"]
    return tuple(
        Share(
            f"liable.{bearer}",
            words.begins("arbitrator" if bearer == "platform" else bearer),
            typed.get(f"liable.{bearer}", ""),
        )
        for bearer in bearers
    )


def _most(desk: Desk) -> int:
    dispute = desk.able.dispute
    top = most(desk.able.seen.order, pieces_of(dispute))
    if isinstance(dispute.stage, Appeal):
        # An appeal counts as if nothing had been refunded in this dispute.
        top += sum(share.refund for share in dispute.shares)
    return top


def _claimed_freight(desk: Desk) -> str:
    stage = desk.able.dispute.stage
    left = stage.raised_from if isinstance(stage, Arbitration) else None
    claimed = left.freight_claimed if isinstance(left, Return) else 0
    return desk.able.money(claimed) if claimed else ""


def _second(desk: Desk) -> str:
    seen = desk.able.seen
    limit = dict(seen.policy.platform.second_person).get(seen.order.currency)
    if limit is None:
        return ""
    return desk.able.say(
        N_("With more than {amount} at stake, another arbitrator has to confirm it."),
        amount=seen.words.money(limit),
    )


def pending_of(desk: Desk) -> Ruling | None:
    """A ruling that waits for the second person."""
    stage = desk.able.dispute.stage
    return stage.pending if isinstance(stage, Arbitration | Appeal) else None


def waits(desk: Desk) -> str:
    """Who ruled what and waits for the second person; empty where nothing does."""
    pending = pending_of(desk)
    if pending is None:
        return ""
    details = {"terms": terms(desk.able.seen.words, pending)}
    if pending.by == desk.able.seen.reader.name:
        return desk.able.say(N_("Your ruling waits for another arbitrator: {terms}."), **details)
    said = N_("{who} ruled: {terms}. It holds once you or another arbitrator confirms it.")
    return desk.able.say(said, who=pending.by, **details)
