"""Addresses of static files that change with their content, so that browsers may keep them long."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class MarkedStorage(StaticFilesStorage):
    """`{% static "amends/app.css" %}` becomes `/static/amends/app.css?v=…` with a mark of its bytes."""

    def url(self, name: str | None) -> str:
        """The address with its mark; without one where there is no such file."""
        address = str(super().url(name))
        mark = _mark(name or "")
        return f"{address}?v={mark}" if mark else address


@cache
def _mark(name: str) -> str:
    found = finders.find(name)
    return sha256(Path(found).read_bytes()).hexdigest()[:12] if isinstance(found, str) else ""
