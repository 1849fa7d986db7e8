"""Long work in words: what it is, how far it is, and what came of it."""

from typing import Any

from amends.telling.mark import N_
from amends.telling.tongue import Tongue
from amends.web.models.jobs import Job

_NAMES = {
    "audit": N_("The audit of everything"),
    "export": N_("The export of everything"),
    "case": N_("A case file"),
    "figures": N_("Reckoning the figures"),
    "scenarios": N_("Playing the scenarios"),
    "pause_clock": N_("Pausing the clocks of many orders"),
    "resume_clock": N_("Letting the clocks of many orders go on"),
}
_ENDS = {
    "done": N_("done"),
    "stopped": N_("stopped by hand"),
    "failed": N_("failed"),
    "waiting": N_("waits for its turn"),
}

# What each check of the audit says, in words for people; the audit's own stand beside them.
CHECKS = {
    "money": N_("What was paid for an order has either left escrow or is still in it."),
    "transfers": N_("Every movement of money is what its event says."),
    "chain": N_("Every log is whole: no event is missing, none was changed."),
    "texts": N_("Every text is the one that was written."),
    "policies": N_("Every policy is the one that its orders were sold under."),
    "fold": N_("Every order stands as its log says."),
    "tables": N_("Every list shows what the orders say."),
    "payouts": N_("Nobody was paid out more than had been released to them."),
    "silence": N_("Every open dispute ends by itself, or waits for platform, bank or operator."),
    "lateness": N_("No event stands before a deadline that had passed."),
    "receipts": N_("Every answer names what was done for it, once."),
    "refusals": N_("Whatever happened was asked for by somebody, or fell due."),
    "uploads": N_("Every file that counts for somebody in a case is shown there."),
}

# Why an order was left as it is.
_LEFT = {
    "already_paused": N_("its clock stood still already"),
    "not_paused": N_("its clock was going already"),
    "pause_too_long": N_("its policy allows no pause as long"),
    "order_closed": N_("it is over"),
    "put_aside": N_("it is put aside"),
    "asked": N_("it has not answered"),
}


def name_of(tongue: Tongue, job: Job) -> str:
    """What a job does."""
    return tongue.say(_NAMES[job.arguments["command"] if job.kind == "clock" else job.kind])


def by_whom(tongue: Tongue, job: Job) -> str:
    """Who asked for it; what the clock began was asked for by nobody."""
    return tongue.say("begun by itself") if job.by == "clock" else job.by


def state_of(tongue: Tongue, job: Job) -> str:
    """How far it is, or how it ended."""
    if job.state != "running":
        return tongue.say(_ENDS[job.state])
    if job.of:
        return tongue.say(
            "{done} of {all}", done=tongue.number(min(job.done, job.of)), all=tongue.number(job.of)
        )
    return tongue.say("{done} so far", done=tongue.number(job.done))


def audit_told(tongue: Tongue, found: dict[str, Any]) -> str:
    """What an audit came to, in one sentence."""
    seen = {"orders": tongue.number(found["orders"]), "events": tongue.number(found["events"])}
    if found["sound"]:
        return tongue.say("Everything holds: {orders} orders, {events} events.", **seen)
    return tongue.count(
        "{count} thing does not hold, in {orders} orders and {events} events.",
        "{count} things do not hold, in {orders} orders and {events} events.",
        sum(check["wrong"] for check in found["checks"]),
        **seen,
    )


def check_told(tongue: Tongue, name: str) -> str:
    """What one check of the audit looks at."""
    return tongue.say(CHECKS[name])


def clock_answers(tongue: Tongue, job: Job) -> tuple[str, ...]:
    """What the orders answered to a change of many clocks, a sentence each."""
    changed = int(job.answer["changed"])
    pausing = job.arguments["command"] == "pause_clock"
    said = [
        tongue.count("The clocks of {count} order stand still.", "The clocks of {count} orders stand still.", changed)
        if pausing
        else tongue.count("The clocks of {count} order go on.", "The clocks of {count} orders go on.", changed)
    ]  # fmt: skip
    for code, count in sorted(job.answer["refused"].items()):
        reason = tongue.say(_LEFT[code]) if code in _LEFT else code
        said.append(
            tongue.count(
                "{count} order was left as it is: {reason}",
                "{count} orders were left as they are: {reason}",
                count,
                reason=reason,
            )
        )
    return tuple(said)
