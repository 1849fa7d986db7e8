"""One way to declare a value: named fields, compared by content, never changed after it is made.

Values are frozen for the type checker and not at run time: the check that Python itself could
make costs more than everything else that deciding a command does.
"""

from dataclasses import dataclass, fields
from dataclasses import field as field
from typing import Any, dataclass_transform

PRIVATE = "private"


def private(scope: str, **options: Any) -> Any:
    """Declare a text field that may have to be erased one day (safeguards.md 31).

    `scope` says with whose data it is erased: `buyer`, `seller`, `parcel`, or `author` (whoever
    gives the command). The engine replaces the text by its digest before a rule sees it, so rules
    may only compare such fields for equality within one order and scope.
    """
    return field(metadata={PRIVATE: scope}, **options)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field, private))
def value[T](cls: type[T]) -> type[T]:
    """Make `cls` a value: slots, keyword-only fields, equality by content."""
    made: Any = dataclass(slots=True, kw_only=True, unsafe_hash=True)(cls)
    _COPIES[made] = _copier(made)
    return made  # type: ignore[no-any-return]


def changed[T](old: T, **changes: object) -> T:
    """A copy of a value with some fields changed."""
    new = _COPIES[type(old)](old)
    for name, content in changes.items():
        setattr(new, name, content)
    return new  # type: ignore[no-any-return]


_COPIES: dict[type, Any] = {}


def _copier(cls: Any) -> Any:
    """A function that copies a value field by field: five times faster than `copy.copy`."""
    lines = [f"    new.{each.name} = old.{each.name}" for each in fields(cls)]
    body = "\n".join(["def copier(old):", "    new = make(cls)", *lines, "    return new"])
    names: dict[str, Any] = {"make": object.__new__, "cls": cls}
    exec(body, names)  # noqa: S102 - the text is made of the names of fields alone
    return names["copier"]
