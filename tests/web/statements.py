"""Counting the SQL statements of a page: Django's and the engine's reads, whichever they are."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection

from amends.engine.store.base import Select, Store

# The most that a page may ask of the database.
MOST = 12


@dataclass
class Counted:
    """The statements of what ran within a `with` block, in their order."""

    statements: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.statements)

    @contextmanager
    def here(self) -> Iterator["Counted"]:
        """Count from here on; what was counted before is forgotten."""
        self.statements.clear()
        with connection.execute_wrapper(self._django):
            yield self

    def _django(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.statements.append(sql)
        return execute(sql, params, many, context)

    def say(self) -> str:
        """For the message of a test that found too many."""
        return "\n".join([f"{len(self)} statements:", *self.statements])


@pytest.fixture
def counted_statements(installation: Any, monkeypatch: pytest.MonkeyPatch) -> Counted:
    """Counts statements within `with counted_statements.here():`."""
    from amends.web.engine import engine

    counted = Counted()
    store: Store = engine().store
    select, view = store.select, store.view

    def counting(statement: str, parameters: Any = ()) -> Any:
        counted.statements.append(statement)
        return select(statement, parameters)

    @contextmanager
    def viewing() -> Iterator[Select]:
        with view() as read:

            def counted_read(statement: str, parameters: Any = ()) -> Any:
                counted.statements.append(statement)
                return read(statement, parameters)

            yield counted_read

    monkeypatch.setattr(store, "select", counting)
    monkeypatch.setattr(store, "view", viewing)
    return counted
