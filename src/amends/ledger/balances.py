"""What accounts hold. Transfers of one currency at a time: amounts of two do not add up."""

from collections import defaultdict
from collections.abc import Iterable

from amends.core.transfers import Transfer


def balances(transfers: Iterable[Transfer]) -> dict[str, int]:
    """What each account took in less what it gave, in minor units; together they are 0.

    Accounts whose balance is 0 are in it too, so that it lists every account that was touched.
    """
    held: dict[str, int] = defaultdict(int)
    for transfer in transfers:
        held[transfer.debit] -= transfer.minor
        held[transfer.credit] += transfer.minor
    return dict(held)


def balance(account: str, transfers: Iterable[Transfer]) -> int:
    """What one account took in less what it gave, in minor units."""
    return balances(transfers).get(account, 0)
