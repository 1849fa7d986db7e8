"""The same scenes on SQLite and on PostgreSQL."""

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from amends.dev.postgres import Server
from amends.engine.engine import open_store
from tests.engine.market import TABLES, Market, opened


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    """Where an empty database is."""
    if request.param == "sqlite":
        return tmp_path
    return request.getfixturevalue("postgres_url")


@pytest.fixture
def fresh_market(address: Any) -> Iterator[Market]:
    """A marketplace on a database of its own, whose tables a test may spoil."""
    market = Market(opened(address))
    yield market
    market.engine.close()


@pytest.fixture(scope="session")
def shared_url(postgres: Server) -> Iterator[str]:
    """One PostgreSQL database for the scenes of this worker: making one takes longer than a scene."""
    name = f"scenes_{uuid.uuid4().hex}"
    url = postgres.create(name)
    opened(url).close()
    yield url
    postgres.drop(name)


@pytest.fixture(params=["sqlite", "postgres"])
def market(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Market]:
    """A marketplace on a database without a row in it."""
    if request.param == "sqlite":
        market = Market(opened(tmp_path))
    else:
        market = Market(open_store(request.getfixturevalue("shared_url")))
        with market.store.transaction() as transaction:
            for table in TABLES:
                transaction.change(f"DELETE FROM {table}")
    yield market
    market.engine.close()
