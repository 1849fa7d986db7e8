"""A row of the seller's desk: what is asked until when, what decides it, and what could be answered."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from amends.core.clocks import find
from amends.core.commands import build
from amends.core.commands.propose import Propose
from amends.core.deadlines import due_of
from amends.core.dispute import Dispute
from amends.core.duties import DisputeDuty, duty_of, order_duty, order_duty_due
from amends.core.moments import Instant
from amends.core.preview import Preview, goods_of
from amends.core.refusals import Refusal
from amends.core.suggestion import Suggestion, evidence, suggest, suggest_for_order
from amends.telling.seen import Seen
from amends.telling.standing import headline
from amends.telling.suggestion import (
    about,
    asked,
    asked_of_order,
    button,
    moved,
    otherwise,
    reasons,
    shown,
)

# By grounds what share of the claim was usually paid back, as two quarters in percent.
type Usual = Mapping[str, tuple[int, int]]


@dataclass(frozen=True)
class Answer:
    """An answer that could be given: its kind, the button's words, why, and who would get what."""

    kind: str
    button: str
    reasons: tuple[str, ...]
    moved: str


@dataclass(frozen=True)
class Row:
    """One row: a sentence, what else there is to know, until when, and where it leads."""

    name: str  # order id, a colon, and the dispute's number or 0
    order_id: str
    number: int
    order_number: str
    version: int
    sentence: str
    details: tuple[str, ...] = ()
    due: Instant | None = None
    stage: str = ""
    mine: bool = False
    todo: str = ""
    pickable: bool = False
    answer: Answer | None = None


def row_of(usual: Usual, seen: Seen, number: int) -> Row:
    """The row of an order, with number 0, or of one of its disputes."""
    dispute = seen.order.dispute(number)
    return _order_row(seen) if dispute is None else _dispute_row(usual, seen, dispute)


def suggested_for(seen: Seen, number: int) -> Suggestion | None:
    """What is suggested for an order, with number 0, or for one of its disputes."""
    dispute = seen.order.dispute(number)
    if dispute is None:
        return suggest_for_order(seen.order)
    return suggest(seen.order, dispute, seen.policy)


def answer_of(seen: Seen, suggested: Suggestion | None) -> Answer | None:
    """An answer for the row, unless the rules would refuse it."""
    if suggested is None:
        return None
    would = _preview(seen, suggested)
    if isinstance(would, Refusal):
        return None
    words = seen.words
    days = seen.order.extension.days if seen.order.extension is not None else 0
    return Answer(
        kind=suggested.kind,
        button=button(words, suggested, days),
        reasons=reasons(words, suggested),
        moved=moved(words, suggested, would),
    )


def _preview(seen: Seen, suggested: Suggestion) -> Preview | Refusal:
    command = build(suggested.command, dict(suggested.arguments))
    if isinstance(command, Propose):
        return seen.rules.if_offered(command)
    done = seen.rules.would(command)
    if isinstance(done, Refusal):
        return done
    number = suggested.arguments.get("dispute", 0)
    then = done.order.dispute(number) if isinstance(number, int) else None
    goods = () if then is None else goods_of(then)
    later = suggested.amount if goods and suggested.remedy == "return_and_refund" else 0
    return Preview(
        stage=then.stage.name if then is not None else "",
        transfers=done.transfers,
        goods=goods,
        later=later,
    )


def _order_row(seen: Seen) -> Row:
    order = seen.order
    duty = order_duty(order)
    due = order_duty_due(order, duty) if duty else None
    if duty is None:
        sentence = seen.tongue.say("Nothing is asked of you here now.")
    else:
        sentence = asked_of_order(seen.words, duty)
    answer = answer_of(seen, suggested_for(seen, 0)) if duty else None
    details = (seen.tongue.say("Paid: {amount}.", amount=seen.words.money(order.paid)),)
    return Row(
        name=f"{order.id}:0", order_id=order.id, number=0, order_number=order.number,
        version=order.version, sentence=sentence, details=details if duty == "ship" else (),
        due=due, stage=order.status, mine=duty is not None,
        todo=otherwise(seen.words, duty) if duty else "", pickable=answer is not None, answer=answer,
    )  # fmt: skip


def _dispute_row(usual: Usual, seen: Seen, dispute: Dispute) -> Row:
    order = seen.order
    duty = duty_of(order, dispute)
    due = due_of(order, dispute)
    if duty is None:
        sentence = headline(_with_what_comes(seen, due), dispute)
    else:
        sentence = asked(seen.words, dispute, duty)
    details = _details(usual, seen, dispute, duty)
    stage = dispute.stage.name
    answer = answer_of(seen, suggested_for(seen, dispute.number)) if duty else None
    return Row(
        name=f"{order.id}:{dispute.number}", order_id=order.id, number=dispute.number,
        order_number=order.number, version=order.version, sentence=sentence, details=details,
        due=due if duty or stage != "closed" else None, stage=stage, mine=duty is not None,
        todo=otherwise(seen.words, duty) if duty else "",
        pickable=answer is not None or duty == "address", answer=answer,
    )  # fmt: skip


def _with_what_comes(seen: Seen, due: Instant | None) -> Seen:
    """With what silence does at this deadline, and nothing after it: a row says no more."""
    if due is None or find(seen.order.clocks, "pause_end") is not None:
        return seen
    return replace(seen, coming=seen.rules.coming_until(due + 1))


def _details(
    by_grounds: Usual, seen: Seen, dispute: Dispute, duty: DisputeDuty | None
) -> tuple[str, ...]:
    if duty is None:
        return (about(seen.words, dispute),)
    if duty != "answer":
        return ()
    found = [shown(seen.words, evidence(dispute, seen.policy))]
    usual = by_grounds.get(dispute.grounds)
    if usual is not None and dispute.claim:
        low, high = (seen.words.money(dispute.claim * share // 100) for share in usual)
        found.append(
            seen.tongue.say("Usual outcome: {low} to {high}.", low=low, high=high)
            if low != high
            else seen.tongue.say("Usual outcome: {amount}.", amount=low)
        )
    return tuple(each for each in found if each)
