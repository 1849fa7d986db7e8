"""`amends verify`: the hashes, texts and policies of a database are what they were when written."""

from collections.abc import Callable, Iterator
from hashlib import sha256

from amends.core.value import value
from amends.engine.chapters import Chapter, chapters
from amends.engine.dossier import kept_policies
from amends.engine.store.base import Store
from amends.engine.texts import text_problems
from amends.log.chain import Broken, Head
from amends.log.chain import verify as verify_chain

_MOST_KEPT = 1000


@value
class Fault:
    """What is not as it was written. `order` is empty for a policy; position 0: of no event."""

    order: str
    position: int
    reason: str
    sentence: str


@value
class Verified:
    """How much was looked at, how many orders and policies are broken, and the first thousand."""

    orders: int
    events: int
    texts: int
    broken: int
    faults: tuple[Fault, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is broken."""
        return not self.broken


def verify(store: Store, tell: Callable[[int], None] = lambda orders: None) -> Verified:
    """Look at every policy and every order, in flat memory; of each the first thing broken."""
    faults = [
        Fault(order="", position=0, reason="policy", sentence=sentence)
        for sentence in policy_problems(store)
    ]
    broken = len(faults)
    orders = events = texts = 0
    for chapter in chapters(store):
        orders += 1
        events += len(chapter.entries)
        texts += len(chapter.texts)
        found = next(_faults(chapter), None)
        if found is not None:
            broken += 1
            faults += [found] if len(faults) < _MOST_KEPT else []
        if orders % 500 == 0:
            tell(orders)
    tell(orders)
    return Verified(orders=orders, events=events, texts=texts, broken=broken, faults=tuple(faults))


def chain_problem(chapter: Chapter) -> Broken | None:
    """The first position of an order at which its chain does not hold, up to its row."""
    head = None
    if chapter.row is not None:
        head = Head(position=chapter.row.version, hash=bytes(chapter.row.hash))
    return verify_chain(chapter.entries, head=head)


def policy_problems(store: Store) -> list[str]:
    """A sentence for each kept policy whose body is not what its hash says."""
    return [
        f"The policy {kept.reference} is not what its hash says."
        for kept in kept_policies(store)
        if sha256(kept.body.encode()).digest() != kept.hash
    ]


def _faults(chapter: Chapter) -> Iterator[Fault]:
    broken = chain_problem(chapter)
    if broken is not None:
        yield Fault(
            order=chapter.order_id, position=broken.position, reason=broken.reason,
            sentence=broken.sentence,
        )  # fmt: skip
    for position, sentence in text_problems(chapter.entries, chapter.texts, chapter.salts):
        yield Fault(order=chapter.order_id, position=position, reason="text", sentence=sentence)
