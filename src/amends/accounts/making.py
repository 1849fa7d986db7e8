"""Accounts that the operator makes."""

from collections.abc import Sequence

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from amends.accounts.models import Person
from amends.accounts.roles import COMMAND_LINE, end_sessions, give_role
from amends.core.people import Role

LONGEST_NAME = 150


class MakingError(Exception):
    """An account that cannot be made; `sentence` says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def make_person(
    name: str,
    roles: Sequence[Role],
    *,
    email: str = "",
    called: str = "",
    by: Person | str = COMMAND_LINE,
) -> Person:
    """Make an account without a password. The operator vouches for its address.

    Raises `MakingError` for a name or an address that is taken or that cannot be one.
    """
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable() or name != name.strip():
        raise MakingError("A name has 1 to 150 letters, digits and signs.")
    if email:
        try:
            validate_email(email)
        except ValidationError as error:
            raise MakingError(f"{email[:80]!r} is no e-mail address.") from error
    with transaction.atomic():
        if Person.objects.filter(username=name).exists():
            raise MakingError(f"There is an account called {name}.")
        if email and EmailAddress.objects.filter(email__iexact=email).exists():
            raise MakingError(f"{email} is the address of another account.")
        person = Person.objects.create_user(name, email.lower(), name=called[:LONGEST_NAME])
        if email:
            EmailAddress.objects.create(
                user=person, email=email.lower(), primary=True, verified=True
            )
        for role in roles:
            give_role(person, role, by)
    return person


def forget_factors(person: Person) -> None:
    """Take away authenticator app, keys and recovery codes that were lost, and end the sessions."""
    with transaction.atomic():
        Authenticator.objects.filter(user=person).delete()
        end_sessions(person)
