"""Contestants of a race: each has its own engine and gives its commands on many orders at once.

`python -m tests.races.contest ADDRESS AT WHO` reads orders from standard input, waits for a line
`go`, and says how each order answered.
"""

import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from amends.core.commands import build
from amends.core.moments import DAY
from amends.core.people import Actor
from amends.core.refusals import Refusal
from amends.engine.clock import SteppedClock
from amends.engine.engine import Engine, open_store
from amends.engine.envelope import Envelope
from tests.people import ALICE, BANK, BOB

# Two clicks of Bob, Alice gives up, the bank steps in, and the clock that has passed the deadline.
CONTESTANTS = ("accept", "accept again", "cancel", "chargeback", "silence")
_COMMANDS: dict[str, tuple[Actor, str, dict[str, object]]] = {
    "accept": (BOB, "accept_proposal", {"proposal": 1}),
    "accept again": (BOB, "accept_proposal", {"proposal": 1}),
    "cancel": (ALICE, "cancel_dispute", {"confirm": True}),
    "chargeback": (BANK, "open_chargeback", {"amount": "20.00"}),
}
AT_ONCE = 10
# SQLite's lock goes to whoever asks next: one who never rests wins every race, and that is none.
REST = 0.005


def contest(address: str, at: int, who: str, orders: Sequence[str]) -> list[str]:
    """The codes of what was answered, `accepted` for a receipt; silence answers nothing."""
    where = address if "://" in address else Path(address)
    late = 6 * DAY if who == "silence" else 0
    engine = Engine(open_store(where), SteppedClock(at + late))
    try:
        if who == "silence":
            while engine.sweep(AT_ONCE).more:
                time.sleep(2 * REST)
            return ["swept"] * len(orders)
        actor, name, arguments = _COMMANDS[who]
        command = build(name, arguments)
        envelopes = [
            Envelope(actor=actor, order_id=order_id, command=command, key=who, seen_at=at)
            for order_id in orders
        ]
        shuffled = random.Random(who).sample(range(len(orders)), len(orders))
        said = [""] * len(orders)
        for start in range(0, len(orders), AT_ONCE):
            part = shuffled[start : start + AT_ONCE]
            for n, answer in zip(part, engine.execute([envelopes[n] for n in part]), strict=True):
                said[n] = answer.code if isinstance(answer, Refusal) else "accepted"
            time.sleep(REST)
        return said
    finally:
        engine.close()


if __name__ == "__main__":
    contested = sys.stdin.readline().split()
    print("ready", flush=True)
    sys.stdin.readline()
    print(
        " ".join(
            f.replace(" ", "_")
            for f in contest(sys.argv[1], int(sys.argv[2]), sys.argv[3], contested)
        )
    )
