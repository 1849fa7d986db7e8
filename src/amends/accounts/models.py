"""A person, with the roles in which they may act; who changed those; and the keys of shops."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from amends.core.people import Actor, Role

# The roles that people have; the systems (shop, carrier, bank, clock) are no people.
PEOPLES_ROLES: tuple[Role, ...] = ("buyer", "seller", "arbitrator", "operator")
# Those who act for the platform. No link from a shop signs them in.
STAFF: frozenset[Role] = frozenset(("arbitrator", "operator"))


class People(BaseUserManager["Person"]):
    """How people are made."""

    def create_user(
        self, username: str, email: str = "", password: str | None = None, **more: Any
    ) -> "Person":
        """Make a person; without a password they come in by other ways."""
        person = self.model(username=username, email=self.normalize_email(email), **more)
        person.set_password(password)
        person.save(using=self._db)
        return person


def no_roles() -> list[str]:
    """Whoever signs up by themselves has no business with any order yet."""
    return []


class StaffField(models.BooleanField):  # type: ignore[type-arg]
    """Whether the roles hold one of the platform's: reckoned at every save, so that it is found."""

    def pre_save(self, model_instance: models.Model, add: bool) -> bool:
        """The value to be stored."""
        staff = not STAFF.isdisjoint(getattr(model_instance, "roles", ()))
        setattr(model_instance, self.attname, staff)
        return staff


class Person(AbstractBaseUser):
    """Somebody who can come in. `username` is the account's name in orders: `order.buyer`.

    `roles` says in which roles they may act; `language` and `zone` are what they chose, and empty
    where their browser decides. `shop` is the shop whose link made the account, or empty.
    """

    username: "models.CharField[str, str]" = models.CharField(max_length=150, unique=True)
    email: "models.EmailField[str, str]" = models.EmailField(blank=True)
    name: "models.CharField[str, str]" = models.CharField(max_length=150, blank=True)
    roles: "models.JSONField[list[str], list[str]]" = models.JSONField(default=no_roles, blank=True)
    staff: "models.BooleanField[bool, bool]" = StaffField(default=False, editable=False)
    shop: "models.CharField[str, str]" = models.CharField(max_length=150, blank=True)
    language: "models.CharField[str, str]" = models.CharField(max_length=16, blank=True)
    zone: "models.CharField[str, str]" = models.CharField(max_length=64, blank=True)
    is_active: "models.BooleanField[bool, bool]" = models.BooleanField(default=True)
    # Counted up to end every session of this person at once, wherever it is kept.
    era: "models.PositiveIntegerField[int, int]" = models.PositiveIntegerField(
        default=0, editable=False
    )
    joined: "models.DateTimeField[datetime, datetime]" = models.DateTimeField(default=timezone.now)

    objects = People()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        """Staff are few among buyers and sellers, and are listed by name."""

        indexes: ClassVar[list[models.Index]] = [
            models.Index("username", condition=models.Q(staff=True), name="person_staff")
        ]

    def __str__(self) -> str:
        return self.name or self.username

    def may_be(self, role: Role) -> bool:
        """Whether this person may act in a role."""
        return self.is_active and role in self.roles

    def actor(self, role: Role) -> Actor:
        """This person in a role that they have."""
        assert self.may_be(role)
        return Actor(role=role, name=self.username)

    def get_session_auth_hash(self) -> str:
        """What a session is held against: another password or another era ends it."""
        return f"{super().get_session_auth_hash()}{self.era or ''}"

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same for keys that were in force before."""
        for each in super().get_session_auth_fallback_hash():
            yield f"{each}{self.era or ''}"


class RoleChange(models.Model):
    """Who gave or took which role when. Rows are added, never changed or deleted."""

    person: "models.ForeignKey[Person, Person]" = models.ForeignKey(
        Person, models.PROTECT, related_name="changes"
    )
    # `given`, `taken`, and without a role `deactivated`, `activated`.
    change: "models.CharField[str, str]" = models.CharField(max_length=16)
    role: "models.CharField[str, str]" = models.CharField(max_length=16, blank=True)
    # An account's name, or what is none: "amends people", "identity provider", "shop NAME".
    by: "models.CharField[str, str]" = models.CharField(max_length=200)
    at: "models.DateTimeField[datetime, datetime]" = models.DateTimeField(default=timezone.now)

    class Meta:
        """The newest first."""

        ordering: ClassVar[list[str]] = ["-id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.change} {self.role} by {self.by}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add it; what is written stays as it is."""
        assert self.pk is None, "a change of roles is written once"
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Never."""
        raise AssertionError("a change of roles stays")


class ShopKey(models.Model):
    """A key with which a host shop signs links. Its secret follows from the id and our own secret."""

    id: "models.CharField[str, str]" = models.CharField(primary_key=True, max_length=32)
    shop: "models.CharField[str, str]" = models.CharField(max_length=150, db_index=True)
    made: "models.DateTimeField[datetime, datetime]" = models.DateTimeField(default=timezone.now)
    ended: "models.DateTimeField[datetime | None, datetime | None]" = models.DateTimeField(
        null=True
    )

    def __str__(self) -> str:
        return f"{self.shop} {self.id}"


class UsedLink(models.Model):
    """A link that was used. Its row can be made once, which is what makes a link good once."""

    id: "models.CharField[str, str]" = models.CharField(primary_key=True, max_length=100)
    expires: "models.DateTimeField[datetime, datetime]" = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.id
