"""Policies for people: which are there, which new orders pin, and what each says."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from amends.core.moments import Instant
from amends.core.policy import Policy
from amends.engine.engine import Engine
from amends.engine.errors import EngineError
from amends.engine.kept import kept_versions
from amends.engine.switches import PolicySwitch, in_force
from amends.policies import DEFAULT, builtin_names, load
from amends.telling.mark import N_
from amends.telling.policy_told import (
    ToldChange,
    ToldRow,
    as_written,
    told_changes,
    told_rows,
)
from amends.telling.tongue import Tongue

SECTIONS = {
    "calendar": N_("Working days"),
    "order": N_("Orders: shipping, receipt and protection"),
    "opening": N_("Opening a dispute"),
    "negotiation": N_("Negotiation"),
    "platform": N_("The platform's decision"),
    "returns": N_("Returns and replacements"),
    "appeal": N_("Appeals and what comes after"),
    "rates": N_("Rates and their consequences"),
    "signals": N_("Signals of what may be wrong"),
}


@dataclass(frozen=True)
class PolicyLine:
    """A policy in the list. `pinned` since when new orders pin it; `planned` from when they will."""

    reference: str
    title: str
    builtin: bool
    kept_since: Instant | None
    pinned: bool
    pinned_since: Instant | None
    planned: tuple[Instant, ...]


@dataclass(frozen=True)
class Section:
    """The rows of one part of a policy."""

    name: str
    title: str
    rows: Sequence[ToldRow | ToldChange]


def policy_lines(
    engine: Engine, tongue: Tongue, now: Instant
) -> tuple[list[PolicyLine], list[PolicySwitch]]:
    """Every policy that new orders could pin, and every switch, the latest first."""
    found = engine.policy_switches()
    current = in_force(found, now) or load(DEFAULT).policy.reference
    since = next((each.since for each in reversed(found) if each.since <= now), None)
    kept = {each.reference: each for each in kept_versions(engine.store)}
    builtin = {load(name).policy.reference: load(name).policy for name in builtin_names()}
    lines = []
    for reference in dict.fromkeys([*builtin, *kept]):
        policy = builtin.get(reference) or _policy(engine, reference)
        lines.append(
            PolicyLine(
                reference=reference,
                title="" if policy is None else as_written(tongue, policy.title),
                builtin=reference in builtin,
                kept_since=kept[reference].since if reference in kept else None,
                pinned=reference == current,
                pinned_since=since if reference == current else None,
                planned=tuple(
                    each.since for each in found if each.since > now and each.reference == reference
                ),
            )
        )
    lines.sort(key=lambda line: not line.pinned)
    return lines, found[::-1]


def _policy(engine: Engine, reference: str) -> Policy | None:
    try:
        return engine.policy(reference)
    except EngineError:
        # A version of another release: it stays in the list, and its orders where they are.
        return None


def _sections(tongue: Tongue, found: Sequence[ToldRow | ToldChange]) -> tuple[Section, ...]:
    """Rows by the part of the policy that they belong to."""
    return tuple(
        Section(name, tongue.say(SECTIONS[name]) if name in SECTIONS else name, tuple(part))
        for name, part in groupby(found, key=lambda row: row.section)
    )


def sections_of(tongue: Tongue, policy: Policy) -> tuple[Section, ...]:
    """Every window and rule of a policy with its value."""
    return _sections(tongue, told_rows(tongue, policy))


def changes_of(tongue: Tongue, before: Policy, after: Policy) -> tuple[Section, ...]:
    """What differs between two policies, by the part that it belongs to."""
    return _sections(tongue, told_changes(tongue, before, after))
