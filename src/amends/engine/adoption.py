"""Keeping a policy version before any order uses it, so that new orders may name it."""

from amends.core.moments import Instant
from amends.engine.errors import PolicyChangedError
from amends.engine.policies import policy_row
from amends.engine.store.base import Store, Writes
from amends.policies import Loaded, builtin_names

_KEPT = "SELECT hash FROM policy WHERE reference = ?"


def keep_policy(store: Store, loaded: Loaded, now: Instant) -> bool:
    """Keep a policy version, which every process then finds; whether it was not kept before.

    Raises `PolicyChangedError` when that version is kept with other contents, and for the name of a
    built-in policy, which always means the one that comes with Amends.
    """
    policy, found = loaded.policy, bytes.fromhex(loaded.sha256)
    if policy.name in builtin_names():
        raise PolicyChangedError(
            policy.reference,
            f"{policy.name} is the name of a built-in policy.",
            "Give yours a name of its own.",
        )
    with store.transaction() as transaction:
        new = not transaction.select(_KEPT, (policy.reference,))
        if new:
            transaction.write(Writes(policies=[policy_row(loaded, now)]))
        # Another process may have kept the version between the two statements.
        ((kept,),) = transaction.select(_KEPT, (policy.reference,))
        if bytes(kept) != found:
            raise PolicyChangedError(
                policy.reference,
                f"{policy.reference} is kept already, and {loaded.file} says something else"
                " under that name.",
                "Give the changed policy a new version number.",
            )
    return new
