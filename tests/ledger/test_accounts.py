"""The chart of accounts is a closed list."""

import pytest

from amends.core.accounts import FEES, PROTECTION, WORLD
from amends.ledger.accounts import (
    Account,
    AccountError,
    buyer,
    carrier,
    escrow,
    parse_account,
    provider,
    seller,
)


@pytest.mark.parametrize(
    ("name", "account"),
    [
        (escrow("0190"), Account(kind="escrow", owner="0190")),
        (buyer("alice"), Account(kind="buyer", owner="alice")),
        (seller("bob:shop"), Account(kind="seller", owner="bob:shop")),
        (carrier("upu"), Account(kind="carrier", owner="upu")),
        (provider("ledger"), Account(kind="provider", owner="ledger")),
        (FEES, Account(kind="platform", owner="fees")),
        (PROTECTION, Account(kind="platform", owner="protection")),
        (WORLD, Account(kind="world")),
    ],
)
def test_an_account_is_read_as_it_is_written(name: str, account: Account) -> None:
    assert parse_account(name) == account
    assert str(account) == name


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "is no account"),
        ("alice", "is no account; the kinds are escrow, buyer"),
        ("Buyer:alice", "is no account"),
        ("buyer", "does not say whose"),
        ("buyer:", "does not say whose"),
        ("escrow: ", "does not say whose"),
        ("world:2", "only one world"),
        ("world:", "only one world"),
        ("platform", "platform:fees and platform:protection"),
        ("platform:dave", "platform:fees and platform:protection"),
    ],
)
def test_what_the_chart_does_not_have_is_refused(name: str, message: str) -> None:
    with pytest.raises(AccountError, match=message):
        parse_account(name)


def test_an_account_of_nobody_is_not_made() -> None:
    for make in (escrow, buyer, seller, carrier, provider):
        with pytest.raises(AccountError):
            make("")
