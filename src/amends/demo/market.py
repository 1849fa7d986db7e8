"""The marketplace, made by real commands through the engine: nothing is written past the rules.

The same seed and the same day give the same people, orders, amounts and outcomes. Only salts, and
with them digests and hashes, are by chance every time.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import batched
from random import Random

from amends.core.commands import build
from amends.core.moments import DAY, Instant
from amends.core.people import Actor
from amends.core.refusals import Refusal
from amends.demo.cast import ALICE, BOB, BUYERS, SELLERS
from amends.demo.life import WHOLE, Act, Life
from amends.demo.lives import MIX
from amends.engine.clock import SteppedClock, SuppliedClock
from amends.engine.engine import Engine
from amends.engine.envelope import Answer, Envelope
from amends.engine.store.base import Store
from amends.telling.refusals import said

SEED = 2026
BATCH = 256


@dataclass(frozen=True)
class Market:
    """The marketplace on its day. `case` is the order that the tour tells: Alice's kettle."""

    engine: Engine
    clock: SteppedClock
    today: Instant
    orders: int
    case: str


class SeedingError(AssertionError):
    """A command of the marketplace was refused: the lives and the rules do not agree."""


def lives(seed: int = SEED) -> list[Life]:
    """Every order's life, the same for the same seed. The first is Alice's kettle."""
    rng = Random(seed)  # noqa: S311 (a marketplace, no secret)
    written = [_alices_kettle(rng)]
    for policy, mix in MIX.items():
        for story, count in mix:
            for which in range(count):
                buyer, seller = rng.choice(BUYERS), rng.choice(SELLERS)
                # Alice and Bob meet every kind of case at least once, each with somebody else.
                if policy == WHOLE and which == 0:
                    buyer = ALICE.name
                elif policy == WHOLE and which == 1:
                    seller = BOB.name
                life = Life(len(written), rng, buyer, seller, policy)
                story(life)
                written.append(life)
    return written


def make(
    store: Store, today: Instant, tell: Callable[[int, int], None] = lambda done, of: None
) -> Market:
    """Fill an empty database with the marketplace as it stands at `today`.

    `tell` hears how many commands of how many have been carried out.
    """
    engine = Engine(store, SuppliedClock())
    written = lives()
    of = sum(len(life.acts) for life in written)
    done = 0
    ids: dict[int, str] = {}
    for acts in (_placing(written, today), _later(written, today)):
        for batch in batched(acts, BATCH):
            envelopes = [_envelope(ids, *each) for each in batch]
            for (life, act, _), answer in zip(batch, engine.execute(envelopes), strict=True):
                ids[life.n] = _accepted(life, act, answer)
            done += len(batch)
            tell(done, of)
    clock = SteppedClock(today)
    engine.clock = clock
    while engine.sweep().more:
        pass
    return Market(engine=engine, clock=clock, today=today, orders=len(written), case=ids[0])


def _alices_kettle(rng: Random) -> Life:
    life = Life(0, rng, ALICE.name, BOB.name, WHOLE, hero=True)
    life.pay()
    life.wait(2)
    life.ship()
    life.wait(1)
    life.scan("in_transit")
    life.wait(9)
    life.scan("delivered")
    life.wait(1)
    life.do(
        life.buyer, "open_dispute", line="kettle", grounds="not_as_described.quality",
        received=True, remedy="refund_only", amount="9.00", statement="The lid is cracked.",
        exhibits=[life.exhibit("photo")],
    )  # fmt: skip
    life.wait(0.75)
    return life


def _placing(written: list[Life], today: Instant) -> list[tuple[Life, Act, Instant]]:
    """The first act of every life, in the order of time."""
    return sorted(
        ((life, life.acts[0], today - life.at + life.acts[0].at) for life in written),
        key=lambda each: each[2],
    )


def _later(written: list[Life], today: Instant) -> list[tuple[Life, Act, Instant]]:
    """All other acts, in the order of time; those of one life never change places."""

    def acts() -> Iterator[tuple[Life, Act, Instant]]:
        for life in written:
            for act in life.acts[1:]:
                yield life, act, today - life.at + act.at

    return sorted(acts(), key=lambda each: each[2])


def _envelope(ids: dict[int, str], life: Life, act: Act, at: Instant) -> Envelope:
    return Envelope(
        actor=act.actor,
        order_id=ids.get(life.n),
        command=build(act.command, act.arguments),
        key=f"{life.number} {life.acts.index(act)}",
        seen_at=at,
        policy=life.policy if act.command == "place_order" else "",
    )


def _accepted(life: Life, act: Act, answer: Answer) -> str:
    if isinstance(answer, Refusal):
        raise SeedingError(
            f"order {life.number}: {act.command} by {act.actor} at {act.at / DAY:.1f} days:"
            f" {answer.code}: {said(answer)}"
        )
    return answer.order_id


def give(market: Market, actor: Actor, command: str, order_id: str, **arguments: object) -> Answer:
    """Somebody gives a command now."""
    envelope = Envelope(
        actor=actor,
        order_id=order_id,
        command=build(command, arguments),
        key=f"{command} at {market.clock.now()}",
        seen_at=market.clock.now(),
    )
    (answer,) = market.engine.execute([envelope])
    return answer
