"""One random step of one order: somebody does something, or time passes.

`choose` picks from a list; tests bring Hypothesis', so that what fails is made small.
"""

from collections.abc import Callable, Sequence
from typing import Any

from amends.core.commands import COMMANDS, build
from amends.core.deadlines import expire, next_due
from amends.core.dispute import Arbitration, Negotiation
from amends.core.events import Event
from amends.core.known import Known
from amends.core.moments import DAY, HOUR, Instant
from amends.core.money import format_minor
from amends.core.moves import DISPUTE_MOVES, ORDER_MOVES, dispute_moves, moves
from amends.core.order import Order
from amends.core.people import Actor
from amends.core.policy import Policy
from amends.core.postings import postings
from amends.core.preview import of_proposal
from amends.core.refusals import Refusal
from tests.core.scene import Scene, Told, placed, policy, under
from tests.core.tries import tries
from tests.people import ALICE, BANK, BOB, CAROL, CARRIER, DAN, DAVE, EVE, EVE_AS_SELLER, SHOP

type Choose = Callable[[Sequence[Any]], Any]

PEOPLE: tuple[Actor, ...] = (ALICE, BOB, CAROL, DAN, CARRIER, BANK, DAVE, SHOP)
# How often each acts, among the likely ones.
OFTEN: tuple[Actor, ...] = (*(ALICE, BOB) * 5, *(CAROL, DAN) * 3, CARRIER, CARRIER, BANK, DAVE)
JUMPS = (1, HOUR, DAY, 2 * DAY, 3 * DAY, 5 * DAY, 10 * DAY + 1, 30 * DAY)
LINES = (
    (("kettle", 1800, 1),),
    (("kettle", 1800, 3),),
    (("kettle", 1800, 2), ("cup", 333, 3)),
    (("kettle", 999, 1), ("gift", 0, 1)),
    (("gift", 0, 2),),
    (("kettle", 70000, 1), ("cup", 1, 2)),
)
POLICIES: dict[str, Policy] = {
    "2017": policy("aliexpress-2017"),
    "2010": policy("aliexpress-2010"),
    "resumes": under(policy(), "opening", on_cancel="resume_protection"),
    "platform pays": under(policy(), "order", recover_from="platform"),
    "closes": under(policy(), "negotiation", buyer_silent="close", seller_silent="escalate"),
    "waits": under(policy(), "negotiation", seller_silent="wait", talks_end="close"),
}


def begin(choose: Choose, rules: str = "") -> Scene:
    """An order of any currency, any lines, and any policy where none is named."""
    currency = choose(("USD", "JPY", "KWD"))
    lines = [
        {"id": name, "price": format_minor(price, currency), "quantity": quantity}
        for name, price, quantity in choose(LINES)
    ]
    return placed(
        by=POLICIES[rules or choose(tuple(POLICIES))],
        currency=currency,
        lines=lines,
        shipping=format_minor(choose((0, 200, 101)), currency),
        promised=choose(("P30D", "P3D", "P60D", "P10D")),
        ship_to=choose(("US", "ES", "BR")),
        ship_from=choose(("CN", "IT")),
        logistics=choose(("seller", "platform")),
        commission=choose(("0%", "10%", "7.25%")),
        payment_fee=format_minor(choose((0, 0 if lines[0]["id"] == "gift" else 31)), currency),
    )


def under_way(choose: Choose, rules: str = "") -> Scene:
    """An order that has come some way already: shipped, delivered, disputed, before the platform."""
    scene = begin(choose, rules)
    far = choose((0, 1, 2, 3, 4, 5))
    if far >= 1:
        scene.does(BOB, "ship", carrier="upu", tracking="T1")
    if far >= 2 and choose((True, False)):
        scene.now += 10 * DAY
        scene.sweep()
        scene.give(CARRIER, "report_tracking", tracking="T1", status="delivered")
    if far >= 3:
        scene.now += choose((0, 10 * DAY))
        _give(scene, choose, ALICE, "open_dispute", 0)
    if far >= 4 and scene.order.disputes:
        scene.give(BOB, "reject_proposal", dispute=1, proposal=1)
        scene.now += choose((0, 5 * DAY + 1, 16 * DAY + 1))
        scene.sweep()
    if far >= 5 and scene.order.open_disputes():
        _give(scene, choose, CAROL, "issue_ruling", 1)
    return scene


def step(scene: Scene, choose: Choose) -> None:
    """Somebody does something; before that time may pass, to a deadline or by any span."""
    when = choose(("now", "now", "now", "jump", "due", "after due"))
    due = next_due(scene.order)
    if when == "jump":
        scene.now += choose(JUMPS)
    elif when == "due" and due is not None:
        scene.now = max(scene.now, due)
    elif when == "after due" and due is not None:
        scene.now = max(scene.now, due + 1)
    scene.sweep()
    due = next_due(scene.order)
    assert due is None or due >= scene.now, "what was due has fallen"
    if choose((True, True, True, True, False)):
        _likely(scene, choose)
    else:
        _anything(scene, choose)


def _likely(scene: Scene, choose: Choose) -> None:
    actor = choose(OFTEN)
    open_now = moves(scene.order, actor, scene.policy, scene.now)
    if not open_now:
        return
    name = choose(open_now)
    number = 0
    if name in DISPUTE_MOVES:
        here = [
            d.number
            for d in scene.order.disputes
            if name in dispute_moves(scene.order, actor, scene.policy, scene.now, d.number)
        ]
        number = choose(here)
    _give(scene, choose, actor, name, number)


def _anything(scene: Scene, choose: Choose) -> None:
    actor = choose((*PEOPLE, EVE, EVE_AS_SELLER))
    name = choose([n for n in COMMANDS if n != "place_order"])
    numbers = [d.number for d in scene.order.disputes] if name in DISPUTE_MOVES else []
    _give(scene, choose, actor, name, choose(numbers) if numbers else 0)


def _give(scene: Scene, choose: Choose, actor: Actor, name: str, number: int) -> None:
    options = list(tries(scene.order, actor, name, scene.policy, number))
    if not options or (name in DISPUTE_MOVES and not number):
        return
    known = Known(
        seller_has=choose((None, 0, 5000)),
        buyer_has=choose((None, None, 0, 1000)),
        elsewhere=choose((False, False, False, True)),
    )
    scene.sweep()
    before, events = scene.order, len(scene.happened)
    answer = scene.give(actor, name, known, **choose(options))
    if isinstance(answer, Refusal):
        assert scene.order is before
        assert len(scene.happened) == events


def replayed(scene: Scene, *, punctual: bool) -> list[tuple[Instant, Event]]:
    """The same accepted commands again, with a worker at every due instant, or with none at all."""
    state: Order | None = None
    happened: list[tuple[Instant, Event]] = []
    again = Scene(policy=scene.policy)
    for told in scene.told:
        if isinstance(told.answer, Refusal):
            continue
        if punctual:
            state, happened = _worked(state, happened, scene.policy, told.at)
        again.state, again.happened, again.now = state, happened, told.at
        _again(again, told)
        state, happened = again.state, again.happened
    if punctual:
        state, happened = _worked(state, happened, scene.policy, scene.now)
    again.state, again.happened, again.now = state, happened, scene.now
    again.sweep()
    return again.happened


def _again(again: Scene, told: Told) -> None:
    command = build(told.name, dict(told.arguments))
    answer = again.give_command(told.actor, told.name, command, told.known)
    assert answer == told.answer


def _worked(
    state: Order | None, happened: list[tuple[Instant, Event]], rules: Policy, until: Instant
) -> tuple[Order | None, list[tuple[Instant, Event]]]:
    """The worker comes a millisecond after every due instant."""
    while state is not None and (due := next_due(state)) is not None and due < until:
        state, fallen = expire(state, rules, due + 1)
        happened = [*happened, *fallen]
    return state, happened


def moves_tell_the_truth(scene: Scene, actor: Actor) -> None:
    """What `moves` lists is accepted with some arguments; what it does not list never is."""
    order, now = scene.order, scene.now
    listed = set(moves(order, actor, scene.policy, now))
    for name in ORDER_MOVES:
        if name not in ("place_order", "expire"):
            _told_truly(scene, actor, name, 0, name in listed)
    for dispute in order.disputes:
        here = set(dispute_moves(order, actor, scene.policy, now, dispute.number))
        for name in DISPUTE_MOVES:
            _told_truly(scene, actor, name, dispute.number, name in here)


def previews_come_true(scene: Scene) -> None:
    """What a preview says that accepting would move is what it moves, and looking moves nothing."""
    for dispute in scene.order.disputes:
        if not isinstance(dispute.stage, Negotiation | Arbitration):
            continue
        for proposal in dispute.standing("buyer") + dispute.standing("seller"):
            said = of_proposal(
                scene.order, scene.policy, scene.now, dispute.number, proposal.number
            )
            copy = Scene(policy=scene.policy, now=scene.now, state=scene.order)
            actor = BOB if proposal.owner == "buyer" else ALICE
            answer = copy.give(
                actor, "accept_proposal", dispute=dispute.number, proposal=proposal.number
            )
            if isinstance(answer, Refusal):
                assert scene.order.chargeback is not None or said is None
                continue
            assert said is not None
            assert said.transfers == tuple(t for event in answer for t in postings(event))
            assert said.stage == copy.order.disputes[dispute.number - 1].stage.name


def _told_truly(scene: Scene, actor: Actor, name: str, number: int, listed: bool) -> None:
    answers = []
    for arguments in tries(scene.order, actor, name, scene.policy, number):
        copy = Scene(policy=scene.policy, now=scene.now, state=scene.order)
        answer = copy.give(actor, name, **arguments)
        answers.append(answer)
        if not isinstance(answer, Refusal):
            assert listed, f"{actor} may {name} ({number}) though moves does not say so"
            return
    codes = [a.code for a in answers if isinstance(a, Refusal)]
    assert not listed, f"{actor} may not {name} ({number}) though moves says so: {codes}"
