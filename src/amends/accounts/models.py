"""A person, with the roles in which they may act."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from amends.core.people import Actor, Role

# The roles that people have; the systems (shop, carrier, bank, clock) are no people.
PEOPLES_ROLES: tuple[Role, ...] = ("buyer", "seller", "arbitrator", "operator")


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


class Person(AbstractBaseUser):
    """Somebody who can come in. `username` is the account's name in orders: `order.buyer`.

    `roles` says in which roles they may act; `language` and `zone` are what they chose, and empty
    where their browser decides.
    """

    username: "models.CharField[str, str]" = models.CharField(max_length=150, unique=True)
    email: "models.EmailField[str, str]" = models.EmailField(blank=True)
    name: "models.CharField[str, str]" = models.CharField(max_length=150, blank=True)
    roles: "models.JSONField[list[str], list[str]]" = models.JSONField(default=no_roles, blank=True)
    language: "models.CharField[str, str]" = models.CharField(max_length=16, blank=True)
    zone: "models.CharField[str, str]" = models.CharField(max_length=64, blank=True)
    is_active: "models.BooleanField[bool, bool]" = models.BooleanField(default=True)
    joined: "models.DateTimeField[datetime, datetime]" = models.DateTimeField(default=timezone.now)

    objects = People()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.name or self.username

    def may_be(self, role: Role) -> bool:
        """Whether this person may act in a role."""
        return self.is_active and role in self.roles

    def actor(self, role: Role) -> Actor:
        """This person in a role that they have."""
        assert self.may_be(role)
        return Actor(role=role, name=self.username)
