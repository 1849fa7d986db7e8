"""Private text is taken out of a command before a rule sees it (safeguards.md 31).

Each field that is declared with `core.value.private` is replaced by a digest, keyed with a random
salt of its order and scope. The text is stored beside the log and can be erased with its salt.
"""

import os
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, get_args, get_type_hints
from unicodedata import category

from amends.core.people import Actor
from amends.core.value import PRIVATE, changed
from amends.engine.store.tables import TextRow
from amends.log.private import SALT_BYTES, digest, normalise

_SOUGHT_LENGTH = 64


type NewSalt = Callable[[str, str], bytes]  # for an order and a scope


def random_salt(order_id: str, scope: str) -> bytes:
    """A salt from the system's source of chance; only a simulation takes its salts elsewhere."""
    return os.urandom(SALT_BYTES)


class Salts:
    """The salts of one order: those stored, and those that this batch makes.

    `sealed` remembers what this batch has made of a text: a number comes with every report of it.
    """

    __slots__ = ("_new", "made", "order_id", "sealed", "stored")

    def __init__(self, order_id: str, new: NewSalt = random_salt) -> None:
        self.order_id = order_id
        self._new = new
        self.stored: dict[str, bytes] = {}
        self.made: dict[str, bytes] = {}
        self.sealed: dict[tuple[str, str, str], TextRow] = {}

    def of(self, scope: str) -> bytes:
        """The salt of a scope. One that does not exist yet is made, and stored with its first text."""
        salt = self.stored.get(scope) or self.made.get(scope)
        if salt is None:
            salt = self.made[scope] = self._new(self.order_id, scope)
        return salt


def seal(command: Any, actor: Actor, salts: Salts) -> tuple[Any, list[TextRow]]:
    """The command as the rules may see it, and the texts that were taken out of it.

    An empty or blank text is an empty one: it says nothing, and rules ask whether something was said.
    """
    texts: list[TextRow] = []
    return _sealed(command, actor, salts, texts), texts


def is_blank(text: str) -> bool:
    """Whether a text says nothing: only spaces, and characters that nobody can see."""
    if text[0].isalnum():  # as nearly all begin
        return False
    return all(c.isspace() or category(c) in ("Cf", "Cc", "Zs") for c in text)


def sought(text: str) -> str:
    """What a parcel's number or postcode is looked up by on other orders."""
    return normalise("parcel", text)[:_SOUGHT_LENGTH]


def holds_private(command: Any) -> bool:
    """Whether private text may be in the command."""
    cls: type = type(command)
    return any(getattr(command, name) for name, _ in _plan(cls))


def _sealed(value: Any, actor: Actor, salts: Salts, texts: list[TextRow]) -> Any:
    changes = {}
    cls: type = type(value)
    for name, scope in _plan(cls):
        content = getattr(value, name)
        if not content:
            continue
        if scope is not None and is_blank(content):
            changes[name] = ""
            continue
        if scope is None:
            changes[name] = _inside(content, lambda v: _sealed(v, actor, salts, texts))
            continue
        # An arbitrator's or operator's words are kept under that role.
        whose = actor.role if scope == "author" else scope
        # Numbers are compared across fields (a waybill is a tracking number), other texts are not.
        kind = whose if whose == "parcel" else name
        text = salts.sealed.get((whose, kind, content))
        if text is None:
            found = digest(salts.of(whose), whose, kind, content)
            seek = sought(content) if whose == "parcel" else None
            text = TextRow(salts.order_id, found, whose, kind, content, seek)
            salts.sealed[whose, kind, content] = text
        texts.append(text)
        changes[name] = text.digest
    return changed(value, **changes) if changes else value


def _inside(content: Any, replace: Callable[[Any], Any]) -> Any:
    if isinstance(content, tuple):
        return tuple(_inside(each, replace) for each in content)
    return replace(content) if is_dataclass(content) else content


@cache
def _plan(cls: type) -> tuple[tuple[str, str | None], ...]:
    """The fields to look at: with their scope, or with none where a value inside may hold some."""
    if not is_dataclass(cls):
        return ()
    hints = get_type_hints(cls)
    plan: list[tuple[str, str | None]] = []
    for each in fields(cls):
        scope = each.metadata.get(PRIVATE)
        if scope is not None:
            plan.append((each.name, scope))
        elif any(_plan(inner) for inner in _classes(hints[each.name])):
            plan.append((each.name, None))
    return tuple(plan)


def _classes(hint: Any) -> list[type]:
    """The classes that a type hint mentions."""
    if isinstance(hint, type) and is_dataclass(hint):
        return [hint]
    hint = getattr(hint, "__value__", hint)
    return [cls for argument in get_args(hint) for cls in _classes(argument)]
