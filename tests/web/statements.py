"""Counting the SQL statements of a page: Django's and the engine's reads, whichever they are."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection

from amends.engine.store.base import Select, Store, Transaction

# The most that a page may ask of the database.
MOST = 12


@dataclass
class Counted:
    """The statements of what ran within a `with` block, in their order.

    `writes` counts the engine's transactions, whose own statements are not among them.
    """

    statements: list[str] = field(default_factory=list)
    writes: int = 0

    def __len__(self) -> int:
        return len(self.statements)

    @contextmanager
    def here(self) -> Iterator["Counted"]:
        """Count from here on; what was counted before is forgotten."""
        self.statements.clear()
        self.writes = 0
        with connection.execute_wrapper(self._django):
            yield self

    def _django(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.statements.append(sql)
        return execute(sql, params, many, context)

    def say(self) -> str:
        """For the message of a test that found too many."""
        return "\n".join([f"{len(self)} statements, {self.writes} transactions:", *self.statements])


@pytest.fixture
def counted_statements(installation: Any, monkeypatch: pytest.MonkeyPatch) -> Counted:
    """Counts statements within `with counted_statements.here():`."""
    from amends.web.engine import engine

    counted = Counted()
    store: Store = engine().store
    select, view, transaction = store.select, store.view, store.transaction

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

    def writing() -> AbstractContextManager[Transaction]:
        counted.writes += 1
        return transaction()

    monkeypatch.setattr(store, "transaction", writing)
    monkeypatch.setattr(store, "select", counting)
    monkeypatch.setattr(store, "view", viewing)
    return counted
