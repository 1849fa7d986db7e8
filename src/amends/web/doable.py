"""What the reader can do in a dispute now: each form asks the rules, none has a condition of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.urls import reverse

from amends.core.commands import NAMES, Command
from amends.core.dispute import Dispute, Replacement, Return
from amends.core.refusals import Refusal
from amends.telling.seen import Seen
from amends.web.forms import Field, Form, Tone, Tried, form


@dataclass
class Doable:
    """The dispute before its reader, with the moves that are open, and what was tried and refused.

    `placed` says that a form on the page shows what was tried; what has no form any more is said at
    the top of the page.
    """

    seen: Seen
    dispute: Dispute
    moves: tuple[str, ...]
    tried: Tried | None
    placed: bool = False

    def may(self, command: str) -> bool:
        """Whether the command is among the moves (`core.moves`)."""
        return command in self.moves

    @property
    def next(self) -> str:
        """The command that goods on their way wait for; empty where none have to travel."""
        stage = self.dispute.stage
        return stage.awaits if isinstance(stage, Return | Replacement) else ""

    def takes(self, command: Command) -> bool:
        """Whether this very command would be accepted now; it is decided and not recorded."""
        if NAMES[type(command)] not in self.moves:
            return False
        return not isinstance(self.seen.rules.would(command), Refusal)

    def form(
        self,
        command: str,
        button: str,
        *fields: Field,
        tone: Tone = "",
        says: tuple[str, ...] = (),
        **fixed: object,
    ) -> Form:
        """A form of a command about this dispute."""
        made = form(
            self.seen, command, button, *fields, tone=tone, tried=self.tried, says=says,
            dispute=self.dispute.number, **fixed,
        )  # fmt: skip
        self.placed = self.placed or made.opened
        return made

    def say(self, sentence: str, /, **details: object) -> str:
        """A marked sentence in the reader's language."""
        return self.seen.tongue.say(sentence, **details)

    def voice(self, voices: Mapping[str, str], /, **details: object) -> str:
        """The marked sentence for this reader: `voices` has one by role, and `""` for all others."""
        chosen = voices.get(self.seen.reader.role, voices[""])
        words = self.seen.words
        named = {"buyer": words.who("buyer"), "seller": words.who("seller")}
        capital = {"Buyer": words.begins("buyer"), "Seller": words.begins("seller")}
        return self.seen.tongue.say(chosen, **(named | capital | details))

    def money(self, minor: int) -> str:
        """An amount of this order."""
        return self.seen.words.money(minor)


@dataclass(frozen=True)
class Desk:
    """A dispute before an arbitrator, with what they can do in it."""

    able: Doable

    def form(
        self,
        command: str,
        button: str,
        *fields: Field,
        tone: Tone = "",
        says: tuple[str, ...] = (),
        **fixed: object,
    ) -> Form:
        """A form of a command that is answered on the desk."""
        made = self.able.form(command, button, *fields, tone=tone, says=says, **fixed)
        return replace(made, action=self.address("case_do", command))

    def address(self, name: str, *more: object) -> str:
        """An address about this dispute."""
        return reverse(name, args=[self.able.seen.order.id, self.able.dispute.number, *more])


def doable(seen: Seen, dispute: Dispute, tried: Tried | None) -> Doable:
    """What the reader can do in a dispute now."""
    return Doable(seen, dispute, seen.rules.moves(dispute.number), tried)
