"""What a step's form brought, read as a draft's answers: kept as typed, within bounds."""

from collections.abc import Callable
from dataclasses import replace

from django.http import QueryDict

from amends.core.commands.arguments import LONGEST_TEXT
from amends.telling.mark import N_
from amends.telling.typed import amount
from amends.web.shown.opening.steps import Answers, Step

# What is said where a step was sent without its answer.
LACKS: dict[Step, str] = {
    "what": N_("Choose what it is about."),
    "why": N_("Choose what happened."),
    "want": N_("Choose what you want."),
}
_SHORT = 200


def typed(answers: Answers, step: Step, sent: QueryDict) -> Answers:
    """The answers with those of one step as they were sent."""
    return _READ[step](answers, sent)


def _what(answers: Answers, sent: QueryDict) -> Answers:
    line = _short(sent, "line")
    # Each line has a field of its own for how many of it.
    number = _short(sent, f"quantity.{line}")
    quantity = int(number) if number.isdecimal() and len(number) < 9 else None
    return replace(answers, line=line, quantity=quantity)


def _why(answers: Answers, sent: QueryDict) -> Answers:
    grounds, chosen = _short(sent, "grounds"), _short(sent, "class")
    if chosen and not grounds.startswith(f"{chosen}."):
        # What was chosen before under another class is out of sight.
        grounds = ""
    received = not grounds.startswith("not_received.") if grounds else None
    if grounds == answers.grounds:
        return replace(answers, received=received)
    # Other grounds have remedies of their own.
    return replace(answers, grounds=grounds, received=received, remedy="", amount="")


def _want(answers: Answers, sent: QueryDict) -> Answers:
    return replace(answers, remedy=_short(sent, "remedy"), amount=amount(_short(sent, "amount")))


def _show(answers: Answers, sent: QueryDict) -> Answers:
    words = sent.get("statement", "").replace("\r\n", "\n").replace("\x00", "").strip()
    # One more than fits, so that the rules say that it is too long.
    return replace(answers, statement=words[: LONGEST_TEXT + 1])


def _short(sent: QueryDict, name: str) -> str:
    return str(sent.get(name, "")).replace("\x00", "").strip()[:_SHORT]


_READ: dict[Step, Callable[[Answers, QueryDict], Answers]] = {
    "what": _what,
    "why": _why,
    "want": _want,
    "show": _show,
}
