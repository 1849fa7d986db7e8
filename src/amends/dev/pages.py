"""The pages of docs/reference, one function each."""

import dataclasses
from typing import get_args, get_type_hints

from amends import config
from amends.config import DECLARED
from amends.core import events as happenings
from amends.core import policy as terms
from amends.core.commands import COMMANDS
from amends.core.grounds import StageName
from amends.core.moments import Calendar
from amends.core.moves import DISPUTE_MOVES, DURING_CHARGEBACK, ORDER_MOVES, roles_of
from amends.core.refusals.every import FAULTS, REFUSALS
from amends.core.value import PRIVATE
from amends.dev.shapes import comments, default, paragraph, shape, table, values_inside
from amends.policies import FAULTS as POLICY_FAULTS
from amends.policies import builtin_names, load
from amends.telling.policy_faults import SENTENCES
from amends.telling.policy_names import FIELDS
from amends.telling.policy_told import told_rows
from amends.telling.policy_values import AMOUNTS
from amends.telling.refusals import ROWS
from amends.telling.refused import By, Row
from amends.telling.refused.faults import FAULTS as FAULT_ROWS
from amends.telling.tongue import ENGLISH

STAGES: tuple[StageName, ...] = get_args(StageName)
# The tables of a policy file, in the order in which the file tells them.
SECTIONS = (
    ("calendar", Calendar),
    ("order", terms.OrderRules),
    ("opening", terms.OpeningRules),
    ("opening.grounds.CLASS.ITEM", terms.GroundRule),
    ("negotiation", terms.NegotiationRules),
    ("platform", terms.PlatformRules),
    ("platform.steps", terms.Step),
    ("platform.liability", terms.LiabilityRow),
    ("returns", terms.ReturnRules),
    ("appeal", terms.AppealRules),
    ("rates", terms.RateRules),
    ("rates.bands", terms.Band),
    ("signals", terms.SignalRules),
)


def commands() -> str:
    """Every command, in the order of the rule book."""
    parts = [
        "# Commands",
        "The same names everywhere: `amends do NAME ORDER --by ROLE --with FIELD=VALUE`, scenarios"
        " and imports. Amounts are text in the order's currency, such as `9.00`; `dispute` may be"
        " left out where the order has only one. Who may give a command in which stage is told"
        " under [moves](moves.md), what can be answered under [refusals](refusals.md).",
    ]
    for name, cls in COMMANDS.items():
        parts += [f"## {name}", paragraph(cls), f"By: {', '.join(roles_of(name))}.", fields(cls)]
    parts.append("# What commands hold")
    for cls in _held(tuple(COMMANDS.values())):
        parts += [f"## {cls.__name__}", paragraph(cls), fields(cls)]
    return "\n\n".join(filter(None, parts))


def moves() -> str:
    """Who may give which command, in which stage."""
    orders = [(f"`{name}`", ", ".join(roles)) for name, roles in ORDER_MOVES.items()]
    disputes = [
        (f"`{name}`", *(", ".join(table_of.get(stage, ())) or "–" for stage in STAGES))
        for name, table_of in DISPUTE_MOVES.items()
    ]
    held_up = ", ".join(f"`{name}`" for name in sorted(DURING_CHARGEBACK))
    return "\n\n".join(
        [
            "# Moves",
            "One table: command, stage, role. A command that stands here may still be refused, for"
            " a reason that its [refusal](refusals.md) names; a command that does not stand here"
            " always is.",
            "## About the order",
            table(("command", "by"), orders),
            "## About a dispute, by its stage",
            table(("command", *STAGES), disputes),
            f"While the bank decides about a chargeback, only these are taken: {held_up}.",
        ]
    )


def events() -> str:
    """Every event, in the order in which its file tells them."""
    parts = [
        "# Events",
        "What has happened to an order, in the past tense. They are the file format: a field may be"
        " added with a default, and none is ever taken away. Instants are milliseconds since"
        " 1970-01-01T00:00:00Z, amounts are minor units of the order's currency, and texts that are"
        " private are digests.",
    ]
    for name, cls in happenings.EVENTS.items():
        parts += [f"## {name}", paragraph(cls), fields(cls)]
    parts.append("# What events hold")
    for cls in _held(tuple(happenings.EVENTS.values())):
        parts += [f"## {cls.__name__}", paragraph(cls), fields(cls)]
    return "\n\n".join(parts)


def _held(classes: tuple[type, ...]) -> list[type]:
    """The values inside `classes`, and inside those, by name."""
    found: set[type] = set()
    left = list(classes)
    while left:
        for field in dataclasses.fields(left.pop()):
            new = set(values_inside(field.type)) - found
            found |= new
            left += new
    return sorted(found, key=lambda cls: cls.__name__)


def refusals() -> str:
    """Every no, by its code, and every fault of an argument."""
    head = ("code", "what it says", "what can be done instead", "may pass later", "details")
    told = [
        (_code(code, by), row.sentence or "what its `fault` says", row.instead, later, details)
        for code, cls in sorted(REFUSALS.items())
        for (by, row), details in _told(cls, ROWS[code])
        for later in ("yes" if cls.later else "no",)
    ]
    faults = [
        (_code(code, by), row.sentence, details)
        for code, cls in sorted(FAULTS.items())
        for (by, row), details in _told(cls, FAULT_ROWS[code])
    ]
    return "\n\n".join(
        [
            "# Refusals",
            "A refusal is an answer, not an error: the command has changed nothing. A code never"
            " changes its meaning; its words may. *May pass later* says whether the very same"
            " command may be accepted at another time.",
            "In JSON a refusal has `code`, `sentence`, `instead`, `later` and `details`: Money is"
            ' `{"amount": "9.00", "currency": "USD"}`, an instant and a span are text as in ISO'
            " 8601, a Window is a span or text like `3 working days`, a place is the name of an"
            " argument such as `lines.kettle`.",
            table(head, told),
            "## Faults of arguments",
            "`bad_argument` and `bad_amount` carry a `fault`, which has a `code` and details of its"
            " own beside it.",
            table(("code", "what it says", "details"), faults),
        ]
    )


def _code(code: str, by: str) -> str:
    return f"`{code}`, where `{by}`" if by else f"`{code}`"


def _told(cls: type, row: Row | By) -> list[tuple[tuple[str, Row], str]]:
    """Every row of a code; the details stand beside the first."""
    hints = get_type_hints(cls, include_extras=True)
    details = "; ".join(f"`{f.name}`: {shape(hints[f.name])}" for f in dataclasses.fields(cls))
    return [(each, "" if n else details) for n, each in enumerate(row.all())]


def policy() -> str:
    """Every field of a policy, and what the built-in ones say there."""
    shown = {name: _values(name) for name in builtin_names()}
    parts = [
        "# Policy fields",
        "A policy is a TOML file; see [how to write one](../how-to/write-a-policy.md). A window is"
        ' text such as `"P5D"`, `"PT48H"` or `"3 working days"`, and `"none"` where there is none.'
        ' An amount is text in its currency, such as `"500.00"`; weekdays are names. Numbers such'
        " as O3 or N2 are those of the rule book. What can be wrong with a file is told under"
        " [policy faults](policy-faults.md).",
    ]
    for section, cls in SECTIONS:
        parts += [f"## {section}", paragraph(cls).partition("\n\n")[0]]
        places = {field.name: f"{section}.{field.name}" for field in dataclasses.fields(cls)}
        if set(places.values()) <= set(FIELDS):
            lines = [
                (f"`{name}`", *_said_of(place), *(each.get(place, "–") for each in shown.values()))
                for name, place in places.items()
            ]
            parts.append(table(("field", "meaning", "rule", *shown), lines))
        else:
            parts.append(fields(cls))
    return "\n\n".join(parts)


def policy_faults() -> str:
    """Everything that can be wrong with a policy file, by its code."""
    lines = [
        (
            f"`{code}`",
            ", ".join(f"`{each.name}`" for each in dataclasses.fields(cls)),  # type: ignore[arg-type]
            SENTENCES[code],
        )
        for code, cls in POLICY_FAULTS.items()
    ]
    return "\n\n".join(
        [
            "# Policy faults",
            "What `amends policy check` finds in a file, and the page of policies does, each with its"
            " file, line and field, all of them at once. `--json` gives the code beside the sentence."
            " A code never changes its meaning; its words may. The file or the field stands before"
            " the sentence; `given` is what was written there.",
            table(("code", "details", "what it says"), lines),
        ]
    )


def _said_of(place: str) -> tuple[str, str]:
    return FIELDS[place].name, ", ".join(FIELDS[place].rules)


def _values(name: str) -> dict[str, str]:
    """What a built-in policy says, by place; entries of one table stand together, lists do not."""
    said: dict[str, str] = {}
    for row in told_rows(ENGLISH, load(name).policy):
        value = " – ".join(row.value)
        if row.field in FIELDS:
            said[row.field] = value
            continue
        place = max((place for place in FIELDS if row.field.startswith(place)), key=len)
        entry = row.field.removeprefix(place)
        if entry.startswith("[") or place == "opening.grounds":
            said[place] = f"see `amends policy show {name}`"
        else:
            before = f"{said[place]}, " if place in said else ""
            of = "" if place in AMOUNTS else f"{entry.lstrip('.')} "
            said[place] = f"{before}{of}{value}"
    return said


def settings() -> str:
    """Every setting, with what it is when nothing is set."""
    lines = [(f"`{each.name}`", each.meaning, each.default) for each in DECLARED]
    told = table(("variable", "meaning", "default"), lines)
    return "\n\n".join(["# Settings", paragraph(config), told])


def fields(cls: type) -> str:
    """A table of the fields of a value."""
    said = comments(cls)
    lines = [
        (f"`{field.name}`", shape(field.type), default(field), _meaning(field, said))
        for field in dataclasses.fields(cls)
    ]
    return table(("field", "holds", "default", "meaning"), lines)


def _meaning(field: "dataclasses.Field[object]", said: dict[str, str]) -> str:
    scope = field.metadata.get(PRIVATE)
    private = f"private: erased with the other texts of the {scope}" if scope else ""
    return "; ".join(filter(None, (said.get(field.name, ""), private)))
