"""A short play to spoil, and a way to write one down."""

from collections.abc import Callable
from pathlib import Path

import pytest

GOOD = """\
# rules: N3
title  = "A silent seller: the claim is executed after five days"
policy = "aliexpress-2017"
start  = 2024-03-01T00:00:00Z

[order]
currency = "USD"
shipping = "2.00"
lines    = [ { id = "kettle", price = "18.00" } ]

[[step]]
at = "P2D"
by = "seller"
do = "ship"
with = { parcel = "p1", carrier = "upu", tracking = "RB123456785GB" }

[[step]]
at = "P14D"
by = "buyer"
do = "open_dispute"
as = "d1"
with = { line = "kettle", grounds = "not_as_described.quality", received = true, remedy = "refund_only", amount = "9.00", statement = "The lid is cracked.", exhibits = ["photo"] }

[[step]]
at = "P15D"
by = "seller"
do = "cancel_dispute"
with = { confirm = true }
refused = true

[[expect]]
at = "P19D"
stage = "negotiation"
turn  = "seller"
due   = "P19D"

[[expect]]
at = "P19DT1H"
dispute = "d1"
stage   = "closed"
outcome = "by_default"
money   = { buyer = "9.00", seller = "11.00", escrow = "0.00" }
"""

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """`write(old="…", new="…")`: the good play with one change, as a file."""

    def written(old: str = "", new: str = "") -> Path:
        assert old in GOOD
        file = tmp_path / "play.toml"
        file.write_text(GOOD.replace(old, new, 1) if old else GOOD, encoding="utf-8")
        return file

    return written
