"""The log holds no way in, and nobody's text begins a line in it."""

import logging

from amends.web.logs import Scrubbed


def said(message: str, *details: object) -> str:
    record = logging.LogRecord("amends", logging.WARNING, "", 0, message, details, None)
    assert Scrubbed().filter(record)
    return record.getMessage()


def test_no_token_is_written() -> None:
    for way in ("from", "first", "account/password/reset/key", "account/confirm-email"):
        assert said("Forbidden: %s", f"/{way}/abc.DEF-1:2?x=1") == f"Forbidden: /{way}/***?x=1"
    assert said("Not Found: %s", "/orders/1/") == "Not Found: /orders/1/"


def test_nobody_forges_a_line() -> None:
    assert (
        said("Not Found: %s", "/x\r\n2026 WARNING\u2028ok %s") == "Not Found: /x 2026 WARNING ok %s"
    )
