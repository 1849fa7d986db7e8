"""Who somebody is at the command line: `buyer:alice`, or a role alone."""

from collections.abc import Mapping

from amends.cli.trouble import USAGE, TroubleError
from amends.core.people import ROLES, Actor, Role

_LONGEST_NAME = 200


READERS: tuple[Role, ...] = ("buyer", "seller", "arbitrator", "operator")


def actor_meant(
    text: str, people: Mapping[Role, str] | None = None, roles: tuple[Role, ...] = ROLES
) -> Actor:
    """Read `role:name`. A role alone is the order's own person in it, or the one of that name."""
    role, mark, name = text.partition(":")
    if role not in roles:
        raise TroubleError(
            f"{role[:40]!r} is not a role here.",
            f"Write role:name, for example buyer:alice; roles are {', '.join(roles)}.",
            USAGE,
        )
    if mark and not 0 < len(name) <= _LONGEST_NAME:
        raise TroubleError(
            f"{text[:40]!r} names nobody.", "Write role:name, like buyer:alice.", USAGE
        )
    known = next(each for each in ROLES if each == role)
    return Actor(role=known, name=name or (people or {}).get(known, known))
