"""Noting what an exhibit shows."""

from dataclasses import replace

from amends.core.commands.note_fact import NoteFact
from amends.core.dispute import Exhibit
from amends.core.grounds import FACTS
from amends.telling.mark import N_
from amends.web.doable import Desk, Doable
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


def on_desk(desk: Desk, exhibit: int = 0) -> Form | None:
    """To note what an exhibit shows, or with 0 what is known without one."""
    able = desk.able
    if not able.takes(NoteFact(dispute=able.dispute.number, fact=FACTS[0], exhibit=exhibit)):
        return None
    label = able.say(N_("What it shows")) if exhibit else able.say(N_("What is known"))
    field = Field(
        "fact", "choice", label, "", (("", "–"), *options(able.seen, FACTS)), required=True
    )
    made = desk.form("note_fact", able.say(N_("Note this fact")), field, exhibit=exhibit)
    return replace(made, opens=able.say(N_("Note a fact")))
