"""An empty marketplace whose clock is that of what is brought in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from amends.engine.clock import SuppliedClock
from amends.engine.engine import Engine, open_engine
from tests.importing.tables import Tables


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """An engine on an empty SQLite database."""
    engine = open_engine(tmp_path / "home", SuppliedClock(), create=True)
    yield engine
    engine.close()


@pytest.fixture
def tables(tmp_path: Path) -> Iterator[Tables]:
    """An empty folder for tables."""
    folder = tmp_path / "tables"
    folder.mkdir()
    tables = Tables(folder)
    yield tables
    tables.rejections.close()
