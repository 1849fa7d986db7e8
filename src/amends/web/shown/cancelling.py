"""What is lost by what cannot be undone: cancelling a dispute, confirming receipt."""

from dataclasses import dataclass

from django.urls import reverse

from amends.core.commands.cancel_dispute import CancelDispute
from amends.core.commands.confirm_receipt import ConfirmReceipt
from amends.core.dispute import Dispute
from amends.core.refusals import Refusal
from amends.core.rules import Would
from amends.telling import refusals
from amends.telling.seen import Seen
from amends.telling.standing import headline
from amends.telling.warnings import warned
from amends.web.command_forms import cancel_dispute, confirm_receipt
from amends.web.forms import Explained, Form
from amends.web.shown.opening.lines import can_be_opened_about
from amends.web.shown.order.forms import doables
from amends.web.shown.order.page import Link, title

# What somebody says who wants the buyer to give up too early.
_LURES = frozenset(
    ("off_platform_payment", "off_platform_contact", "close_for_replacement", "early_confirmation")
)


@dataclass(frozen=True)
class Losing:
    """A page before something that cannot be undone: what is lost, the safer way, the button.

    `refused` stands instead of the button where it cannot be done at all.
    """

    title: str
    about: str
    standing: str
    lost: tuple[str, ...]
    stays: tuple[str, ...]
    back: Link
    safer: tuple[Explained, ...]
    links: tuple[Link, ...]
    warnings: tuple[str, ...]
    form: Form | None
    final: bool = True
    refused: tuple[str, str] | None = None


def before_cancelling(seen: Seen, dispute: Dispute) -> Losing:
    """What cancelling a dispute costs its buyer (C2)."""
    say, number = seen.tongue.say, dispute.number
    done = seen.rules.would(CancelDispute(dispute=number, confirm=True))
    address = reverse("dispute", args=[seen.order.id, number])
    open_now = seen.rules.moves(number)
    links = [Link(address, say("Look at the offers"))] if "accept_proposal" in open_now else []
    return Losing(
        about=seen.words.line(dispute.line),
        title=say("Cancel this dispute?"),
        standing=headline(seen, dispute),
        lost=() if isinstance(done, Refusal) else _lost_by_cancelling(seen, dispute, done),
        stays=() if isinstance(done, Refusal) else _stays_after_cancelling(seen, dispute, done),
        back=Link(address, say("Keep the dispute open"), "main"),
        safer=_safer(seen),
        links=tuple(links),
        warnings=_lures(seen, number),
        form=None if isinstance(done, Refusal) else cancel_dispute.form(seen, dispute),
        final=isinstance(done, Refusal) or not can_be_opened_about(seen, done, dispute.line),
        refused=refusals.told(seen.tongue, done) if isinstance(done, Refusal) else None,
    )  # fmt: skip


def before_confirming(seen: Seen) -> Losing:
    """What confirming receipt costs the buyer (O6, O8)."""
    say = seen.tongue.say
    done = seen.rules.would(ConfirmReceipt(confirm=True))
    address = reverse("order", args=[seen.order.id])
    wrong = "open_dispute" in seen.rules.moves()
    opening = Link(reverse("open_dispute", args=[seen.order.id]), say("Something is wrong"))
    return Losing(
        about=title(seen),
        title=say("Did everything come?"),
        standing=say("Wait until you have everything in your hands. Waiting costs nothing."),
        lost=() if isinstance(done, Refusal) else _lost_by_confirming(seen),
        stays=() if isinstance(done, Refusal) else _stays_after_confirming(seen, done),
        back=Link(address, say("Do not confirm yet"), "main"),
        safer=_safer(seen),
        links=(opening,) if wrong else (),
        warnings=tuple(w for d in seen.order.disputes for w in _lures(seen, d.number)),
        form=None if isinstance(done, Refusal) else confirm_receipt.form(seen),
        refused=refusals.told(seen.tongue, done) if isinstance(done, Refusal) else None,
    )  # fmt: skip


def _lost_by_cancelling(seen: Seen, dispute: Dispute, done: Would) -> tuple[str, ...]:
    say, words = seen.tongue.say, seen.words
    paid_out = sum(t.minor for t in done.transfers if t.purpose == "release")
    said = [say("Your claim of {amount} ends.", amount=words.money(dispute.claim))]
    if paid_out:
        said.append(
            say(
                "{amount} that is held for you goes to {seller} at once.",
                amount=words.money(paid_out),
                seller=words.who("seller"),
            )
        )
    line = dispute.line
    if not can_be_opened_about(seen, done, line):
        said.append(say("You cannot open another dispute about these goods."))
    return tuple(said)


def _stays_after_cancelling(seen: Seen, dispute: Dispute, done: Would) -> tuple[str, ...]:
    say, until = seen.tongue.say, done.until("protection")
    if not can_be_opened_about(seen, done, dispute.line) or until is None:
        return ()
    return (
        say(
            "The money stays held, and you can open a dispute again until {until}.",
            until=seen.tongue.instant(until),
        ),
    )


def _lost_by_confirming(seen: Seen) -> tuple[str, ...]:
    say, words = seen.tongue.say, seen.words
    said = [
        say(
            "{amount} that is held for you goes to {seller} at once.",
            amount=words.money(seen.order.escrow),
            seller=words.who("seller"),
        ),
        say("You cannot claim any more that it did not come."),
    ]
    # O8: without a delivery by tracking the risk has a name.
    missing = [p for p in seen.order.parcels if p.delivered_at is None]
    if missing:
        said.append(
            seen.tongue.count(
                "No carrier has reported that the parcel was delivered. Confirm only what is in your"
                " hands.",
                "No carrier has reported that {count} of the parcels were delivered. Confirm only"
                " what is in your hands.",
                len(missing),
            )
        )
    return tuple(said)


def _stays_after_confirming(seen: Seen, done: Would) -> tuple[str, ...]:
    until = done.until("protection")
    if until is None:
        return ()
    return (
        seen.tongue.say(
            "If something is wrong with the goods, you can still open a dispute until {until}. What"
            " you are owed then has to be recovered from {seller}.",
            until=seen.tongue.instant(until),
            seller=seen.words.who("seller"),
        ),
    )


def _safer(seen: Seen) -> tuple[Explained, ...]:
    """More time, where it can be asked for or was offered."""
    wanted = ("consent_extension", "request_extension")
    open_now = seen.rules.moves()
    names = tuple(name for name in open_now if name in wanted)
    return doables(seen, names, warned(seen), None)


def _lures(seen: Seen, number: int) -> tuple[str, ...]:
    said = [each.sentence for each in warned(seen, number) if each.signal in _LURES]
    return tuple(dict.fromkeys(said))
