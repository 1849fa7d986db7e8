"""The page of a dispute: one view model for every role, from `view`, `moves` and `preview`."""

from dataclasses import dataclass
from typing import Literal

from amends.core import preview
from amends.core.deadlines import due_of
from amends.core.dispute import Dispute, Proposal
from amends.core.moments import Instant
from amends.core.moves import dispute_moves
from amends.telling.happened import terms
from amends.telling.seen import Seen
from amends.telling.standing import headline
from amends.telling.warnings import warnings
from amends.web.forms import Form, Tried, form
from amends.web.shown.parts import Happened, Share, money_bar, timeline


@dataclass(frozen=True)
class Card:
    """A proposal: who offers what, what accepting it would do, and what can be done with it."""

    number: int
    at: Instant
    terms: str
    state: str
    moved: str
    forms: tuple[Form, ...]


@dataclass(frozen=True)
class Column:
    """The proposals of one side."""

    owner: Literal["buyer", "seller", "arbitrator"]
    name: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class DisputePage:
    """Everything on the page of a dispute."""

    number: int
    title: str
    version: int
    headline: str
    due: Instant | None
    now: Instant
    mine: bool
    columns: tuple[Column, ...]
    forms: tuple[Form, ...]
    money: tuple[Share, ...]
    warnings: tuple[str, ...]
    timeline: tuple[Happened, ...]
    tried: Tried | None


def shown_dispute(seen: Seen, dispute: Dispute, tried: Tried | None) -> DisputePage:
    """The dispute for its reader."""
    open_now = dispute_moves(seen.order, seen.reader, seen.policy, seen.now, dispute.number)
    owners: tuple[Literal["buyer", "seller", "arbitrator"], ...] = ("buyer", "seller", "arbitrator")
    return DisputePage(
        number=dispute.number,
        title=seen.words.line(dispute.line),
        version=seen.order.version,
        headline=headline(seen, dispute),
        due=due_of(seen.order, dispute),
        now=seen.now,
        mine=dispute.turn == seen.reader.role,
        columns=tuple(
            Column(
                owner,
                seen.words.begins(owner),
                tuple(
                    _card(seen, dispute, each, open_now, tried)
                    for each in reversed(dispute.proposals)
                    if each.owner == owner
                ),
            )
            for owner in owners
        ),
        forms=(),
        money=money_bar(seen),
        warnings=tuple(warnings(seen, dispute.number)),
        timeline=timeline(seen, dispute.number),
        tried=tried,
    )


def _card(
    seen: Seen,
    dispute: Dispute,
    proposal: Proposal,
    open_now: tuple[str, ...],
    tried: Tried | None,
) -> Card:
    would = preview.of_proposal(seen.order, seen.policy, seen.now, dispute.number, proposal.number)
    forms = []
    if (
        "accept_proposal" in open_now
        and would is not None
        and proposal.owner != seen.reader.role
        and seen.reader.role not in proposal.accepted_by
    ):
        button = seen.tongue.say("Accept {terms}", terms=terms(seen.words, proposal))
        forms.append(
            form(
                seen, "accept_proposal", button, tone="main", tried=tried,
                dispute=dispute.number, proposal=proposal.number,
            )
        )  # fmt: skip
    return Card(
        number=proposal.number,
        at=proposal.at,
        terms=terms(seen.words, proposal),
        state=proposal.state,
        moved="" if would is None else seen.words.moved(would.transfers),
        forms=tuple(forms),
    )
