"""A policy told to its reader: every window and rule by name and value, and what differs between two."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from amends.core.policy import Policy
from amends.policies import document
from amends.policies.problems import dotted
from amends.telling.policy_names import FIELDS, TEXTS
from amends.telling.policy_values import grounds_codes, value_told
from amends.telling.recommending import REASONS
from amends.telling.tongue import Tongue

NOTHING = ("–",)
_LISTS = frozenset(("platform.steps", "platform.liability", "rates.bands"))


@dataclass(frozen=True)
class ToldRow:
    """One value of a policy in words: lines to be read below each other; `code` for small print.

    `field` is its place in the file, and `text` what a file would say there, in JSON.
    """

    section: str
    name: str
    code: str
    value: tuple[str, ...]
    rule: str
    field: str
    text: str


@dataclass(frozen=True)
class ToldChange:
    """One value that differs; a dash stands for nothing."""

    section: str
    name: str
    code: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    rule: str
    field: str


def as_written(tongue: Tongue, text: str) -> str:
    """A text of a policy: translated where it is a built-in one's, else as that policy wrote it."""
    return tongue.say(text) if text in TEXTS or text in REASONS else text


def told_rows(tongue: Tongue, policy: Policy) -> tuple[ToldRow, ...]:
    """Every window, default, item and row of a policy, in the order of the rule book."""
    return tuple(
        ToldRow(
            section=place.partition(".")[0],
            name=_name(tongue, field),
            code=_code(field, given),
            value=tuple(
                as_written(tongue, line)
                for line in value_told(tongue, place, _of(field), given, policy)
            ),
            rule=", ".join(_rule(tongue, rule) for rule in FIELDS[place].rules),
            field=field,
            text=json.dumps(given, ensure_ascii=False),
        )
        for place, field, given in _entries(policy)
    )


def told_changes(tongue: Tongue, before: Policy, after: Policy) -> tuple[ToldChange, ...]:
    """What differs between two policies, value by value; empty when nothing does."""
    old = {row.field: row for row in told_rows(tongue, before)}
    new = {row.field: row for row in told_rows(tongue, after)}
    order = {place: number for number, place in enumerate(FIELDS)}
    # What only one of the two has stands at the end of its own list or table.
    fields = sorted(dict.fromkeys([*old, *new]), key=lambda field: order[_place(field)])
    return tuple(
        _change(was, now)
        for was, now in ((old.get(field), new.get(field)) for field in fields)
        if was is None or now is None or was.text != now.text
    )


def _change(was: ToldRow | None, now: ToldRow | None) -> ToldChange:
    row = now or was
    assert row is not None, "every field comes from one of the two policies"
    before, after = (each.value if each else NOTHING for each in (was, now))
    if was and now and before == after:
        # Two long lists can read alike and differ; then the file's own text tells them apart.
        before, after = (was.text,), (now.text,)
    return ToldChange(row.section, row.name, row.code, before, after, row.rule, row.field)


def _entries(policy: Policy) -> Iterator[tuple[str, str, Any]]:
    """Each field's place, with each of its entries where it is a table or a list of tables."""
    written = document(policy)
    for place in FIELDS:
        section, _, name = place.partition(".")
        given = written[section][name]
        if place == "opening.grounds":
            for of, items in given.items():
                for item, rule in items.items():
                    yield place, f"{place}.{of}.{item}", rule
        elif place in _LISTS:
            for number, row in enumerate(given):
                yield place, dotted((section, name, number)), row
        elif isinstance(given, dict):
            for key, entry in given.items():
                yield place, f"{place}.{key}", entry
        else:
            yield place, place, given


def _place(field: str) -> str:
    section, _, rest = field.partition(".")
    return f"{section}.{rest.partition('.')[0].partition('[')[0]}"


def _of(field: str) -> str:
    """What one row of several is of: a country, a currency, a route, an item, or its number."""
    rest = field.removeprefix(_place(field))
    return str(int(rest[1:-1]) + 1) if rest.startswith("[") else rest.removeprefix(".")


def _name(tongue: Tongue, field: str) -> str:
    place, of = _place(field), _of(field)
    name = tongue.say(FIELDS[place].name)
    if place == "opening.grounds":
        of = tongue.word(of)
    elif place == "order.promised_caps":
        of = tongue.country(of)
    elif place == "signals.usual_promises":
        origin, _, goal = of.partition("-")
        of = tongue.say(
            "{origin} to {goal}", origin=tongue.country(origin), goal=tongue.country(goal)
        )
    return tongue.say("{name}: {of}", name=name, of=of) if of else name


def _code(field: str, given: Any) -> str:
    place = _place(field)
    if place == "opening.grounds":
        return _of(field)
    if place == "platform.liability":
        return ", ".join(grounds_codes(given["grounds"]))
    return ""


def _rule(tongue: Tongue, rule: str) -> str:
    """Where it comes from: a rule by its code, or a section, a reading or a safeguard."""
    kind, _, number = rule.partition(" ")
    if kind == "section":
        return tongue.say("section {number}", number=number)
    if kind == "readings":
        return tongue.say("reading {number}", number=number)
    if kind == "safeguard":
        return tongue.say("safeguard {number}", number=number)
    return rule
