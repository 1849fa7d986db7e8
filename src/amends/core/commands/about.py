"""What a command is about: the order, or one of its disputes."""

from amends.core.value import value


@value
class OfOrder:
    """A command about the order itself."""


@value
class OfDispute:
    """A command about a dispute of the order, by its number; 0 is the only one."""

    dispute: int = 0
