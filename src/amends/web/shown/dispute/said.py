"""What was said, as a conversation."""

from dataclasses import dataclass

from amends.core.moments import Instant
from amends.web.command_forms import make_statement
from amends.web.doable import Doable
from amends.web.forms import Form

# Longer words get a box of their own that scrolls, and old ones are folded away.
_LONG = 1200
_SHOWN = 40


@dataclass(frozen=True)
class Said:
    """Words of somebody in the dispute."""

    author: str
    role: str
    at: Instant
    text: str
    mine: bool
    long: bool


@dataclass(frozen=True)
class Conversation:
    """All that was said, the oldest first; `earlier` is folded away."""

    earlier: tuple[Said, ...]
    said: tuple[Said, ...]
    form: Form | None


def conversation(able: Doable) -> Conversation:
    """The statements with the form to say something."""
    said = tuple(
        Said(
            author=able.seen.words.begins(each.author),
            role=each.author,
            at=each.at,
            text=(text := able.seen.words.text(each.text)),
            mine=each.author == able.seen.reader.role,
            long=len(text) > _LONG,
        )
        for each in able.dispute.statements
    )
    return Conversation(
        earlier=said[:-_SHOWN],
        said=said[-_SHOWN:],
        form=make_statement.form(able) if able.may("make_statement") else None,
    )
