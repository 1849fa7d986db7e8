"""Noting what an exhibit shows."""

from dataclasses import replace

from amends.core.commands.note_fact import NoteFact
from amends.core.dispute import Exhibit
from amends.core.grounds import FACTS
from amends.telling.mark import N_
from amends.web.doable import Doable
from amends.web.forms import Field, Form, options


def form(able: Doable) -> Form | None:
    """Or what is known without one; none where the rules let the reader note nothing."""
    number = able.dispute.number
    choices = [
        (str(each.number), _called(able, each))
        for each in able.dispute.exhibits
        if able.takes(NoteFact(dispute=number, fact=FACTS[0], exhibit=each.number))
    ]
    if able.takes(NoteFact(dispute=number, fact=FACTS[0])):
        choices.insert(0, ("0", able.say(N_("none of them"))))
    if not choices:
        return None
    made = able.form(
        "note_fact", able.say(N_("Note this fact")),
        Field("fact", "choice", able.say(N_("What it shows")), FACTS[0], options(able.seen, FACTS)),
        Field("exhibit", "choice", able.say(N_("On which exhibit")), choices[-1][0], tuple(choices)),
    )  # fmt: skip
    return replace(made, opens=able.say(N_("Note a fact")))


def _called(able: Doable, exhibit: Exhibit) -> str:
    kind = able.seen.tongue.word(exhibit.kind)
    owner = able.seen.words.begins(exhibit.owner)
    details = {"number": exhibit.number, "kind": kind, "who": owner}
    return able.say(N_("{number} · {kind} · {who}"), **details)
