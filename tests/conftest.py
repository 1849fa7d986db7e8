"""What tests ask for: a real PostgreSQL, the shared files, and a way to report figures."""

import fcntl
import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from amends.dev.figures import add_up, lines
from amends.dev.growth import largest_files, longest_functions
from amends.dev.places import ROOT, SOURCE
from amends.dev.postgres import NoPostgresError, Server, start_postgres

# The controller makes this folder; whichever worker needs PostgreSQL first leaves its place there.
MEETING_PLACE = "AMENDS_TEST_MEETING_PLACE"

Figure = Callable[[str, int | str], None]


def missing(what: str, instead: str) -> None:
    """Skip the test and say so; with AMENDS_REQUIRE=all, or =WHAT, fail it."""
    required = os.environ.get("AMENDS_REQUIRE", "").split(",")
    if "all" in required or what in required:
        pytest.fail(f"{what} is required by AMENDS_REQUIRE and missing: {instead}", pytrace=False)
    pytest.skip(f"{what} is missing: {instead}")


def pytest_configure(config: pytest.Config) -> None:
    # Playwright leaves an event loop in the thread of the tests; Django need not fear it there.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    if not hasattr(config, "workerinput"):
        os.environ[MEETING_PLACE] = tempfile.mkdtemp(prefix="amends-tests-")


def pytest_unconfigure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput") or MEETING_PLACE not in os.environ:
        return
    place = Path(os.environ.pop(MEETING_PLACE))
    if (place / "postgres").exists():
        _read_server(place).stop()
    shutil.rmtree(place, ignore_errors=True)


def _read_server(place: Path) -> Server:
    folder, binaries = (place / "postgres").read_text().splitlines()
    return Server(Path(folder), Path(binaries))


@pytest.fixture(scope="session")
def postgres() -> Server:
    """One running PostgreSQL for the whole test run, shared by its workers."""
    place = Path(os.environ[MEETING_PLACE])
    with (place / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (place / "postgres").exists():
            try:
                server = start_postgres()
            except NoPostgresError as error:
                missing("postgresql", str(error))
            (place / "postgres").write_text(f"{server.folder}\n{server.binaries}\n")
    return _read_server(place)


@pytest.fixture
def postgres_url(postgres: Server) -> Iterator[str]:
    """The address of an empty PostgreSQL database of the test's own."""
    name = f"test_{uuid.uuid4().hex}"
    yield postgres.create(name)
    postgres.drop(name)


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """The folder with real input: AMENDS_DATA, or ../shared/data beside the project."""
    folder = Path(os.environ.get("AMENDS_DATA") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        missing("data", f"there is no folder {folder}; name one in AMENDS_DATA")
    return folder


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Figure:
    """`figure("states walked", 1234)`: printed at the end of the run; whole numbers are summed."""

    def report(name: str, value: int | str) -> None:
        request.node.user_properties.append(("figure", [name, value]))

    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    # The reports of a test's setup and teardown carry the figures of its call again.
    found = add_up(
        entry
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", None) == "call"
        for kind, entry in report.user_properties
        if kind == "figure"
    )
    if found:
        terminalreporter.section("figures")
        for line in lines(found):
            terminalreporter.line(line)
    terminalreporter.section("growth")
    functions = longest_functions(SOURCE)
    for (size, path), (length, function) in zip(largest_files(SOURCE), functions, strict=False):
        terminalreporter.line(f"{size:5} {path:44} {length:5} {function}")
