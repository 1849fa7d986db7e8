"""The same scenes on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.engine.market import Market, opened


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    """Where an empty database is."""
    if request.param == "sqlite":
        return tmp_path
    return request.getfixturevalue("postgres_url")


@pytest.fixture
def market(address: Any) -> Iterator[Market]:
    """A marketplace on an empty database."""
    market = Market(opened(address))
    yield market
    market.engine.close()
