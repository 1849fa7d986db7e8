"""A real browser before a real demo: for the journeys of the tests and for screenshots."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
# What keeps a headless Chromium from calling home, and lets it run as root in a container.
_FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_PATIENCE_SECONDS = 60.0


class NoChromiumError(Exception):
    """There is no browser to start; the message says what to install."""


@dataclass(frozen=True)
class Site:
    """A running demo: its address, and the folder with its database and clock."""

    address: str
    home: Path


def chromium_path() -> str:
    """The browser that is installed: `AMENDS_CHROMIUM`, or the first of the usual names."""
    given = os.environ.get("AMENDS_CHROMIUM", "")
    found = given or next(filter(None, map(shutil.which, _NAMES)), None)
    if not found:
        raise NoChromiumError("install Debian's package chromium, or name one in AMENDS_CHROMIUM")
    return found


@contextlib.contextmanager
def browser() -> "Iterator[Browser]":
    """A headless Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield launch(playwright)


def launch(playwright: "Playwright") -> "Browser":
    """Start the browser with the flags that a machine without a screen needs."""
    return playwright.chromium.launch(executable_path=chromium_path(), args=list(_FLAGS))


@contextlib.contextmanager
def demo_site(home: Path) -> Iterator[Site]:
    """`amends demo` in a folder and on a port of its own, until the block ends."""
    port = free_port()
    log = home.with_name(f"{home.name}.log")
    command = [sys.executable, "-m", "amends.cli", "demo", "--home", str(home), "--port", str(port)]
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address, server, log)
            yield Site(address, home)
        finally:
            server.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(10)
            server.kill()


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(address: str, server: "subprocess.Popen[Any]", log: Path) -> None:
    end = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"the demo did not come up: {log.read_text('utf-8', 'replace')[-2000:]}")
