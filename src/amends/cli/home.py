"""The database that the settings name, opened for one command."""

from collections.abc import Iterator
from contextlib import contextmanager

from amends.config import Settings, read_settings
from amends.engine.engine import Engine, open_engine


@contextmanager
def opened(settings: Settings | None = None) -> Iterator[Engine]:
    """The engine on the configured database; the engine's errors say what to do about it."""
    settings = settings or read_settings()
    engine = open_engine(settings.database.value)
    try:
        yield engine
    finally:
        engine.close()
