"""One order as one reader sees it: with what has happened, and what silence would do."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from amends.core.events import Event
from amends.core.moments import Instant
from amends.core.people import Actor
from amends.core.policy import Policy
from amends.core.rules import Fallen, Rules, Would
from amends.core.transfers import Transfer
from amends.core.visibility import OrderView
from amends.engine.store.tables import AsideRow
from amends.telling.tongue import ENGLISH, Tongue
from amends.telling.words import Words


@dataclass(frozen=True)
class Seen:
    """An order as its reader may see it now by the rules, whether or not a worker has come since.

    `rules` say what is open and what something would do. `past` is what happened with whoever
    caused it; `coming` is what would happen if nobody did anything from now on; `texts` are the
    private texts by digest; `owed` is what the seller still owes the buyer, by dispute; `habits`
    are signals of the buyer's earlier disputes, for arbitrators. `aside` says since when and why
    nothing goes on (safeguards.md 28). `alike` and `taken_before` are files whose pictures look
    like one in another order, or say that they are older than this order; who has looked at the
    files fills them in.
    """

    rules: Rules
    past: tuple[tuple[Instant, str, Event], ...] = ()
    coming: Fallen = ()
    transfers: tuple[Transfer, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    seen_elsewhere: frozenset[str] = frozenset()
    alike: frozenset[str] = frozenset()
    taken_before: frozenset[str] = frozenset()
    owed: Mapping[int, int] = field(default_factory=dict)
    habits: tuple[str, ...] = ()
    aside: AsideRow | None = None
    tongue: Tongue = ENGLISH

    @property
    def order(self) -> OrderView:
        """The order, with what is withheld from the reader left empty."""
        return self.rules.order

    @property
    def policy(self) -> Policy:
        """The policy that the order pins."""
        return self.rules.policy

    @property
    def reader(self) -> Actor:
        """Who reads."""
        return self.rules.reader

    @property
    def now(self) -> Instant:
        """The instant at which the order stands like this."""
        return self.rules.now

    @property
    def words(self) -> Words:
        """The words for this reader."""
        return Words(self.order, self.reader, self.texts, self.tongue)

    def after(self, done: Would) -> "Seen":
        """The order as the reader would see it afterwards, with what silence would do then."""
        return replace(self, rules=done.rules, coming=done.rules.coming())
