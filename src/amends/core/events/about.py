"""What an event is about, and the kinds of lists that several events hold."""

from amends.core.dispute import PieceShare
from amends.core.transfers import Transfer
from amends.core.value import value

Transfers = tuple[Transfer, ...]
Shares = tuple[PieceShare, ...]
PieceAt = tuple[str, int]


@value
class OfOrder:
    """An event about the order itself."""

    @property
    def about(self) -> int:
        """The number of the dispute that it is about: 0, the order."""
        return 0


@value
class OfDispute:
    """An event about one dispute of the order, by its number."""

    dispute: int

    @property
    def about(self) -> int:
        """The number of the dispute that it is about."""
        return self.dispute
