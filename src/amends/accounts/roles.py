"""Giving and taking roles: every change has its row, and holds at once in open sessions."""

from django.db import transaction

from amends.accounts.models import PEOPLES_ROLES, Person, RoleChange
from amends.core.people import Role

COMMAND_LINE = "amends people"


class RolesError(Exception):
    """A change that is not made; `code` says why: `own`, `unknown_role`."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


def give_role(person: Person, role: Role, by: Person | str) -> bool:
    """Let somebody act in a role from now on; whether that changed anything."""
    _known(role)
    with transaction.atomic():
        fresh = _locked(person)
        if role in fresh.roles:
            return False
        roles = [*fresh.roles, role]
        _write(person, fresh, [each for each in PEOPLES_ROLES if each in roles])
        _note(fresh, "given", role, by)
    return True


def take_role(person: Person, role: Role, by: Person | str) -> bool:
    """Take a role away; whether that changed anything. Open pages find it gone at the next click.

    Nobody takes a role of the platform from themselves (`own`): so one operator is always left.
    """
    _known(role)
    _not_themselves(person, role, by)
    with transaction.atomic():
        fresh = _locked(person)
        if role not in fresh.roles:
            return False
        _write(person, fresh, [each for each in fresh.roles if each != role])
        _note(fresh, "taken", role, by)
    return True


def deactivate(person: Person, by: Person | str) -> bool:
    """Shut somebody out: all their sessions end now, and nothing signs them in until `activate`.

    Nobody does this to themselves (`own`). Their orders and disputes go on by the clock.
    """
    _not_themselves(person, "operator", by)
    with transaction.atomic():
        fresh = _locked(person)
        if not fresh.is_active:
            return False
        fresh.is_active = False
        _sign_out(fresh)
        fresh.save(update_fields=["is_active", "era"])
        _note(fresh, "deactivated", "", by)
    person.is_active, person.era = fresh.is_active, fresh.era
    return True


def activate(person: Person, by: Person | str) -> bool:
    """Let somebody in again; they have to sign in anew."""
    with transaction.atomic():
        fresh = _locked(person)
        if fresh.is_active:
            return False
        fresh.is_active = True
        fresh.save(update_fields=["is_active"])
        _note(fresh, "activated", "", by)
    person.is_active = True
    return True


def end_sessions(person: Person) -> None:
    """Sign somebody out everywhere."""
    with transaction.atomic():
        fresh = _locked(person)
        _sign_out(fresh)
        fresh.save(update_fields=["era"])
    person.era = fresh.era


def changes(person: Person, limit: int = 100) -> list[RoleChange]:
    """Who changed this person's roles, the newest first."""
    return list(RoleChange.objects.filter(person=person)[:limit])


def staff() -> list[Person]:
    """Everybody who acts for the platform, active or not, by name."""
    return list(Person.objects.filter(staff=True).order_by("username"))


def found(begins: str = "", after: str = "", limit: int = 50) -> list[Person]:
    """People by account name: those that begin so, after the last one seen."""
    people = Person.objects.filter(username__gt=after) if after else Person.objects.all()
    if begins:
        # A range and no LIKE: an index serves it on both databases.
        people = people.filter(username__gte=begins, username__lt=f"{begins}\U0010ffff")
    return list(people.order_by("username")[:limit])


def _locked(person: Person) -> Person:
    return Person.objects.select_for_update().get(pk=person.pk)


def _write(person: Person, fresh: Person, roles: list[str]) -> None:
    fresh.roles = roles
    fresh.save(update_fields=["roles", "staff"])
    person.roles, person.staff = fresh.roles, fresh.staff


def _sign_out(fresh: Person) -> None:
    from allauth.usersessions.models import UserSession

    fresh.era += 1
    for session in UserSession.objects.filter(user=fresh):
        session.end()


def _note(person: Person, change: str, role: str, by: Person | str) -> None:
    name = by.username if isinstance(by, Person) else by
    RoleChange.objects.create(person=person, change=change, role=role, by=name)


def _known(role: str) -> None:
    if role not in PEOPLES_ROLES:
        known = ", ".join(PEOPLES_ROLES)
        raise RolesError("unknown_role", f"{role[:40]!r} is no role of people; roles are {known}.")


def _not_themselves(person: Person, role: str, by: Person | str) -> None:
    if role == "operator" and isinstance(by, Person) and by.pk == person.pk:
        raise RolesError("own", "Another operator has to do this, so that one is always left.")
