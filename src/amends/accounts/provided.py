"""Roles that the operator's identity provider gives: what stands in a claim, and nothing else."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from amends.accounts.models import PEOPLES_ROLES, Person
from amends.accounts.roles import give_role, take_role
from amends.core.people import Role

BY = "identity provider"


def roles_in(claims: Mapping[str, Any]) -> set[Role]:
    """The roles that an answer of the provider gives, by `AMENDS_OIDC_ROLES`.

    The claim is looked for in the user's details and then in the ID token; it may be one text or a
    list, and a name with dots goes down into it: `realm_access.roles`.
    """
    for part in ("userinfo", "id_token"):
        held = _held(claims.get(part), settings.OIDC_ROLES_CLAIM)
        if held is not None:
            given = {settings.OIDC_ROLES.get(value) for value in held}
            return {role for role in PEOPLES_ROLES if role in given}
    return set()


def keep_roles(person: Person, claims: Mapping[str, Any]) -> None:
    """Give and take the roles that the settings leave to the provider; others stay as they are."""
    given = roles_in(claims)
    for role in PEOPLES_ROLES:
        if role in given:
            give_role(person, role, BY)
        elif role in settings.OIDC_ROLES.values():
            take_role(person, role, BY)


def _held(claims: object, name: str) -> list[str] | None:
    for part in name.split("."):
        if not isinstance(claims, Mapping) or part not in claims:
            return None
        claims = claims[part]
    if isinstance(claims, str):
        return [claims]
    return [each for each in claims if isinstance(each, str)] if isinstance(claims, list) else None
