"""The types of details in refusals and faults: whoever writes a number or a text goes by them."""

from typing import Annotated

At = Annotated[int, "instant"]  # an `Instant`
Span = Annotated[int, "span"]  # milliseconds
Code = Annotated[str, "code"]  # of a closed list, or of a policy
Move = Annotated[str, "command"]
Place = Annotated[str, "place"]  # of an argument in its command
