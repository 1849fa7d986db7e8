"""`amends serve` as it is typed, in a home of the test's own."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

from amends.dev.browsing import free_port

AMENDS = [sys.executable, "-m", "amends.cli"]


def amends(home: Path, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
    """Type a command."""
    return subprocess.run(
        [*AMENDS, *words], env=_environment(home, more), capture_output=True, text=True, timeout=60
    )


@contextmanager
def serving(home: Path, *words: str, **more: str) -> Iterator[str]:
    """The server until the end of the block, by its address; it has to end cleanly."""
    port = free_port()
    address = f"http://localhost:{port}"
    process = subprocess.Popen(
        [*AMENDS, "serve", "--port", str(port), *words],
        env=_environment(home, {"AMENDS_URL": address, **more}),
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        _wait_for(f"{address}/", process)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=30)
    assert process.returncode == 0, said
    assert re.fullmatch(r"Serving \S+ from \S+ Ctrl-C ends it.\n", said), said


def asked(url: str, host: str = "") -> Any:
    """The answer to GET, whatever it is."""
    request = urllib.request.Request(url, headers={"Host": host} if host else {})
    try:
        return urllib.request.urlopen(request, timeout=30)
    except HTTPError as error:
        return error


def _environment(home: Path, more: dict[str, str]) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("AMENDS_")}
    ours.pop("DJANGO_SETTINGS_MODULE", None)
    return ours | {"AMENDS_HOME": str(home), "DATABASE_URL": ""} | more


def _wait_for(url: str, process: "subprocess.Popen[str]") -> None:
    until = time.monotonic() + 40
    while time.monotonic() < until and process.poll() is None:
        try:
            asked(url).read()
            return
        except OSError:
            time.sleep(0.1)
    process.kill()
    raise AssertionError(f"{url} was never there: {process.communicate()[0]}")
