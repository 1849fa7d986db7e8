"""The pages' own scenes once more, on PostgreSQL: Django is set up once a process, so in another."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from amends.dev.places import ROOT
from tests.web.conftest import PAGES_DATABASE

SCENES = (
    "test_thin_path", "test_home", "test_orders", "test_opening", "test_dispute_page",
    "test_dispute_offers", "test_dispute_statements", "test_selling", "test_selling_check",
    "test_deciding", "test_deciding_ruling", "test_deciding_blind", "test_uploads",
    "test_uploads_stale", "test_running", "test_running_people", "test_headers",
    "test_giving_statements",
)  # fmt: skip


@pytest.mark.slow
def test_the_pages_stand_on_postgresql_too(postgres_url: str, tmp_path: Path) -> None:
    files = [str(Path(__file__).with_name(f"{name}.py")) for name in SCENES]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *files],
        env={**os.environ, PAGES_DATABASE: postgres_url, "PYTEST_DEBUG_TEMPROOT": str(tmp_path)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:]
