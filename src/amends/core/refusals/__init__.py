"""A refusal: a no with a name and typed details. What it says to people is in `telling/refused`.

A refusal is a value, not an exception. The order of checks in each rule decides which one is given.
The families of refusals are the modules of this package; `every` lists all of them by code.
"""

from typing import Annotated, ClassVar

from amends.core.value import value

# What a number or a text among the details is: whoever writes it goes by this.
At = Annotated[int, "instant"]  # an `Instant`
Span = Annotated[int, "span"]  # milliseconds
Code = Annotated[str, "code"]  # of a closed list, or of a policy
Move = Annotated[str, "command"]
Place = Annotated[str, "place"]  # of an argument in its command


@value
class Refusal:
    """A no by its `code`; `later`: whether the same request may succeed at another time."""

    code: ClassVar[str]
    later: ClassVar[bool] = False
