"""Carrying stories out: through the engine's one door, in batches, again and again if need be.

A batch holds whole stories, and is written or not written as a whole. An order for which nothing is
due any more is finished, and a second run passes over it; one that was interrupted is taken up
again, and the keys of its acts say which of them have happened.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import batched
from typing import NamedTuple

from uuid_utils import uuid7

from amends.core.commands.open_dispute import OpenDispute
from amends.core.order import Order
from amends.core.policy import Policy
from amends.core.refusals import Refusal
from amends.engine.engine import Engine
from amends.engine.envelope import Answer, Envelope
from amends.importing.progress import Progress, Stop, Tell, never, silent
from amends.importing.rejected import Rejected, Rejections
from amends.importing.stories import END, Act, Story, end
from amends.telling.refusals import said

ORDERS_AT_ONCE = 200
# Rounds of a story with an open end: what people do, until nothing is left but time.
MOST_ROUNDS = 20

type Onward = Callable[[Order, Policy], Act | None]


class Played(NamedTuple):
    """How many orders were brought in, were there already, and could not be placed.

    `stopped`: somebody asked to stop, and there was more.
    """

    orders: int
    already: int
    refused: int
    disputes: int
    stopped: bool


class _Running:
    """A story under way, with the id of its order."""

    __slots__ = ("acts", "done", "order_id", "refused", "rest", "rounds", "story", "was_there")

    def __init__(self, story: Story, order_id: str) -> None:
        self.story = story
        self.was_there = bool(order_id)
        self.order_id = order_id or str(uuid7())
        self.acts = list(story.acts)
        if story.runs_on and not story.open_end:
            self.acts.append(end())
        self.rest: list[Act] = []
        if order_id:
            # Whether that order is this very one, its placing says; the rest is for it alone.
            self.acts, self.rest = self.acts[:1], self.acts[1:]
        self.refused: set[str] = set()
        self.rounds = 0
        self.done = False


def play(
    engine: Engine,
    stories: Iterable[Story],
    rejections: Rejections,
    *,
    onward: Onward | None = None,
    total: int = 0,
    tell: Tell = silent,
    stop: Stop = never,
    at_once: int = ORDERS_AT_ONCE,
) -> Played:
    """Carry out stories. What is refused is told to `rejections` with the story's line.

    `onward` says what people do next on an order with an open end; `stop` is asked between batches.
    Raises `EngineError` when the database cannot be used; running again goes on where it stopped.
    """
    player = _Player(engine, rejections, onward)
    stopped = False
    for some in batched(stories, at_once):
        player.take(some)
        tell(player.progress(total))
        if stop():
            stopped = True
            break
    player.finish()
    return Played(
        orders=player.orders,
        already=player.already,
        refused=player.not_placed,
        disputes=player.disputes,
        stopped=stopped,
    )


class _Player:
    def __init__(self, engine: Engine, rejections: Rejections, onward: Onward | None) -> None:
        self._engine = engine
        self._rejections = rejections
        self._onward = onward
        self._under_way: list[_Running] = []
        self.orders = self.already = self.not_placed = self.disputes = 0

    def progress(self, total: int) -> Progress:
        return Progress(
            done=self.orders + self.already + self.not_placed,
            total=total,
            already=self.already,
            disputes=self.disputes,
            rejected=self._rejections.count,
        )

    def take(self, stories: Sequence[Story]) -> None:
        """Carry some stories out; one with an open end goes on beside those that come next."""
        self._round([*self._under_way, *self._begin(stories)])

    def finish(self) -> None:
        """Carry out what is still under way, to its end."""
        while self._under_way:
            self._round(self._under_way)

    def _begin(self, stories: Sequence[Story]) -> Iterator[_Running]:
        """The stories that are not finished, each with the id it has or gets."""
        there = self._there(stories)
        for story in stories:
            order_id, finished = there.get((story.shop, story.number), ("", False))
            if finished and story.runs_on:
                self.already += 1
                continue
            each = _Running(story, order_id)
            there[story.shop, story.number] = (each.order_id, False)
            yield each

    def _there(self, stories: Sequence[Story]) -> dict[tuple[str, str], tuple[str, bool]]:
        found = {}
        for shop in {story.shop for story in stories}:
            numbers = [story.number for story in stories if story.shop == shop]
            for number, (order_id, due) in self._engine.numbered(shop, numbers).items():
                found[shop, number] = (order_id, due is None)
        return found

    def _round(self, running: Sequence[_Running]) -> None:
        envelopes = [
            Envelope(
                actor=act.actor,
                order_id=each.order_id,
                command=act.command,
                key=act.key,
                seen_at=act.at,
                policy=each.story.policy,
            )
            for each in running
            for act in each.acts
        ]
        answers = iter(self._engine.execute(envelopes))
        for each in running:
            refused = [self._told(each, act, next(answers)) for act in each.acts]
            if each.rounds == 0 and refused[0]:
                self.not_placed += 1
                each.done = True
            elif each.rounds == 0:
                self.orders += not each.was_there
                self.already += each.was_there
            each.rounds += 1
            last = not each.rest and (not each.story.open_end or each.acts[-1].key == END)
            each.done = each.done or last
        self._under_way = [each for each in running if not each.done and self._goes_on(each)]

    def _told(self, each: _Running, act: Act, answer: Answer) -> bool:
        """Count an answer; whether it is a refusal, which is told."""
        if isinstance(answer, Refusal):
            self._refused(each, act, answer)
            return True
        self.disputes += isinstance(act.command, OpenDispute) and not answer.replayed
        return False

    def _refused(self, each: _Running, act: Act, refusal: Refusal) -> None:
        placing = each.story.acts[0].key
        if act.after not in each.refused and placing not in each.refused:
            story = each.story
            name = type(act.command).__name__
            self._rejections(
                Rejected(
                    file=story.file,
                    line=story.line,
                    reason=f"order {story.number}: {name} was refused ({refusal.code}):"
                    f" {said(refusal).sentence}",
                )
            )
        each.refused.add(act.key)

    def _goes_on(self, each: _Running) -> bool:
        """Ask what people do next; when nobody does anything more, let the clock run on."""
        if each.rest:
            each.acts, each.rest = each.rest, []
            return True
        order = self._engine.order(each.order_id)
        assert order is not None, "it was placed"
        act = None
        if self._onward is not None and each.rounds < MOST_ROUNDS:
            act = self._onward(order, self._engine.policy(order.policy))
        # What was refused once is not tried again: the story ends with what silence does.
        each.acts = [end()] if act is None or act.key in each.refused else [act]
        return True
