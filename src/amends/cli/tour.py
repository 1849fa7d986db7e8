"""The guided tour: work lists, one case in full, time going by, money moving, the audit."""

from collections import Counter
from collections.abc import Callable

from rich.console import Console, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from amends.app.order_view import OPERATOR, load_order_view
from amends.cli.audit import audit_table
from amends.cli.dispute_picture import a_dispute
from amends.cli.orders import disputes_table
from amends.cli.picture import money_bar, whole
from amends.core.moments import DAY, Instant
from amends.core.refusals import Refusal
from amends.demo.cast import ALICE, BOB
from amends.demo.market import Market, give
from amends.engine import sums
from amends.engine.audit import audit
from amends.telling.clean import clean
from amends.telling.happened import happened
from amends.telling.standing import headline
from amends.telling.tongue import ENGLISH
from amends.telling.writing import spoken

DAYS = 30
_SHOWN = 7


def tour(market: Market, console: Console, wait: Callable[[], None]) -> None:
    """Walk through a marketplace; `wait` is called between the parts."""
    guide = _Guide(market, console)
    parts = (
        guide.welcome, guide.work_lists, guide.case_in_full, guide.bob_answers,
        guide.alice_asks_for_more, guide.a_week, guide.the_rest, guide.checked,
    )  # fmt: skip
    for n, part in enumerate(parts):
        if n:
            wait()
        part()


class _Guide:
    """Says what is seen, and moves the clock."""

    def __init__(self, market: Market, console: Console) -> None:
        self.market = market
        self.engine = market.engine
        self.console = console

    def title(self, text: str, *sentences: str) -> None:
        self.console.print()
        self.console.print(Rule(Text(text, "bold cyan"), align="left", style="cyan"))
        for sentence in sentences:
            self.console.print(Text(sentence))
        self.console.print()

    def show(self, renderable: RenderableType) -> None:
        self.console.print(renderable)

    def welcome(self) -> None:
        market = self.market
        self.title(
            f"A marketplace of {market.orders} orders",
            f"It is {ENGLISH.instant(market.today)}. Alice and 24 others buy, Bob and 5 others sell,"
            " Carol and Dan arbitrate. All of it was made by the commands that people give.",
        )
        stages: Counter[str] = Counter()
        for _, stage, outcome, count in sums.outcomes(self.engine.store):
            stages[f"closed {spoken(outcome)}" if outcome else f"in {stage}"] += count
        disputes = dict(sorted(stages.items(), key=lambda each: (each[0][:2] == "cl", each[0])))
        orders = _said(self.engine.count())
        self.show(_counts({"orders": orders, "disputes": _said(disputes), "money": self.held()}))

    def held(self) -> str:
        """What is held, by currency."""
        held = sums.held(self.engine.store)
        said = ", ".join(ENGLISH.money(minor, currency) for currency, minor in held)
        return f"{said} held for buyers"

    def work_lists(self) -> None:
        self.title(
            "The work lists",
            "Most urgent first. What is due changes by itself when nobody acts, and always in"
            " the same way, whether or not a worker comes in time.",
        )
        bobs = self.engine.disputes(seller=BOB.name, turn="seller", limit=_SHOWN)
        self.console.print(Text("Bob has to answer:", "bold"))
        self.show(disputes_table(bobs))
        self.console.print()
        self.console.print(Text("Carol and Dan look at:", "bold"))
        self.show(disputes_table(self.engine.disputes(turn="arbitrator", limit=_SHOWN)))

    def case_in_full(self) -> None:
        self.title(
            "One case in full",
            "This is what Alice sees of her order: where it stands, what each answer would move,"
            " what has happened, and what happens next by itself.",
        )
        self.show(whole(load_order_view(self.engine, self.market.case, ALICE)))

    def bob_answers(self) -> None:
        self.title("Bob answers", "A few hours later Bob offers less. The turn passes to Alice.")
        self.market.clock.step(DAY // 4)
        self.command(
            BOB, "propose", remedy="refund_only", amount="6.00", statement="A new lid is 6."
        )
        self.standing()

    def alice_asks_for_more(self) -> None:
        self.title("Alice asks for a little more, and Bob agrees")
        self.market.clock.step(DAY)
        self.command(ALICE, "propose", remedy="refund_only", amount="8.00", statement="Make it 8.")
        self.market.clock.step(DAY // 2)
        self.command(BOB, "accept_proposal", proposal=3)
        self.standing()
        self.show(money_bar(load_order_view(self.engine, self.market.case, ALICE)))

    def a_week(self) -> None:
        self.title("A week goes by", "Nobody does anything. This is what silence does by itself:")
        self.move_to(self.market.clock.now() + 7 * DAY)

    def the_rest(self) -> None:
        self.title("The rest of the month", "The same again, up to today:")
        self.move_to(self.market.today + DAYS * DAY)
        stuck = self.engine.disputes(turn="arbitrator", limit=1)
        if stuck:
            self.console.print()
            self.console.print(Text("What the platform has not decided waits, and costs nobody:"))
            seen = load_order_view(self.engine, stuck[0].order_id, OPERATOR)
            self.show(a_dispute(seen, seen.order.disputes[stuck[0].number - 1]))

    def checked(self) -> None:
        self.title("Everything is checked", "Every invariant, over every order and every cent:")
        self.show(audit_table(audit(self.engine.store, self.engine.policy)))

    def command(self, actor: object, name: str, **arguments: object) -> None:
        """Give a command about Alice's case and tell what followed."""
        who = ALICE if actor is ALICE else BOB
        answer = give(self.market, who, name, self.market.case, **arguments)
        said = ", ".join(f"{key}={value}" for key, value in arguments.items() if key != "statement")
        when = ENGLISH.short(self.market.clock.now())
        self.console.print(Text.assemble((f"{when}  ", "dim"), (f"{who}: {name} {said}", "bold")))
        assert not isinstance(answer, Refusal), answer
        words = load_order_view(self.engine, self.market.case, OPERATOR).words
        for event in answer.events:
            self.console.print(Text(f"    {happened(words, event)}"))

    def standing(self) -> None:
        seen = load_order_view(self.engine, self.market.case, OPERATOR)
        self.console.print()
        self.console.print(Text(headline(seen, seen.order.disputes[0]), "bold yellow"))

    def move_to(self, at: Instant) -> None:
        """Move the clock, let the worker come, and tell what fell and which money moved."""
        before = self.market.clock.now()
        self.market.clock.set(at)
        swept = self.engine.sweep()
        events = swept.events
        while swept.more:
            swept = self.engine.sweep()
            events += swept.events
        self.console.print(Text(f"{ENGLISH.instant(before)} → {ENGLISH.instant(at)}", "dim"))
        fallen = self.fallen(before, at)
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
        for when, number, sentence in fallen[:_SHOWN]:
            table.add_row(Text(ENGLISH.short(when)[:6], "dim"), number, sentence)
        self.show(table)
        if events > _SHOWN:
            self.console.print(Text(f"… and more: {events} events in all.", "dim"))
        self.show(self.money_moved(before, at))

    def fallen(self, after: Instant, until: Instant) -> list[tuple[Instant, str, str]]:
        """Ends of disputes and orders by silence, spread over the time."""
        kept = _varied(self, sums.fallen(self.engine.store, after, until))
        return [(at, clean(number), sentence) for at, number, sentence in kept]

    def sentence(self, order_id: str, position: int) -> str:
        words = load_order_view(self.engine, order_id, OPERATOR).words
        return happened(words, self.engine.records(order_id)[position - 1].event)

    def money_moved(self, after: Instant, until: Instant) -> RenderableType:
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), title="Money that moved",
                      title_justify="left", title_style="bold")  # fmt: skip
        by_purpose: dict[str, list[str]] = {}
        for purpose, currency, minor in sums.moved_between(self.engine.store, after, until):
            by_purpose.setdefault(spoken(purpose), []).append(ENGLISH.money(minor, currency))
        for purpose, amounts in by_purpose.items():
            table.add_row(purpose, " + ".join(amounts))
        return table


def _varied(guide: _Guide, rows: list[sums.Fallen]) -> list[tuple[Instant, str, str]]:
    """Rows with their sentences, different kinds first, in the order of time."""
    seen: Counter[str] = Counter()
    chosen = []
    for order_id, position, at, number in rows:
        sentence = guide.sentence(order_id, position)
        kind = " ".join(sentence.split()[:6])
        seen[kind] += 1
        if seen[kind] <= 2:
            chosen.append((at, number, sentence))
        if len(chosen) >= _SHOWN:
            break
    return chosen


def _counts(rows: dict[str, str]) -> RenderableType:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(style="bold", no_wrap=True)
    table.add_column()
    for name, said in rows.items():
        table.add_row(name, said)
    return table


def _said(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items())
