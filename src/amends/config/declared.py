"""What is said of a setting once: its name, its meaning, what it usually is, and how it is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, Self, overload

from amends.config.places import mask


@dataclass(frozen=True)
class Follows:
    """What a setting usually is where that follows from those read before it, by their names."""

    told: str
    of: Callable[[Mapping[str, str]], str]


@dataclass(frozen=True)
class Setting:
    """One setting in force: its value and where it came from, `environment` or `default`."""

    declared: "Declared"
    value: str = field(repr=False)
    source: str

    @property
    def name(self) -> str:
        """The environment's name for it."""
        return self.declared.name

    @property
    def shown(self) -> str:
        """The value as it may be printed: without passwords."""
        if self.declared.secret:
            return "***" if self.value else ""
        return mask(self.value)


class _Holder(Protocol):
    @property
    def held(self) -> Mapping[str, Setting]: ...


@dataclass(frozen=True)
class Declared:
    """One setting, declared as an attribute of `Settings`, whose instances have its value there.

    `meaning` and what is told of its default are texts of the manual, with code in backticks;
    `read` gives what was written in its one form, and raises `SettingsError`.
    """

    name: str
    meaning: str
    read: Callable[[str, Path], str]
    usually: str | Follows = ""
    secret: bool = False

    @overload
    def __get__(self, settings: None, owner: type) -> Self: ...
    @overload
    def __get__(self, settings: _Holder, owner: type) -> Setting: ...
    def __get__(self, settings: _Holder | None, owner: type) -> Self | Setting:
        return self if settings is None else settings.held[self.name]

    @property
    def default(self) -> str:
        """What it is when nothing is set, as the manual tells it."""
        if isinstance(self.usually, Follows):
            return self.usually.told
        return f"`{self.usually}`" if self.usually else "none"

    def fallback(self, read: Mapping[str, str]) -> str:
        """What it is when nothing is set, after the settings in `read`."""
        return self.usually.of(read) if isinstance(self.usually, Follows) else self.usually
