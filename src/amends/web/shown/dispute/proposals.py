"""The three columns: every proposal as a card, with what it would do and what can be done with it."""

from dataclasses import dataclass, replace

from amends.core.clocks import find
from amends.core.commands.reject_proposal import RejectProposal
from amends.core.commands.withdraw_proposal import WithdrawProposal
from amends.core.deadlines import due_of
from amends.core.dispute import Negotiation, Owner, Proposal
from amends.core.events import Escalated
from amends.core.moments import Instant
from amends.core.preview import Preview
from amends.telling.mark import N_
from amends.telling.terms import terms
from amends.web.command_forms import (
    accept_proposal,
    propose,
    reject_proposal,
    withdraw_proposal,
)
from amends.web.doable import Doable
from amends.web.forms import Form
from amends.web.moved import Would, would

OWNERS: tuple[Owner, ...] = ("buyer", "seller", "arbitrator")
# Cards that are not standing any more are folded away beyond this many.
_SHOWN = 3


@dataclass(frozen=True)
class Card:
    """A proposal: who offers what, what accepting it would do, and what can be done with it.

    `until` is the last instant to answer it, `accepted` who has accepted the platform's so far.
    """

    number: int
    at: Instant
    terms: str
    state: str
    words: str
    until: Instant | None
    accepted: tuple[str, ...]
    would: Would | None
    forms: tuple[Form, ...]


@dataclass(frozen=True)
class Column:
    """The proposals of one side, the newest first; old ones are in `earlier`.

    `offering` are forms to offer something else; `empty` says why there is nothing.
    """

    owner: Owner
    name: str
    cards: tuple[Card, ...]
    earlier: tuple[Card, ...]
    offering: tuple[Form, ...]
    empty: str
    mine: bool

    @property
    def count(self) -> int:
        """How many proposals this side has made."""
        return len(self.cards) + len(self.earlier)

    @property
    def opened(self) -> bool:
        """Whether a form of this column was tried."""
        cards = (*self.cards, *self.earlier)
        forms = [*self.offering, *(form for card in cards for form in card.forms)]
        return any(form.opened for form in forms)


def columns(able: Doable, main: Form | None) -> tuple[Column, ...]:
    """Buyer, seller and platform; `main` stands at the top of the page already."""
    return tuple(_column(able, owner, main) for owner in OWNERS)


def _column(able: Doable, owner: Owner, main: Form | None) -> Column:
    role = able.seen.reader.role
    offers = [each for each in reversed(able.dispute.proposals) if each.owner == owner]
    standing = [each for each in offers if each.state == "standing"]
    others = [each for each in offers if each.state != "standing"]
    first = sorted([*standing[:_SHOWN], *others[: max(0, _SHOWN - len(standing))]], key=_newest)
    rest = [each for each in offers if each not in first]
    return Column(
        owner=owner,
        name=_name(able, owner),
        cards=tuple(_card(able, each, main) for each in first),
        earlier=tuple(_card(able, each, main) for each in rest),
        offering=(propose.form(able),) if owner == role and able.may("propose") else (),
        empty="" if offers else _empty(able, owner),
        mine=owner == role,
    )


def _name(able: Doable, owner: Owner) -> str:
    if owner == "arbitrator":
        return able.say(N_("Platform"))
    return able.seen.words.begins(owner)


def _newest(proposal: Proposal) -> int:
    return -proposal.number


def _card(able: Doable, proposal: Proposal, main: Form | None) -> Card:
    told = _preview(able, proposal)
    return Card(
        number=proposal.number,
        at=proposal.at,
        terms=terms(able.seen.words, proposal),
        state=proposal.state,
        words=able.seen.words.text(proposal.statement),
        until=_until(able, proposal),
        accepted=tuple(
            able.seen.words.begins(each)
            for each in proposal.accepted_by
            if proposal.owner == "arbitrator"
        ),
        would=None if told is None else would(able, proposal, told),
        forms=_forms(able, proposal, main),
    )


def _preview(able: Doable, proposal: Proposal) -> Preview | None:
    if not able.dispute.open:
        return None
    return able.seen.rules.if_accepted(able.dispute.number, proposal.number)


def _until(able: Doable, proposal: Proposal) -> Instant | None:
    """Until when it waits for its answer, while somebody's time to answer runs."""
    dispute = able.dispute
    if proposal.state != "standing":
        return None
    if proposal.owner == "arbitrator":
        clock = find(dispute.clocks, "platform_proposal")
        return clock.due if clock is not None and clock.ref == proposal.number else None
    if isinstance(dispute.stage, Negotiation) and dispute.turn not in (proposal.owner, "none"):
        return due_of(able.seen.order, dispute)
    return None


def _forms(able: Doable, proposal: Proposal, main: Form | None) -> tuple[Form, ...]:
    number, number_of_it = able.dispute.number, proposal.number
    forms = [accept_proposal.form(able, proposal)]
    if main is not None and _same(forms[0], main):
        forms = [replace(main, opened=False, refused=None)]
    if able.takes(RejectProposal(dispute=number, proposal=number_of_it)):
        forms.append(reject_proposal.form(able, number_of_it))
    if able.takes(WithdrawProposal(dispute=number, proposal=number_of_it)):
        if able.may("propose"):
            forms.append(propose.changing(able, proposal))
        forms.append(withdraw_proposal.form(able, proposal))
    return tuple(form for form in forms if form is not None)


def _same(one: Form | None, other: Form) -> bool:
    return one is not None and (one.command, one.fields) == (other.command, other.fields)


def _empty(able: Doable, owner: Owner) -> str:
    if not able.may("propose") and owner != "arbitrator":
        return able.say(N_("No proposal."))
    if owner != "arbitrator":
        return able.say(N_("No proposal yet."))
    steps_in = next(
        (
            at
            for at, event in able.seen.coming
            if isinstance(event, Escalated) and event.dispute == able.dispute.number
        ),
        None,
    )
    if steps_in is None:
        return able.say(N_("No proposal."))
    when = able.seen.tongue.instant(steps_in)
    return able.say(N_("Steps in by itself on {instant}, if you have not agreed."), instant=when)
