"""Opening a dispute step by step: what each step asks, and what was answered so far."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from amends.core.dispute import Dispute
from amends.core.grounds import WITH_AMOUNT
from amends.core.refusals import Refusal
from amends.telling import refusals
from amends.telling.mark import N_
from amends.telling.seen import Seen
from amends.web.shown.opening.lines import claimable, offered

Step = Literal["what", "why", "want", "show", "check"]
STEPS: tuple[Step, ...] = get_args(Step)
NAMES: dict[Step, str] = {
    "what": N_("What is it about"),
    "why": N_("What happened"),
    "want": N_("What you want"),
    "show": N_("Show it"),
    "check": N_("Check and send"),
}
# The step at which a refusal can be mended; others cannot be mended by filling in again.
_MENDED_AT: dict[str, Step] = {
    "unknown_line": "what", "quantity": "what", "no_piece_left": "what", "line_in_dispute": "what",
    "never_shipped": "what", "unknown_grounds": "why", "received_mismatch": "why",
    "confirmed_receipt": "why", "not_open_yet": "why", "not_shipped_yet": "why",
    "remedy_not_offered": "want", "amount_not_for_remedy": "want", "amount_missing": "want",
    "amount_of_nothing": "want", "more_than_was_paid": "want", "bad_amount": "want",
    "exhibit_needed": "show", "statement_needed": "show", "bad_argument": "show",
}  # fmt: skip


@dataclass(frozen=True)
class Answers:
    """What a draft holds, read with care: it was typed by somebody."""

    line: str = ""
    quantity: int | None = None
    received: bool | None = None
    grounds: str = ""
    remedy: str = ""
    amount: str = ""
    statement: str = ""
    uploads: tuple[Mapping[str, Any], ...] = ()
    reached: Step = "what"

    def arguments(self) -> dict[str, object]:
        """As the command takes them; an amount only where the remedy names one."""
        given: dict[str, object] = {
            "line": self.line,
            "grounds": self.grounds,
            "received": bool(self.received),
            "remedy": self.remedy,
            "statement": self.statement,
        }
        if self.quantity is not None:
            given["quantity"] = self.quantity
        if self.amount and self.remedy in WITH_AMOUNT:
            given["amount"] = self.amount
        return given


@dataclass(frozen=True)
class Mark:
    """A step in the row of steps on top of the page."""

    step: Step
    name: str
    state: Literal["done", "here", "ahead"]


@dataclass(frozen=True)
class GroundsChoice:
    """One of the grounds, as a buyer says it."""

    code: str
    words: str
    open: bool


@dataclass(frozen=True)
class GroundsClass:
    """Grounds that go together; `why` says from when on those that are closed can be chosen."""

    code: str
    title: str
    chosen: bool
    choices: tuple[GroundsChoice, ...]
    why: tuple[str, ...]


def answers_of(seen: Seen, content: Mapping[str, Any]) -> Answers:
    """A draft's answers; where there is only one line with one piece, that is what it is about."""
    answers = answers_in(content)
    if not answers.line and only_one(seen):
        (line,) = seen.order.lines
        return replace(answers, line=line.id, reached="why")
    return answers


def answers_in(content: Mapping[str, Any]) -> Answers:
    """What a draft holds, as it was kept."""
    given = {name: content[name] for name in Answers.__dataclass_fields__ if name in content}
    return Answers(**{**given, "uploads": tuple(given.get("uploads", ()))})


def only_one(seen: Seen) -> bool:
    """Whether there is nothing to choose: one line of one piece."""
    return len(seen.order.lines) == 1 and seen.order.lines[0].quantity == 1


def steps_of(seen: Seen) -> tuple[Step, ...]:
    """The steps of this order."""
    return STEPS[1:] if only_one(seen) else STEPS


def lacking(answers: Answers) -> Step | None:
    """The first step that has no answer yet, of those that the later ones rest on."""
    if not answers.line:
        return "what"
    if not answers.grounds:
        return "why"
    return None if answers.remedy else "want"


def marks(seen: Seen, here: Step, answers: Answers) -> tuple[Mark, ...]:
    """The row of steps: those behind can be gone back to."""
    reached = STEPS.index(answers.reached)
    return tuple(
        Mark(
            step,
            seen.tongue.say(NAMES[step]),
            "here" if step == here else "done" if STEPS.index(step) <= reached else "ahead",
        )
        for step in steps_of(seen)
    )


def grounds_classes(seen: Seen, answers: Answers) -> tuple[GroundsClass, ...]:
    """The grounds that the policy offers, by class: first whether it came, then what happened."""
    classes = dict.fromkeys(code.partition(".")[0] for code in offered(seen))
    return tuple(_class(seen, answers, name) for name in classes)


def _class(seen: Seen, answers: Answers, name: str) -> GroundsClass:
    codes = [code for code in offered(seen) if code.startswith(f"{name}.")]
    tries = {code: claimable(seen, answers.line, code, answers.quantity) for code in codes}
    refused = [each for each in tries.values() if isinstance(each, Refusal)]
    said = (seen.tongue.together(*refusals.told(seen.tongue, each)) for each in refused)
    choices = [
        GroundsChoice(code, seen.tongue.question(code), isinstance(found, Dispute))
        for code, found in tries.items()
    ]
    return GroundsClass(
        code=name,
        title=seen.tongue.question(name),
        chosen=answers.grounds.startswith(f"{name}."),
        choices=tuple(sorted(choices, key=lambda each: not each.open)),
        why=tuple(dict.fromkeys(said)),
    )


def refused_about(seen: Seen, answers: Answers) -> Refusal | None:
    """The refusal that a line and quantity would get whatever the grounds."""
    tries = [claimable(seen, answers.line, each, answers.quantity) for each in offered(seen)]
    refused = [each for each in tries if isinstance(each, Refusal)]
    return refused[0] if refused and len(refused) == len(tries) else None


def refused_so_far(seen: Seen, answers: Answers) -> Refusal | None:
    """The refusal that the choices made so far would get, leaving out what is not asked yet."""
    if not answers.grounds:
        return None
    remedy: Any = answers.remedy or None
    amount = answers.amount if answers.remedy in WITH_AMOUNT else ""
    found = claimable(
        seen, answers.line, answers.grounds, answers.quantity, remedy, amount, answers.received
    )
    return found if isinstance(found, Refusal) else None


def mended_at(seen: Seen, refusal: Refusal) -> Step | None:
    """The step that can mend a refusal; none where none can."""
    step = _MENDED_AT.get(refusal.code)
    return step if step is None or step in steps_of(seen) else "why"
