"""A refusal: a no with a name and typed details. What it says to people is in `telling/refused`.

A refusal is a value, not an exception. The order of checks in each rule decides which one is given.
The families of refusals are the modules of this package; `every` lists all of them by code.
"""

from typing import ClassVar

from amends.core.value import value


@value
class Refusal:
    """A no by its `code`; `later`: whether the same request may succeed at another time."""

    code: ClassVar[str]
    later: ClassVar[bool] = False
