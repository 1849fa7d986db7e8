"""A policy told to its reader: every window and rule by name and value, and what differs between two.

Which rows there are, and which differ, is `amends.policies`' to say; here they get their words.
"""

import json
from dataclasses import dataclass
from typing import Any

from amends.core.policy import Policy
from amends.policies import Change, Row, diff, rows
from amends.telling.policy_names import NAMES, TEXTS
from amends.telling.policy_values import grounds_codes, value_told
from amends.telling.recommending import REASONS
from amends.telling.tongue import Tongue


@dataclass(frozen=True)
class ToldRow:
    """One value of a policy in words: lines to be read below each other; `code` for small print."""

    section: str
    name: str
    code: str
    value: tuple[str, ...]
    rule: str


@dataclass(frozen=True)
class ToldChange:
    """One value that differs; a dash stands for nothing."""

    section: str
    name: str
    code: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    rule: str


def as_written(tongue: Tongue, text: str) -> str:
    """A text of a policy: translated where it is a built-in one's, else as that policy wrote it."""
    return tongue.say(text) if text in TEXTS or text in REASONS else text


def told_rows(tongue: Tongue, policy: Policy) -> tuple[ToldRow, ...]:
    """Every window, default, item and row of a policy, in the order of the rule book."""
    return tuple(
        ToldRow(
            section=row.section,
            name=_name(tongue, row.field),
            code=_code(row.field, json.loads(row.text)),
            value=_value(tongue, row, policy),
            rule=_rule(tongue, row.rule),
        )
        for row in rows(policy)
    )


def told_changes(tongue: Tongue, before: Policy, after: Policy) -> tuple[ToldChange, ...]:
    """What differs between two policies, value by value."""
    old = {row.field: row for row in rows(before)}
    new = {row.field: row for row in rows(after)}
    return tuple(
        _change(tongue, each, (old.get(each.field), before), (new.get(each.field), after))
        for each in diff(before, after)
    )


def _change(
    tongue: Tongue, change: Change, old: tuple[Row | None, Policy], new: tuple[Row | None, Policy]
) -> ToldChange:
    was, now = (_value(tongue, row, policy) if row else ("–",) for row, policy in (old, new))
    if was == now:
        # Two long lists can read alike and differ; then the file's own text tells them apart.
        was, now = ((row.text if row else "–",) for row, _ in (old, new))
    row = new[0] or old[0]
    return ToldChange(
        section=change.section,
        name=_name(tongue, change.field),
        code=_code(change.field, json.loads(row.text) if row else ""),
        before=was,
        after=now,
        rule=_rule(tongue, change.rule),
    )


def _value(tongue: Tongue, row: Row, policy: Policy) -> tuple[str, ...]:
    lines = value_told(tongue, _place(row.field), _of(row.field), json.loads(row.text), policy)
    return tuple(as_written(tongue, line) for line in lines)


def _place(field: str) -> str:
    section, _, rest = field.partition(".")
    return f"{section}.{rest.partition('.')[0].partition('[')[0]}"


def _of(field: str) -> str:
    """What one row of several is of: a country, a currency, a route, an item, or its number."""
    rest = field.removeprefix(_place(field))
    return str(int(rest[1:-1]) + 1) if rest.startswith("[") else rest.removeprefix(".")


def _name(tongue: Tongue, field: str) -> str:
    place, of = _place(field), _of(field)
    name = tongue.say(NAMES[place])
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
