"""From when on new orders pin another policy: what `place_order` asks when its envelope names none.

Old orders keep what they have pinned. A switch lies in the future when it is written, so that no
order that is being placed has already asked; until it has come it may be changed or taken back.
"""

from collections.abc import Sequence

from amends.core.faults import TooSoon
from amends.core.moments import MINUTE, Instant
from amends.core.refusals import Refusal
from amends.core.refusals.commands import BadArgument
from amends.core.value import value
from amends.engine.errors import PolicyChangedError
from amends.engine.policies import policy_row
from amends.engine.store.base import Select, Store, Writes
from amends.engine.store.tables import SWITCHES, SwitchRow
from amends.policies import Loaded

# No transaction that places orders lasts as long.
SOONEST = MINUTE

_KEPT = "SELECT hash FROM policy WHERE reference = ?"


@value
class PolicySwitch:
    """New orders pin `reference` from `since` on; who said so, and when."""

    since: Instant
    reference: str
    by: str
    at: Instant


def switches(select: Select) -> list[PolicySwitch]:
    """Every switch, the earliest first."""
    rows = select(
        f"SELECT {SWITCHES.columns} FROM policy_switch WHERE from_at > ? ORDER BY from_at", (0,)
    )
    return [PolicySwitch(since=s, reference=r, by=b, at=at) for s, r, b, at in rows]


def in_force(found: Sequence[PolicySwitch], at: Instant) -> str:
    """The reference that orders without a policy of their own pin at an instant; empty before any."""
    return next((each.reference for each in reversed(found) if each.since <= at), "")


def write_switch(
    store: Store, loaded: Loaded | None, reference: str, since: Instant, by: str, now: Instant
) -> Refusal | None:
    """Write that new orders pin `reference` from `since` on; a refusal for the past.

    `loaded` is a built-in policy, whose version is kept with the switch: a later release may bring
    another under its name. `PolicyChangedError` where that version is kept with other contents.
    """
    if since < now + SOONEST:
        return BadArgument(field="since", fault=TooSoon(least=SOONEST))
    with store.transaction() as transaction:
        kept = transaction.select(_KEPT, (reference,))
        if loaded is not None:
            found = bytes.fromhex(loaded.sha256)
            if not kept:
                transaction.write(Writes(policies=[policy_row(loaded, now)]))
            elif bytes(kept[0][0]) != found:
                raise PolicyChangedError(
                    reference,
                    f"{reference} is kept with other contents than it has now.",
                    "Give the changed policy a new version number.",
                )
        transaction.change(SWITCHES.insert, SwitchRow(since, reference, by, now))
    return None


def take_back(store: Store, since: Instant, now: Instant) -> bool:
    """Take back a switch that has not come yet; whether there was one."""
    if since < now + SOONEST:
        return False
    with store.transaction() as transaction:
        return bool(transaction.change("DELETE FROM policy_switch WHERE from_at = ?", (since,)))
