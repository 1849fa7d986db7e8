"""Reading scenario files, strictly: every error names the file, the line and what to write."""

import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import Any

from amends.core.commands import COMMANDS
from amends.core.grounds import EXHIBIT_KINDS
from amends.core.moments import Instant
from amends.core.people import CLOCK
from amends.core.value import value
from amends.policies import Loaded, PolicyError, builtin_names, load
from amends.policies.positions import positions
from amends.policies.problems import Place, dotted, located
from amends.scenarios.fields import (
    EXPECTED,
    FieldError,
    actor,
    amount,
    count,
    currency,
    moment,
    one_of,
    percentage,
    refused,
    span,
    table,
    text,
    unknown,
)  # fmt: skip
from amends.scenarios.play import Expect, Play, Step, Workers
from amends.telling.policy_faults import told_problems
from amends.telling.tongue import ENGLISH

LARGEST = 256 * 1024
_TOP = ("title", "policy", "start", "workers", "order", "step", "expect")
_ORDER = (
    "currency", "ship_from", "ship_to", "logistics", "shipping", "promised", "lines", "postcode",
    "seller_country", "commission", "payment_fee", "buyer", "seller",
)  # fmt: skip
_LINE = ("id", "title", "price", "quantity")
_STEP = ("at", "by", "do", "with", "as", "dispute", "refused")
_WORKERS: dict[str, tuple[Workers, ...]] = {
    "both": ("punctual", "late"), "late": ("late",), "punctual": ("punctual",),
}  # fmt: skip


@value
class Problem:
    """One error: where it stands, and a sentence that says what to write instead."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        return f"{located(self.file, self.line, self.field)}: {self.message}"


class ScenarioError(ValueError):
    """A file that is no scenario; `problems` holds every error found, in file order."""

    def __init__(self, problems: Collection[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line))
        super().__init__("\n".join(map(str, self.problems)))


def read_play(path: Path, policy: Loaded | None = None) -> Play:
    """Read one scenario file; `policy` is played instead of the one that the file names.

    Raises `ScenarioError` with every problem: unknown keys and commands, impossible dates and
    amounts, what is missing (vocabulary.md, readings.md 39).
    """
    try:
        with path.open("rb") as stream:
            source = stream.read(LARGEST + 1)
    except OSError as error:
        raise _unreadable(
            path, f"cannot be read ({error.strerror}); give the path of a scenario"
        ) from error
    if len(source) > LARGEST:
        raise _unreadable(path, f"is larger than {LARGEST // 1024} KiB; a scenario is a short play")
    try:
        written = source.decode("utf-8-sig")
        content = tomllib.loads(written)
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise _unreadable(path, "is not UTF-8 text; save the file as UTF-8", line) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _unreadable(path, f"is not TOML: {error}", _line_of(str(error))) from error
    return _Reader(path, content, positions(written)).play(policy)


def _unreadable(path: Path, message: str, line: int = 0) -> ScenarioError:
    return ScenarioError([Problem(file=str(path), line=line, field="", message=message)])


def _line_of(message: str) -> int:
    found = re.search(r"at line (\d+)", message)
    return int(found[1]) if found else 0


class _Reader:
    """Reads the tables of one file and gathers what is wrong with them."""

    def __init__(self, path: Path, content: dict[str, Any], lines: dict[Place, int]) -> None:
        self.path = path
        self.content = content
        self.lines = lines
        self.problems: list[Problem] = []
        self.start: Instant = 0
        self.currency = "USD"
        self.people: dict[str, str] = {}
        self.named: set[str] = set()

    def play(self, instead: Loaded | None) -> Play:
        content = self.content
        self.known((), content, _TOP)
        title = self.required((), content, "title", text)
        policy = self.required((), content, "policy", self.policy) if instead is None else instead
        self.start = self.required((), content, "start", moment) or 0
        order = self.order(content.get("order"))
        workers = self.optional((), content, "workers", one_of(_WORKERS), "both")
        steps = self.tables("step", self.step)
        expects = self.tables("expect", self.expect)
        if self.problems or policy is None:
            raise ScenarioError(self.problems)
        return Play(
            file=str(self.path), title=title, policy=policy, start=self.start, order=order,
            steps=steps, expects=expects, workers=_WORKERS[workers],
        )  # fmt: skip

    def policy(self, given: object) -> Loaded:
        name = text(given)
        beside = self.path.parent / name
        try:
            return load(beside if name not in builtin_names() and beside.exists() else name)
        except PolicyError as error:
            told = told_problems(ENGLISH, error.problems)
            raise FieldError(f"cannot be used: {told[0]}") from error

    def order(self, given: object) -> dict[str, Any]:
        place: Place = ("order",)
        if not isinstance(given, dict):
            self.wrong(place, "is a table [order] with the currency and the lines")
            return {}
        self.known(place, given, _ORDER)
        self.currency = self.required(place, given, "currency", currency) or "USD"
        money = partial(amount, currency=self.currency)
        order: dict[str, Any] = {"currency": self.currency, "lines": self.order_lines(given)}
        for key, check, otherwise in (
            ("ship_from", text, "CN"), ("ship_to", text, "US"), ("promised", span, "P30D"),
            ("logistics", one_of(("platform", "seller")), "seller"), ("shipping", money, "0"),
            ("buyer", text, "buyer"), ("seller", text, "seller"),
            ("postcode", text, ""), ("seller_country", text, ""),
            ("commission", percentage, "0%"), ("payment_fee", money, "0"),
        ):  # fmt: skip
            self.optional(place, given, key, check, otherwise)
            order[key] = given.get(key, otherwise)
        self.people = {"buyer": str(order["buyer"]), "seller": str(order["seller"])}
        return order

    def order_lines(self, order: dict[str, Any]) -> list[dict[str, Any]]:
        given = order.get("lines")
        if not isinstance(given, list) or not given or not all(isinstance(x, dict) for x in given):
            self.wrong(("order", "lines"), 'is a list like [ { id = "kettle", price = "18.00" } ]')
            return []
        for index, line in enumerate(given):
            place: Place = ("order", "lines", index)
            self.known(place, line, _LINE)
            self.required(place, line, "id", text)
            self.required(place, line, "price", partial(amount, currency=self.currency))
            self.optional(place, line, "title", text, "")
            self.optional(place, line, "quantity", count, 1)
        return [{"title": line.get("id"), "quantity": 1, **line} for line in given]

    def step(self, place: Place, given: dict[str, Any]) -> Step:
        self.known(place, given, _STEP)
        do = self.required(place, given, "do", _command) or ""
        arguments = self.optional(place, given, "with", table, {})
        if do:
            self.known((*place, "with"), arguments, _arguments(do))
        exhibits = arguments.get("exhibits", []) if do == "open_dispute" else []
        if not isinstance(exhibits, list) or any(kind not in EXHIBIT_KINDS for kind in exhibits):
            said = f"is a list of kinds: {', '.join(EXHIBIT_KINDS)}"
            self.wrong((*place, "with", "exhibits"), said)
        names = self.optional(place, given, "as", text, "")
        if names and do != "open_dispute":
            self.wrong((*place, "as"), "names a dispute, so it stands at open_dispute")
        dispute = self.dispute(place, given)
        self.named |= {names} if names else set()
        return Step(
            line=self.line(place),
            at=self.at(place, given),
            by=self.required(place, given, "by", partial(actor, people=self.people)) or CLOCK,
            do=do,
            arguments=arguments,
            dispute=dispute,
            names=names,
            refused=self.optional(place, given, "refused", refused, otherwise=False),
        )

    def expect(self, place: Place, given: dict[str, Any]) -> Expect:
        self.known(place, given, ("at", "dispute", *EXPECTED))
        wanted = {
            key: self.required(place, given, key, partial(check, currency=self.currency))
            for key, check in EXPECTED.items()
            if key in given
        }
        if not wanted:
            self.wrong(place, f"expects nothing; name one of {', '.join(EXPECTED)}")
        return Expect(
            line=self.line(place),
            at=self.at(place, given),
            dispute=self.dispute(place, given),
            wanted=wanted,
        )

    def at(self, place: Place, given: dict[str, Any]) -> Instant:
        return self.start + (self.required(place, given, "at", span) or 0)

    def dispute(self, place: Place, given: dict[str, Any]) -> str:
        name: str = self.optional(place, given, "dispute", text, "")
        if name and name not in self.named:
            known = ", ".join(sorted(self.named)) or "none so far"
            self.wrong((*place, "dispute"), f"is a name given by `as`; known here: {known}")
        return name

    def tables(self, key: str, read: Callable[[Place, dict[str, Any]], Any]) -> tuple[Any, ...]:
        given = self.content.get(key, [])
        if not isinstance(given, list) or not all(isinstance(table, dict) for table in given):
            self.wrong((key,), f"is written as tables [[{key}]]")
            return ()
        return tuple(read((key, index), table) for index, table in enumerate(given))

    def known(self, place: Place, given: Mapping[str, Any], keys: Collection[str]) -> None:
        for key, message in unknown(given, keys):
            self.wrong((*place, key), message)

    def required(
        self, place: Place, given: dict[str, Any], key: str, check: Callable[[object], Any]
    ) -> Any:
        if key not in given:
            self.wrong((*place, key), "is missing")
            return None
        return self.optional(place, given, key, check, None)

    def optional(
        self, place: Place, given: dict[str, Any], key: str,
        check: Callable[[object], Any], otherwise: Any,
    ) -> Any:  # fmt: skip
        if key not in given:
            return otherwise
        try:
            return check(given[key])
        except FieldError as error:
            self.wrong((*place, key), str(error))
            return otherwise

    def wrong(self, place: Place, message: str) -> None:
        self.problems.append(
            Problem(
                file=str(self.path), line=self.line(place), field=dotted(place), message=message
            )
        )

    def line(self, place: Place) -> int:
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def _command(given: object) -> str:
    if not isinstance(given, str) or given not in COMMANDS:
        raise FieldError(f"is no command; known are: {', '.join(sorted(COMMANDS))}")
    return given


def _arguments(command: str) -> frozenset[str]:
    return frozenset(field.name for field in fields(COMMANDS[command])) - {"dispute"}
