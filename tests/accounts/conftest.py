"""A stall of Bob's on SQLite and on PostgreSQL."""

import pytest

from tests.accounts.stall import Stall
from tests.engine.conftest import market as market
from tests.engine.conftest import shared_url as shared_url
from tests.engine.market import Market


@pytest.fixture
def stall(market: Market) -> Stall:
    """Bob's stall at a marketplace without a row in it."""
    return Stall(market)
