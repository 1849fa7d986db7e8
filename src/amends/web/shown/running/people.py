"""People and their roles, for the operator."""

from amends.accounts.models import RoleChange
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


def role_meaning(tongue: Tongue, role: Role) -> str:
    """What somebody in a role does."""
    return tongue.say(_MEANS[role])


def change_told(tongue: Tongue, change: RoleChange) -> str:
    """Who changed what, as one line of the history."""
    role = tongue.word(change.role) if change.role else ""
    return tongue.say(_CHANGES[change.change], by=change.by, role=role)
