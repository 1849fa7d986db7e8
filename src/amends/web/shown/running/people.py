"""People and their roles, for the operator."""

from dataclasses import dataclass

from amends.accounts.models import PEOPLES_ROLES, Person, RoleChange
from amends.core.moments import Instant
from amends.core.people import Role
from amends.telling.mark import N_
from amends.telling.tongue import Tongue

_CHANGES = {
    "given": N_("{by} gave the role {role}"),
    "taken": N_("{by} took the role {role} away"),
    "deactivated": N_("{by} shut the account"),
    "activated": N_("{by} opened the account again"),
}
_MEANS = {
    "buyer": N_("sees and answers what they bought"),
    "seller": N_("sees and answers what they sold"),
    "arbitrator": N_("decides cases for the platform"),
    "operator": N_("runs the platform; decides no case in this role"),
}


@dataclass(frozen=True)
class RoleShown:
    """A role that a person has or could be given; `mine`: one's own, which nobody takes away."""

    role: Role
    name: str
    means: str
    held: bool
    mine: bool


@dataclass(frozen=True)
class ChangeShown:
    """One line of the history."""

    at: Instant
    sentence: str


def shown_roles(tongue: Tongue, person: Person, reader: Person) -> tuple[RoleShown, ...]:
    """Every role, whether or not the person has it."""
    return tuple(
        RoleShown(
            role=role,
            name=tongue.word(role),
            means=tongue.say(_MEANS[role]),
            held=role in person.roles,
            mine=role == "operator" and person.pk == reader.pk,
        )
        for role in PEOPLES_ROLES
    )


def shown_changes(tongue: Tongue, changes: list[RoleChange]) -> tuple[ChangeShown, ...]:
    """Who changed what, the newest first."""
    return tuple(
        ChangeShown(
            at=round(each.at.timestamp() * 1000),
            sentence=tongue.say(
                _CHANGES[each.change],
                by=each.by,
                role=tongue.word(each.role) if each.role else "",
            ),
        )
        for each in changes
    )
