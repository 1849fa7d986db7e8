"""The table of every answer: stage by stage, what each role gets for each command.

    uv run python -m tests.tables.moves        write `moves.txt` anew; read the difference

`yes` is an accepted command; anything else is the code of the refusal that the person would read.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from textwrap import wrap

from amends.core.commands import COMMANDS
from amends.core.moves import DISPUTE_MOVES, ORDER_MOVES
from amends.core.people import CLOCK, Actor
from amends.core.refusals import Refusal
from tests.core import scene
from tests.core.scene import Scene
from tests.core.tries import tries
from tests.people import ALICE, BANK, BOB, CAROL, CARRIER, DAN, DAVE, EVE, SHOP

FILE = Path(__file__).with_name("moves.txt")
COLUMNS: dict[str, Actor] = {
    "buyer": ALICE, "seller": BOB, "arbitrator": CAROL, "another": DAN, "operator": DAVE,
    "shop": SHOP, "carrier": CARRIER, "bank": BANK, "clock": CLOCK, "stranger": EVE,
}  # fmt: skip
LARGE = {"lines": [{"id": "kettle", "price": "700.00"}]}


def _returning() -> Scene:
    play = scene.disputed(remedy="return_and_refund", amount="20.00")
    return play.does(BOB, "accept_proposal", proposal=1)


def _address() -> Scene:
    return _returning().does(BOB, "give_return_address", address="1 Road, CN")


def _sent() -> Scene:
    return _address().does(ALICE, "ship_return", carrier="upu", tracking="R1")


def _exchange() -> Scene:
    play = scene.disputed(remedy="replacement", amount="")
    return play.does(BOB, "accept_proposal", proposal=1)


def _new_goods() -> Scene:
    return _exchange().does(BOB, "confirm_return", condition="as_sent")


def _waiting() -> Scene:
    return scene.shipped().at(14).does(
        ALICE, "open_dispute", line="kettle", grounds="not_received.in_transit", received=False,
        remedy="refund_only", amount="20.00",
    )  # fmt: skip


def _ruled() -> Scene:
    return scene.arbitrated().does(CAROL, "issue_ruling", amount="9.00", liable="seller")


def _appealed() -> Scene:
    return _ruled().does(BOB, "appeal", statement="No.")


def _pending() -> Scene:
    play = scene.arbitrated(order=LARGE)
    return play.does(CAROL, "issue_ruling", amount="700.00", liable="seller")


def _promised() -> Scene:
    play = scene.disputed().does(BOB, "propose", remedy="coupon", amount="5.00")
    return play.does(ALICE, "accept_proposal", proposal=2)


SITUATIONS: dict[str, Callable[[], Scene]] = {
    "paid": scene.placed,
    "paid, and the buyer asked to cancel": lambda: scene.placed().does(
        ALICE, "request_cancellation"
    ),
    "shipped": scene.shipped,
    "shipped, and the seller offered an extension": lambda: scene.shipped().does(
        BOB, "offer_extension", days=10
    ),
    "delivered": scene.delivered,
    "completed by confirmation": lambda: scene.delivered().does(
        ALICE, "confirm_receipt", confirm=True
    ),
    "cancelled": lambda: scene.placed().does(BOB, "answer_cancellation", approve=True),
    "paused": lambda: scene.delivered().does(DAVE, "pause_clock", days=3),
    "negotiation: the seller's turn": scene.disputed,
    "negotiation: the buyer's turn": lambda: scene.disputed().does(
        BOB, "propose", remedy="refund_only", amount="5.00"
    ),
    "negotiation: goods are under way": _waiting,
    "negotiation: under the policy of 2010, on day 5": lambda: (
        scene.disputed(order={"policy_name": "aliexpress-2010"})
        .does(BOB, "reject_proposal", proposal=1)
        .after(5)
    ),
    "negotiation: while the bank decides": lambda: scene.disputed().does(BANK, "open_chargeback"),
    "arbitration": scene.arbitrated,
    "arbitration: the platform has proposed": lambda: scene.arbitrated().does(
        CAROL, "propose", remedy="refund_only", amount="5.00"
    ),
    "arbitration: a ruling waits for the second person": _pending,
    "arbitration: raised from a return by the seller": lambda: _sent().does(
        BOB, "escalate", reason="Nothing came."
    ),
    "return: the seller gives the address": _returning,
    "return: the buyer ships": _address,
    "return: the seller receives": _sent,
    "replacement: the old goods go back first": lambda: _exchange().does(
        BOB, "give_return_address", address="1 Road, CN"
    ),
    "replacement: the seller ships": _new_goods,
    "replacement: the buyer receives": lambda: _new_goods().does(
        BOB, "ship_replacement", carrier="upu", tracking="N1"
    ),
    "closed: settled": lambda: scene.disputed().does(BOB, "accept_proposal", proposal=1),
    "closed: ruled": _ruled,
    "closed: cancelled": lambda: scene.disputed().does(ALICE, "cancel_dispute", confirm=True),
    "closed: a coupon is promised": _promised,
    "closed: the coupon's code is there": lambda: _promised().does(
        BOB, "keep_promise", code="FIVE"
    ),
    "appeal": _appealed,
    "appeal: answered": lambda: _appealed().does(ALICE, "join_appeal", statement="Nor do I."),
}


def answer(play: Scene, actor: Actor, name: str) -> str:
    """`yes`, or the refusal of the first try that this person would be given."""
    number = 1 if name in DISPUTE_MOVES else 0
    if number and not play.order.disputes:
        return "-"
    codes = []
    for arguments in tries(play.order, actor, name, play.policy, number):
        copy = Scene(policy=play.policy, now=play.now, state=play.order)
        given = copy.give(actor, name, **arguments)
        if not isinstance(given, Refusal):
            return "yes"
        codes.append(given.code)
    return codes[0] if codes else "-"


SHORT = {"not_your_role": ".", "not_in_this_stage": "stage", "unknown_order": "?"}


def table(title: str, play: Scene) -> Iterator[str]:
    """One situation: a row a command, a column a role; then what nobody may do at this stage."""
    yield f"## {title}"
    yield ""
    about = DISPUTE_MOVES if play.order.disputes else ORDER_MOVES
    names = [n for n in COMMANDS if n in {**ORDER_MOVES, **about} and n != "place_order"]
    rows, nobody = {}, []
    for name in names:
        answers = [answer(play, actor, name) for actor in COLUMNS.values()]
        cells = [SHORT.get(code, code) for code in answers]
        if set(cells) <= {".", "stage", "?"}:
            nobody.append(name)
        else:
            rows[name] = cells
    wide = [
        max(len(head), *(len(row[i]) for row in rows.values())) for i, head in enumerate(COLUMNS)
    ]
    first = max(len(n) for n in rows)
    yield _line("", first, COLUMNS, wide)
    for name, row in rows.items():
        yield _line(name, first, row, wide)
    if nobody:
        yield ""
        yield "\n".join(wrap(f"Not at this stage, for nobody: {', '.join(nobody)}.", 100))
    yield ""


def _line(name: str, first: int, cells: Iterable[str], wide: list[int]) -> str:
    padded = (cell.ljust(w) for cell, w in zip(cells, wide, strict=True))
    return "  ".join([name.ljust(first), *padded]).rstrip()


def whole() -> str:
    """The whole file."""
    lines = [
        "# Every answer",
        "",
        "Who gets which answer to which command, situation by situation. `yes`: it is accepted with",
        "some arguments; `.`: not_your_role; `stage`: not_in_this_stage; `?`: unknown_order; else the",
        "code that stands in docs/reference/refusals.md. `another` is an arbitrator who did nothing yet.",
        "Written by `uv run python -m tests.tables.moves`; a test holds it still.",
        "",
    ]
    for title, begins in SITUATIONS.items():
        lines += table(title, begins())
    return "\n".join(lines)


if __name__ == "__main__":
    FILE.write_text(whole())
