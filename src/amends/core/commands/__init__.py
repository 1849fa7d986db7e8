"""Every command: one file per verb, with its dataclass and its rule (vocabulary.md).

A new one is a file, its name below, and the rows that the type checker then misses.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypedDict, Unpack, cast

from amends.core.case import Case
from amends.core.commands import (
    accept_proposal,
    answer_cancellation,
    appeal,
    cancel_dispute,
    close_chargeback,
    confirm_receipt,
    confirm_replacement,
    confirm_return,
    confirm_ruling,
    consent_extension,
    decide_appeal,
    decline_appeal,
    escalate,
    expire,
    give_return_address,
    issue_ruling,
    join_appeal,
    keep_promise,
    make_statement,
    note_fact,
    offer_extension,
    open_chargeback,
    open_dispute,
    pause_clock,
    place_order,
    propose,
    reject_proposal,
    repay,
    report_tracking,
    request_cancellation,
    request_exhibit,
    request_extension,
    resume_clock,
    ship,
    ship_replacement,
    ship_return,
    submit_exhibit,
    withdraw_escalation,
    withdraw_exhibit,
    withdraw_proposal,
)
from amends.core.commands.about import OfDispute, OfOrder
from amends.core.commands.arguments import CommandError, build_from
from amends.core.faults import UnknownCommand
from amends.core.refusals import Refusal

Command = OfOrder | OfDispute


class ByOrderCommand[T](TypedDict):
    """A row for each command about the order, by its name."""

    place_order: T
    ship: T
    report_tracking: T
    confirm_receipt: T
    offer_extension: T
    request_extension: T
    consent_extension: T
    request_cancellation: T
    answer_cancellation: T
    open_dispute: T
    open_chargeback: T
    close_chargeback: T
    pause_clock: T
    resume_clock: T
    expire: T


class ByDisputeCommand[T](TypedDict):
    """A row for each command about a dispute, by its name."""

    propose: T
    withdraw_proposal: T
    accept_proposal: T
    reject_proposal: T
    submit_exhibit: T
    withdraw_exhibit: T
    make_statement: T
    cancel_dispute: T
    escalate: T
    withdraw_escalation: T
    request_exhibit: T
    note_fact: T
    issue_ruling: T
    confirm_ruling: T
    give_return_address: T
    ship_return: T
    confirm_return: T
    ship_replacement: T
    confirm_replacement: T
    keep_promise: T
    appeal: T
    join_appeal: T
    decline_appeal: T
    decide_appeal: T
    repay: T


class ByCommand[T](ByOrderCommand[T], ByDisputeCommand[T]):
    """A row for every command, by its name."""


def by_order_command[T](**rows: Unpack[ByOrderCommand[T]]) -> dict[str, T]:
    """A table of the commands about the order."""
    return cast("dict[str, T]", rows)


def by_dispute_command[T](**rows: Unpack[ByDisputeCommand[T]]) -> dict[str, T]:
    """A table of the commands about a dispute."""
    return cast("dict[str, T]", rows)


def by_command[T](**rows: Unpack[ByCommand[T]]) -> dict[str, T]:
    """A table of all commands."""
    return cast("dict[str, T]", rows)


type Check = Callable[[Case], Refusal | None]


@dataclass(frozen=True)
class Verb[C: Command]:
    """A command, its rule, and the check whether it is open at all, where there is one."""

    cls: type[C]
    decide: Callable[[Case, C], Refusal | None]
    possible: Check | None = None


_VERBS: dict[str, Verb[Any]] = by_command(
    place_order=Verb(place_order.PlaceOrder, place_order.decide),
    ship=Verb(ship.Ship, ship.decide, ship.possible),
    report_tracking=Verb(
        report_tracking.ReportTracking, report_tracking.decide, report_tracking.possible
    ),
    confirm_receipt=Verb(
        confirm_receipt.ConfirmReceipt, confirm_receipt.decide, confirm_receipt.possible
    ),
    offer_extension=Verb(
        offer_extension.OfferExtension, offer_extension.decide, offer_extension.possible
    ),
    request_extension=Verb(
        request_extension.RequestExtension, request_extension.decide, request_extension.possible
    ),
    consent_extension=Verb(
        consent_extension.ConsentExtension, consent_extension.decide, consent_extension.possible
    ),
    request_cancellation=Verb(
        request_cancellation.RequestCancellation,
        request_cancellation.decide,
        request_cancellation.possible,
    ),
    answer_cancellation=Verb(
        answer_cancellation.AnswerCancellation,
        answer_cancellation.decide,
        answer_cancellation.possible,
    ),
    open_dispute=Verb(open_dispute.OpenDispute, open_dispute.decide, open_dispute.possible),
    propose=Verb(propose.Propose, propose.decide),
    withdraw_proposal=Verb(
        withdraw_proposal.WithdrawProposal, withdraw_proposal.decide, withdraw_proposal.possible
    ),
    accept_proposal=Verb(
        accept_proposal.AcceptProposal, accept_proposal.decide, accept_proposal.possible
    ),
    reject_proposal=Verb(
        reject_proposal.RejectProposal, reject_proposal.decide, reject_proposal.possible
    ),
    submit_exhibit=Verb(submit_exhibit.SubmitExhibit, submit_exhibit.decide),
    withdraw_exhibit=Verb(
        withdraw_exhibit.WithdrawExhibit, withdraw_exhibit.decide, withdraw_exhibit.possible
    ),
    make_statement=Verb(
        make_statement.MakeStatement, make_statement.decide, make_statement.possible
    ),
    cancel_dispute=Verb(
        cancel_dispute.CancelDispute, cancel_dispute.decide, cancel_dispute.possible
    ),
    escalate=Verb(escalate.Escalate, escalate.decide, escalate.possible),
    withdraw_escalation=Verb(
        withdraw_escalation.WithdrawEscalation,
        withdraw_escalation.decide,
        withdraw_escalation.possible,
    ),
    request_exhibit=Verb(request_exhibit.RequestExhibit, request_exhibit.decide),
    note_fact=Verb(note_fact.NoteFact, note_fact.decide, note_fact.possible),
    issue_ruling=Verb(issue_ruling.IssueRuling, issue_ruling.decide, issue_ruling.possible),
    confirm_ruling=Verb(
        confirm_ruling.ConfirmRuling, confirm_ruling.decide, confirm_ruling.possible
    ),
    give_return_address=Verb(
        give_return_address.GiveReturnAddress,
        give_return_address.decide,
        give_return_address.possible,
    ),
    ship_return=Verb(ship_return.ShipReturn, ship_return.decide, ship_return.possible),
    confirm_return=Verb(
        confirm_return.ConfirmReturn, confirm_return.decide, confirm_return.possible
    ),
    ship_replacement=Verb(
        ship_replacement.ShipReplacement, ship_replacement.decide, ship_replacement.possible
    ),
    confirm_replacement=Verb(
        confirm_replacement.ConfirmReplacement,
        confirm_replacement.decide,
        confirm_replacement.possible,
    ),
    keep_promise=Verb(keep_promise.KeepPromise, keep_promise.decide, keep_promise.possible),
    appeal=Verb(appeal.Appeal, appeal.decide, appeal.possible),
    join_appeal=Verb(join_appeal.JoinAppeal, join_appeal.decide, join_appeal.possible),
    decline_appeal=Verb(
        decline_appeal.DeclineAppeal, decline_appeal.decide, decline_appeal.possible
    ),
    decide_appeal=Verb(decide_appeal.DecideAppeal, decide_appeal.decide, decide_appeal.possible),
    repay=Verb(repay.Repay, repay.decide, repay.possible),
    open_chargeback=Verb(
        open_chargeback.OpenChargeback, open_chargeback.decide, open_chargeback.possible
    ),
    close_chargeback=Verb(
        close_chargeback.CloseChargeback, close_chargeback.decide, close_chargeback.possible
    ),
    pause_clock=Verb(pause_clock.PauseClock, pause_clock.decide, pause_clock.possible),
    resume_clock=Verb(resume_clock.ResumeClock, resume_clock.decide, resume_clock.possible),
    expire=Verb(expire.Expire, expire.decide),
)
COMMANDS: dict[str, type[Command]] = {name: verb.cls for name, verb in _VERBS.items()}
NAMES: dict[type[Command], str] = {verb.cls: name for name, verb in _VERBS.items()}
RULES = {verb.cls: verb.decide for verb in _VERBS.values()}
POSSIBLE = {name: verb.possible for name, verb in _VERBS.items()}


def build(name: str, arguments: dict[str, object]) -> Command:
    """A command from its name and plain arguments, as doors receive them.

    Raises `CommandError`, which names the argument and says what to write instead.
    """
    cls = COMMANDS.get(name)
    if cls is None:
        raise CommandError("command", UnknownCommand(given=name, names=tuple(COMMANDS)))
    made: Command = build_from(cls, arguments)
    return made


__all__ = [
    "COMMANDS", "NAMES", "POSSIBLE", "RULES", "ByCommand", "Command", "CommandError", "OfDispute",
    "build", "by_command", "by_dispute_command", "by_order_command",
]  # fmt: skip
