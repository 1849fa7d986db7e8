"""How far an import has come, for whoever watches; nothing here prints."""

from collections.abc import Callable

from amends.core.value import value


@value
class Progress:
    """Orders done of `total`, of which so many were there already; `total` 0: not known yet."""

    done: int
    total: int
    already: int
    disputes: int
    rejected: int


type Tell = Callable[[Progress], None]
type Stop = Callable[[], bool]


def silent(progress: Progress) -> None:
    """Tell nobody."""


def never() -> bool:
    """Go on to the end."""
    return False
