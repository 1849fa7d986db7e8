"""Every command: one file per verb, with its dataclass and its rule (vocabulary.md)."""

from collections.abc import Callable
from typing import Any

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
from amends.core.commands.arguments import CommandError, build_from
from amends.core.faults import UnknownCommand
from amends.core.refusals import Refusal

Command = (
    place_order.PlaceOrder
    | ship.Ship
    | report_tracking.ReportTracking
    | confirm_receipt.ConfirmReceipt
    | offer_extension.OfferExtension
    | request_extension.RequestExtension
    | consent_extension.ConsentExtension
    | request_cancellation.RequestCancellation
    | answer_cancellation.AnswerCancellation
    | open_dispute.OpenDispute
    | propose.Propose
    | withdraw_proposal.WithdrawProposal
    | accept_proposal.AcceptProposal
    | reject_proposal.RejectProposal
    | submit_exhibit.SubmitExhibit
    | withdraw_exhibit.WithdrawExhibit
    | make_statement.MakeStatement
    | cancel_dispute.CancelDispute
    | escalate.Escalate
    | withdraw_escalation.WithdrawEscalation
    | request_exhibit.RequestExhibit
    | note_fact.NoteFact
    | issue_ruling.IssueRuling
    | confirm_ruling.ConfirmRuling
    | give_return_address.GiveReturnAddress
    | ship_return.ShipReturn
    | confirm_return.ConfirmReturn
    | ship_replacement.ShipReplacement
    | confirm_replacement.ConfirmReplacement
    | keep_promise.KeepPromise
    | appeal.Appeal
    | join_appeal.JoinAppeal
    | decline_appeal.DeclineAppeal
    | decide_appeal.DecideAppeal
    | repay.Repay
    | open_chargeback.OpenChargeback
    | close_chargeback.CloseChargeback
    | pause_clock.PauseClock
    | resume_clock.ResumeClock
    | expire.Expire
)

COMMANDS: dict[str, type[Command]] = {
    "place_order": place_order.PlaceOrder,
    "ship": ship.Ship,
    "report_tracking": report_tracking.ReportTracking,
    "confirm_receipt": confirm_receipt.ConfirmReceipt,
    "offer_extension": offer_extension.OfferExtension,
    "request_extension": request_extension.RequestExtension,
    "consent_extension": consent_extension.ConsentExtension,
    "request_cancellation": request_cancellation.RequestCancellation,
    "answer_cancellation": answer_cancellation.AnswerCancellation,
    "open_dispute": open_dispute.OpenDispute,
    "propose": propose.Propose,
    "withdraw_proposal": withdraw_proposal.WithdrawProposal,
    "accept_proposal": accept_proposal.AcceptProposal,
    "reject_proposal": reject_proposal.RejectProposal,
    "submit_exhibit": submit_exhibit.SubmitExhibit,
    "withdraw_exhibit": withdraw_exhibit.WithdrawExhibit,
    "make_statement": make_statement.MakeStatement,
    "cancel_dispute": cancel_dispute.CancelDispute,
    "escalate": escalate.Escalate,
    "withdraw_escalation": withdraw_escalation.WithdrawEscalation,
    "request_exhibit": request_exhibit.RequestExhibit,
    "note_fact": note_fact.NoteFact,
    "issue_ruling": issue_ruling.IssueRuling,
    "confirm_ruling": confirm_ruling.ConfirmRuling,
    "give_return_address": give_return_address.GiveReturnAddress,
    "ship_return": ship_return.ShipReturn,
    "confirm_return": confirm_return.ConfirmReturn,
    "ship_replacement": ship_replacement.ShipReplacement,
    "confirm_replacement": confirm_replacement.ConfirmReplacement,
    "keep_promise": keep_promise.KeepPromise,
    "appeal": appeal.Appeal,
    "join_appeal": join_appeal.JoinAppeal,
    "decline_appeal": decline_appeal.DeclineAppeal,
    "decide_appeal": decide_appeal.DecideAppeal,
    "repay": repay.Repay,
    "open_chargeback": open_chargeback.OpenChargeback,
    "close_chargeback": close_chargeback.CloseChargeback,
    "pause_clock": pause_clock.PauseClock,
    "resume_clock": resume_clock.ResumeClock,
    "expire": expire.Expire,
}
NAMES: dict[type[Command], str] = {cls: name for name, cls in COMMANDS.items()}

Rule = Callable[[Case, Any], Refusal | None]
Check = Callable[[Case], Refusal | None]

_MODULES: dict[str, Any] = {
    "place_order": place_order,
    "ship": ship,
    "report_tracking": report_tracking,
    "confirm_receipt": confirm_receipt,
    "offer_extension": offer_extension,
    "request_extension": request_extension,
    "consent_extension": consent_extension,
    "request_cancellation": request_cancellation,
    "answer_cancellation": answer_cancellation,
    "open_dispute": open_dispute,
    "propose": propose,
    "withdraw_proposal": withdraw_proposal,
    "accept_proposal": accept_proposal,
    "reject_proposal": reject_proposal,
    "submit_exhibit": submit_exhibit,
    "withdraw_exhibit": withdraw_exhibit,
    "make_statement": make_statement,
    "cancel_dispute": cancel_dispute,
    "escalate": escalate,
    "withdraw_escalation": withdraw_escalation,
    "request_exhibit": request_exhibit,
    "note_fact": note_fact,
    "issue_ruling": issue_ruling,
    "confirm_ruling": confirm_ruling,
    "give_return_address": give_return_address,
    "ship_return": ship_return,
    "confirm_return": confirm_return,
    "ship_replacement": ship_replacement,
    "confirm_replacement": confirm_replacement,
    "keep_promise": keep_promise,
    "appeal": appeal,
    "join_appeal": join_appeal,
    "decline_appeal": decline_appeal,
    "decide_appeal": decide_appeal,
    "repay": repay,
    "open_chargeback": open_chargeback,
    "close_chargeback": close_chargeback,
    "pause_clock": pause_clock,
    "resume_clock": resume_clock,
    "expire": expire,
}
RULES: dict[type[Command], Rule] = {cls: _MODULES[name].decide for name, cls in COMMANDS.items()}
POSSIBLE: dict[str, Check | None] = {
    name: getattr(module, "possible", None) for name, module in _MODULES.items()
}


def build(name: str, arguments: dict[str, object]) -> Command:
    """A command from its name and plain arguments, as doors receive them.

    Raises `CommandError`, which names the argument and says what to write instead.
    """
    cls = COMMANDS.get(name)
    if cls is None:
        raise CommandError("command", UnknownCommand(given=name, names=tuple(COMMANDS)))
    made: Command = build_from(cls, arguments)
    return made


__all__ = ["COMMANDS", "NAMES", "POSSIBLE", "RULES", "Command", "CommandError", "build"]
