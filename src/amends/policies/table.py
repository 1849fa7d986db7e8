"""A policy as a table for people, and what differs between two."""

import json
from collections.abc import Iterator
from typing import Any

from amends.core.moments import DAY, HOUR, MINUTE, SECOND, Window
from amends.core.policy import Policy
from amends.core.value import value
from amends.policies import canonical
from amends.policies.problems import dotted
from amends.policies.spelling import NONE, grounds_classes, window
from amends.policies.words import MEANINGS, WORDS

NOTHING = "–"
# A1 and A4 count where no steps are listed (A5).
_WITHOUT_STEPS = frozenset(
    ("platform.from_opening", "platform.from_escalation", "platform.ruling_within")
)
_LISTS = frozenset(("platform.steps", "platform.liability", "rates.bands"))
_UNITS = ((DAY, "day"), (HOUR, "hour"), (MINUTE, "minute"), (SECOND, "second"))


@value
class Row:
    """One value of a policy: `value` for people, `text` as a file would say it (in JSON)."""

    section: str
    name: str
    value: str
    rule: str
    field: str
    text: str


@value
class Change:
    """One value that differs; `–` stands for nothing."""

    section: str
    name: str
    before: str
    after: str
    rule: str
    field: str


def rows(policy: Policy) -> list[Row]:
    """Every window, default, item and row of the policy, in the order of the rule book."""
    document = canonical.document(policy)
    found: list[Row] = []
    for place, (name, rule) in WORDS.items():
        section, _, field = place.partition(".")
        for key, extra, given in _parts(place, document[section][field]):
            found.append(
                Row(
                    section=section,
                    name=f"{name}: {extra}" if extra else name,
                    value=_for_people(place, given, policy),
                    rule=rule,
                    field=key,
                    text=json.dumps(given, ensure_ascii=False),
                )
            )
    return found


def diff(before: Policy, after: Policy) -> list[Change]:
    """What differs, value by value, in the order of the rule book; empty when nothing does."""
    old = {row.field: row for row in rows(before)}
    new = {row.field: row for row in rows(after)}
    changes: list[Change] = []
    for field in _in_order(list(old), list(new)):
        was, now = old.get(field), new.get(field)
        if was and now and was.text == now.text:
            continue
        row = was or now
        assert row is not None, "every field comes from one of the two policies"
        # Two long lists can read alike and differ; then the file's own text tells them apart.
        alike = was is not None and now is not None and was.value == now.value
        changes.append(
            Change(
                section=row.section,
                name=row.name,
                before=_side(was, alike),
                after=_side(now, alike),
                rule=row.rule,
                field=field,
            )
        )
    return changes


def _side(row: Row | None, alike: bool) -> str:
    if row is None:
        return NOTHING
    return row.text if alike else row.value


def _in_order(old: list[str], new: list[str]) -> Iterator[str]:
    """All fields, those of only one policy at the end of their own list or table."""
    of = {field: number for number, field in enumerate(WORDS)}
    everything = list(dict.fromkeys(old + new))
    yield from sorted(everything, key=lambda field: of[".".join(_stem(field))])


def _stem(field: str) -> tuple[str, str]:
    section, _, rest = field.partition(".")
    return section, rest.partition(".")[0].partition("[")[0]


def _parts(place: str, given: Any) -> Iterator[tuple[str, str, Any]]:
    """The rows of one field: one for each element of a list of tables, or entry of a table."""
    if place == "opening.grounds":
        for of, items in given.items():
            for item, rule in items.items():
                yield f"{place}.{of}.{item}", f"{of}.{item}", rule
    elif place in _LISTS:
        section, _, field = place.partition(".")
        for number, row in enumerate(given):
            yield dotted((section, field, number)), str(number + 1), row
    elif isinstance(given, dict):
        for name, entry in given.items():
            yield f"{place}.{name}", name, entry
    else:
        yield place, "", given


def _for_people(place: str, given: Any, policy: Policy) -> str:
    if place == "opening.grounds":
        return _grounds_words(given)
    if place == "platform.liability":
        return _liability_words(given)
    if place == "platform.steps":
        return f"{_spoken(given['name'])}, {_window_words(given['window'])}"
    if place == "rates.bands":
        share = f"{given['share_permille'] / 10:g} %"
        enough = f"{given['orders']} orders and {given['disputes']} disputes"
        return f"{given['rate']} rate from {share} with {enough}: {_spoken(given['consequence'])}"
    if place == "calendar.holidays":
        return f"{len(given)} days, {given[0]} to {given[-1]}" if given else NONE
    if place == "negotiation.buyer_silent" and policy.negotiation.buyer_turn is None:
        return "never falls, the buyer's turn has no deadline"
    if place in _WITHOUT_STEPS and policy.platform.steps:
        return f"{_window_words(given)}, not used: the steps count"
    if place.endswith("_percent"):
        return f"{given} %"
    if isinstance(given, list):
        return ", ".join(given) or NONE
    if isinstance(given, str) and f"{place}={given}" in MEANINGS:
        return MEANINGS[f"{place}={given}"]
    return _window_words(str(given)) if _is_window(given) else str(given)


def _grounds_words(given: dict[str, Any]) -> str:
    parts = ["" if given["offered"] else "not offered", _spoken(*given["remedies"])]
    if given["asked"]:
        parts.append(f"asks for {_spoken(*given['asked'])}")
    parts.append(f"liable by default: {_spoken(given['liable_by_default'])}")
    if not given["evidence_when_received"]:
        parts.append("no evidence needed")
    if given["return_freight"] != "seller":
        parts.append(f"return freight: {given['return_freight']}")
    if given["within"] != NONE:
        parts.append(f"within {_window_words(given['within'])}")
    return "; ".join(filter(None, parts))


def _liability_words(given: dict[str, Any]) -> str:
    conditions = [_grounds_named(given["grounds"])]
    if "logistics" in given:
        conditions.append(f"{given['logistics']} logistics")
    if given["tracking"] != "any":
        conditions.append(f"tracking {_spoken(given['tracking'])}")
    conditions += [_spoken(fact) for fact in given["facts"]]
    conditions += [f"not {_spoken(fact)}" for fact in given["without"]]
    if given["lacks"]:
        conditions.append(f"no {' and no '.join(map(_spoken, given['lacks']))}")
    liable = _spoken(given["liable"])
    if given["shares"]:
        liable = ", ".join(f"{bearer} {percent} %" for bearer, percent in given["shares"].items())
    return f"{'; '.join(conditions)} → {liable}. {given['reason']}"


def _grounds_named(items: list[str]) -> str:
    """The items, a whole class by its own name."""
    names = list(items)
    for of, each in grounds_classes().items():
        whole = [f"{of}.{item}" for item in each]
        if len(whole) > 1 and set(whole) <= set(names):
            names = [of, *(name for name in names if name not in whole)]
    return _spoken(*names)


def _spoken(*names: str) -> str:
    return ", ".join(name.replace("_", " ") for name in names)


def _is_window(given: Any) -> bool:
    return isinstance(given, str) and (given.startswith("P") or given.endswith(" working days"))


def _window_words(text: str) -> str:
    length: Window = window(text)
    if length.working_days:
        return f"{length.working_days} working day{'s' if length.working_days > 1 else ''}"
    parts = []
    rest = length.span
    for size, unit in _UNITS:
        count, rest = divmod(rest, size)
        if count:
            parts.append(f"{count} {unit}{'s' if count > 1 else ''}")
    return " ".join(parts) or "at once"
