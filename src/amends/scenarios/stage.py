"""One play under way on the real engine: time passes, commands are given, and it is looked."""

import hashlib
from collections.abc import Mapping
from typing import Any

from amends.core.commands import CommandError, build
from amends.core.deadlines import expire, next_due
from amends.core.moments import Instant, format_duration
from amends.core.order import Order
from amends.core.people import Actor
from amends.core.postings import postings
from amends.core.refusals import Refusal
from amends.core.value import value
from amends.engine.clock import SteppedClock
from amends.engine.engine import Engine
from amends.engine.envelope import Envelope, Receipt
from amends.scenarios.findings import Mismatch, Scene, mismatches
from amends.scenarios.play import Expect, Play, Step, Workers
from amends.telling.refusals import said

_SHOP = Actor(role="shop", name="shop")


@value
class Failure:
    """A step or expectation that did not come true."""

    line: int
    at: str
    step: str
    expected: str
    found: str

    def __str__(self) -> str:
        where = ", ".join(part for part in (f"line {self.line}", self.at, self.step) if part)
        return f"{where}: expected {self.expected}; found {self.found}"


class Stage:
    """One play under way."""

    def __init__(self, play: Play, workers: Workers, engine: Engine, clock: SteppedClock) -> None:
        self.play = play
        self.workers = workers
        self.engine = engine
        self.clock = clock
        self.order_id = ""
        self.numbers: dict[str, int] = {}
        self.failures: list[Failure] = []

    def play_all(self) -> list[Failure]:
        self.engine.adopt(self.play.policy)
        placed = self.give(_SHOP, "place_order", {"number": "1", **self.play.order}, "place_order")
        if isinstance(placed, Refusal):
            self.fail(1, self.play.start, "place_order by shop", "accepted", self.answered(placed))
            return self.failures
        self.order_id = placed.order_id
        for act in self.play.acts:
            self.reach(act.at)
            if isinstance(act, Step):
                self.step(act)
            else:
                self.expect(act)
        return self.failures

    def log(self) -> tuple[str, ...]:
        """What has happened, without what differs by chance: ids and digests."""
        return tuple(
            " ".join(
                (
                    format_duration(record.at - self.play.start),
                    type(record.event).__name__,
                    str(record.actor),
                    *(f"{move.purpose} {move.minor}" for move in postings(record.event)),
                )
            )
            for record in self.engine.records(self.order_id)
        )

    def reach(self, at: Instant) -> None:
        """Let the time pass; a punctual worker comes just after each deadline on the way."""
        while self.workers == "punctual":
            due = next_due(self.order())
            if due is None or due >= at:
                break
            self.clock.set(due + 1)
            if not self.engine.sweep().events:
                aside = self.engine.aside()
                why = f"{aside[0].place}: {aside[0].reason}" if aside else "nothing happened"
                self.fail(1, due, "deadline", "it falls", why)
                break
        self.clock.set(at)

    def order(self) -> Order:
        order = self.engine.order(self.order_id)
        assert order is not None
        return order

    def step(self, step: Step) -> None:
        given = f"{step.do} by {step.by}"
        arguments = dict(step.arguments)
        if step.dispute:
            if step.dispute not in self.numbers:
                self.fail(step.line, step.at, given, f"a dispute {step.dispute}", "none was opened")
                return
            arguments["dispute"] = self.numbers[step.dispute]
        answer = self.give(step.by, step.do, arguments, key=f"line {step.line}")
        if isinstance(answer, Receipt):
            if step.names:
                self.numbers[step.names] = len(self.order().disputes)
            if step.refused:
                self.fail(step.line, step.at, given, _wanted(step.refused), "accepted")
        elif not step.refused or answer.code == "which_dispute":
            self.fail(step.line, step.at, given, "accepted", self.answered(answer))
        elif step.refused is not True and step.refused != answer.code:
            self.fail(step.line, step.at, given, _wanted(step.refused), self.answered(answer))

    def give(self, by: Actor, do: str, arguments: Mapping[str, Any], key: str) -> Receipt | Refusal:
        """Give a command; one that cannot even be understood is refused like any other."""
        try:
            command = build(do, self.with_exhibits(do, arguments, key))
        except CommandError as error:
            return error.refusal
        envelope = Envelope(
            actor=by, order_id=self.order_id or None, command=command, key=key,
            seen_at=self.clock.now(), policy=self.play.policy.policy.reference,
        )  # fmt: skip
        (answer,) = self.engine.execute([envelope])
        return answer

    def answered(self, refusal: Refusal) -> str:
        """A refusal as it is shown; of an order that was put aside also why: nobody else knows here."""
        words = said(refusal)
        aside = self.engine.aside() if refusal.code == "put_aside" else []
        instead = f"{aside[0].place}: {aside[0].reason}" if aside else words.instead
        return f"refused ({refusal.code}): {words.sentence} {instead}"

    def with_exhibits(self, do: str, arguments: Mapping[str, Any], key: str) -> dict[str, Any]:
        """The arguments with a small file made for every exhibit that is given by its kind."""
        given = dict(arguments)
        if do == "open_dispute" and "exhibits" in given:
            given["exhibits"] = [
                {"kind": kind, "sha256": _file(f"{key} {index}", kind)}
                for index, kind in enumerate(given["exhibits"])
            ]
        if do == "submit_exhibit" and "sha256" not in given:
            given["sha256"] = _file(key, given.get("kind", ""))
        return given

    def expect(self, expect: Expect) -> None:
        for wrong in self.looked_at(expect):
            self.fail(expect.line, expect.at, f"expect {wrong.what}", wrong.expected, wrong.found)

    def looked_at(self, expect: Expect) -> list[Mismatch]:
        policy = self.play.policy.policy
        order, fallen = expire(self.order(), policy, expect.at)
        about = expect.dispute
        if about and about not in self.numbers:
            return [Mismatch(what="dispute", expected=about, found="none was opened")]
        number = self.numbers[about] if about else len(order.disputes)
        if not about and number > 1 and expect.wanted.keys() & _OF_A_DISPUTE:
            return [
                Mismatch(what="dispute", expected="one that is named", found=f"{number} of them")
            ]
        written = tuple(self.engine.transfers(self.order_id))
        unwritten = tuple(transfer for _, event in fallen for transfer in postings(event))
        scene = Scene(
            order=order,
            dispute=order.dispute(number),
            policy=policy,
            start=self.play.start,
            now=expect.at,
            transfers=written + unwritten,
            texts=self.engine.texts(self.order_id),
        )
        return mismatches(scene, expect.wanted)

    def fail(self, line: int, at: Instant, step: str, expected: str, found: str) -> None:
        self.failures.append(
            Failure(
                line=line,
                at=format_duration(at - self.play.start),
                step=step,
                expected=expected,
                found=found,
            )
        )


_OF_A_DISPUTE = frozenset(("stage", "outcome", "turn", "due", "liable", "recommended"))


def _file(name: str, kind: str) -> str:
    """The SHA-256 of a small file of its own."""
    return hashlib.sha256(f"{kind}\n{name}\n".encode()).hexdigest()


def _wanted(refused: bool | str) -> str:
    return "refused" if refused is True else f"refused ({refused})"
