"""The marketplace: time passes, somebody looks at an order, and what they choose is sent."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass

from amends.core.deadlines import next_due
from amends.core.dispute import Closed
from amends.core.moments import DAY, HOUR, Instant
from amends.core.people import Actor
from amends.core.refusals import Refusal
from amends.engine.envelope import Answer, Envelope, Receipt
from amends.policies import load
from amends.sim.chance import Chance, order_id
from amends.sim.choice import chosen
from amends.sim.figures import Figures
from amends.sim.house import House
from amends.sim.misdeeds import Misdeed, misdeed
from amends.sim.orders import POLICIES, fate_of, ordered
from amends.sim.parcels import Scan, planned
from amends.sim.people import CARRIER, SHOP, Cast
from amends.sim.scene import Scene, name_of
from amends.sim.workers import Worker

START = 1_704_067_200_000  # 2024-01-01T00:00:00Z
SLOT = 2 * HOUR
PAY_DAYS = 20
# Nobody looks at one order more often than this.
MOST_LOOKS = 250

# What `moves` gave must not be refused for these reasons.
_CONTRADICTIONS = frozenset(
    (
        "unknown_order",
        "not_your_role",
        "not_in_this_stage",
        "put_aside",
        "key_reused",
        "frozen_by_bank",
    )
)
# After these refusals nothing of the order was looked at, so nothing that was due was applied.
_UNREAD = frozenset(("unknown_order", "key_reused", "bad_argument", "put_aside"))


@dataclass
class Sent:
    """An envelope on its way, with the order it is about and why it is sent."""

    scene: Scene
    envelope: Envelope
    misdeed: Misdeed | None = None
    repeat: Receipt | None = None


type Entry = tuple[Instant, int, Scene, Scan | None]


class Market:
    """A marketplace under way."""

    def __init__(
        self, seed: int, days: int, orders: int, house: House, worker: Worker, batch: int
    ) -> None:
        self.figures = Figures(seed=seed, days=days, orders=orders)
        self.scenes: list[Scene] = []
        self.end = START + days * DAY
        self._house = house
        self._worker = worker
        self._batch = batch
        self._agenda: list[Entry] = []
        self._count = 0
        self._looks: dict[str, int] = {}
        cast = Cast(seed, orders)
        spread = Chance(seed, "arrivals")
        for n in range(1, orders + 1):
            at = (
                START + int(spread.random() * max(days - 40, 1)) * DAY + spread.randrange(12) * SLOT
            )
            self._announce(seed, str(n), at, cast)

    def run(self, tell: Callable[[int], None] = lambda days: None) -> None:
        """Let the time pass until the end; `tell` hears how many days have."""
        days = paid = 0
        while self._agenda and self._agenda[0][0] <= self.end:
            now = self._agenda[0][0]
            if (now - START) // DAY != days:
                days = (now - START) // DAY
                tell(days)
                if days // PAY_DAYS != paid:
                    paid = days // PAY_DAYS
                    self._pay(now)
            if self._worker.comes(now):
                self.figures.sweeps += 1
                self._house.sweep(self._worker.limit(), now)
            self._instant(now)

    def _pay(self, now: Instant) -> None:
        """The sellers' pay day: after a worker has come, and what has fallen due is booked."""
        while self._house.sweep(500, now):
            pass
        sold = {(s.order.seller, s.order.currency) for s in self.scenes if s.state is not None}
        for seller, currency in sorted(sold):
            payout = self._house.pay_out(seller, currency, f"pay day {now}", now)
            if payout is not None:
                self.figures.payouts[currency] += 1
                self.figures.paid_out[seller, currency] += payout.minor

    def _instant(self, now: Instant) -> None:
        """Everything that happens at one instant: of each order one thing in a batch."""
        entries: list[Entry] = []
        orders: set[str] = set()
        while self._agenda and self._agenda[0][0] == now and len(entries) < self._batch:
            if self._agenda[0][2].number in orders:
                break
            entry = heapq.heappop(self._agenda)
            orders.add(entry[2].number)
            entries.append(entry)
        sent = []
        for _, _, scene, scan in entries:
            scene.reach(now)
            sent += self._sent(scene, scan, now)
        if sent:
            self._send(sent, now)
        for _, _, scene, scan in entries:
            if scan is None:
                self._look_again(scene, now)

    def _announce(self, seed: int, number: str, at: Instant, cast: Cast) -> None:
        chance = Chance(seed, "order", number)
        arguments, buyer, seller = ordered(number, chance, cast)
        policy = load(chance.weighted(POLICIES)).policy
        self.figures.policies[policy.name] += 1
        scene = Scene(
            number, order_id(seed, number, at), policy, buyer, seller,
            fate_of(chance, seller), chance, arguments,
        )  # fmt: skip
        self.scenes.append(scene)
        self._add(at, scene)

    def _add(self, at: Instant, scene: Scene, scan: Scan | None = None) -> None:
        self._count += 1
        heapq.heappush(self._agenda, (at, self._count, scene, scan))

    def _sent(self, scene: Scene, scan: Scan | None, now: Instant) -> list[Sent]:
        """What is sent because of one entry of the agenda."""
        if scene.state is None:
            return [
                Sent(
                    scene,
                    scene.envelope(SHOP, "place_order", scene.placing, now, scene.policy.name),
                )
            ]
        if scan is not None:
            return [Sent(scene, scene.envelope(CARRIER, "report_tracking", scan.arguments, now))]
        if scene.last is not None and scene.chance.happens(2):
            return [Sent(scene, scene.last[0], repeat=scene.last[1])]
        if scene.chance.happens(14):
            found = misdeed(scene, now)
            return [] if found is None else [Sent(scene, found.envelope, misdeed=found)]
        envelope = chosen(scene, now)
        return [] if envelope is None else [Sent(scene, envelope)]

    def _send(self, sent: list[Sent], now: Instant) -> None:
        answers = self._house.execute([each.envelope for each in sent], now)
        for each, answer in zip(sent, answers, strict=True):
            self._take(each, answer, now)
        versions = self._house.versions([each.scene.order_id for each in sent])
        for each, answer in zip(sent, answers, strict=True):
            if isinstance(answer, Refusal) and answer.code in _UNREAD:
                continue
            if (
                each.repeat is None
                and versions.get(each.scene.order_id) != each.scene.order.version
            ):
                self._found(each, "the order is not at the version that was acknowledged")

    def _take(self, sent: Sent, answer: Answer, now: Instant) -> None:
        figures, scene = self.figures, sent.scene
        name = name_of(sent.envelope.command)
        if sent.misdeed is not None:
            figures.misdeeds[sent.misdeed.kind] += 1
            if isinstance(answer, Receipt):
                self._found(sent, f"{sent.misdeed.kind} was accepted")
            elif sent.misdeed.code not in ("", answer.code):
                self._found(sent, f"{sent.misdeed.kind} was refused as {answer.code}")
            else:
                figures.refusals[answer.code] += 1
        elif sent.repeat is not None:
            figures.repeats += 1
            first = sent.repeat
            same = isinstance(answer, Receipt) and answer.replayed
            if not same or (answer.position, answer.events) != (first.position, first.events):  # type: ignore[union-attr]
                self._found(sent, "a repeated command got another answer")
        elif isinstance(answer, Refusal):
            figures.refused[answer.code] += 1
            figures.refusals[answer.code] += 1
            if answer.code in _CONTRADICTIONS:
                self._found(sent, f"`moves` gave it, and it was refused as {answer.code}")
        else:
            figures.accepted[name] += 1
            scene.accepted(sent.envelope, answer, now)
            self._follow(scene, sent.envelope, now)

    def _follow(self, scene: Scene, envelope: Envelope, now: Instant) -> None:
        """What an accepted command sets going: goods that are sent will be reported."""
        name, command = name_of(envelope.command), envelope.command
        chance = scene.chance
        if name == "give_return_address":
            scene.waybills[command.dispute] = command.waybill
        elif name in ("ship", "ship_return", "ship_replacement"):
            fate = scene.fate if name == "ship" else chance.choice(("fine", "fine", "late", "lost"))
            postcode = "" if name == "ship_return" else scene.placing["postcode"]
            for scan in planned(chance, command.tracking, now, fate, postcode):
                self._add(scan.at, scene, scan)

    def _look_again(self, scene: Scene, now: Instant) -> None:
        looks = self._looks[scene.number] = self._looks.get(scene.number, 0) + 1
        if looks >= MOST_LOOKS or scene.state is None or _is_over(scene, now):
            return
        chance = scene.chance
        due = next_due(scene.order)
        if due is not None and due > now + 1 and chance.happens(15):
            # Just before a deadline, at it, or just after.
            self._add(due + chance.choice((-1, 0, 1)), scene)
            return
        gap = chance.weighted({(1, 12): 45, (12, 48): 40, (48, 240): 15})
        at = now + chance.hours(*gap)
        self._add(-(-at // SLOT) * SLOT, scene)

    def _found(self, sent: Sent, sentence: str) -> None:
        actor: Actor = sent.envelope.actor
        self.figures.found(
            f"Order {sent.scene.number}, {name_of(sent.envelope.command)} by {actor}: {sentence}."
        )


def _is_over(scene: Scene, now: Instant) -> bool:
    """Whether nobody can do anything about the order any more but claim at the bank."""
    order = scene.order
    clocks = [*order.clocks, *(clock for d in order.disputes for clock in d.clocks)]
    return (
        order.status in ("completed", "cancelled")
        and order.chargeback is None
        and all(isinstance(d.stage, Closed) for d in order.disputes)
        and all(clock.due < now for clock in clocks)
    )
