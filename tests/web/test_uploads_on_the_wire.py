"""Uploads through a real server: without end, cut off in the middle, and several at the same time."""

import http.client
import json
import os
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from amends.uploads.limits import LARGEST_FILE, LARGEST_REQUEST
from tests.uploads.pictures import jpeg
from tests.web.conftest import World

pytestmark = pytest.mark.slow
MEGABYTE = bytes(1_000_000)
BOUNDARY = "a-boundary"


@dataclass
class Wire:
    """A running server, and somebody signed in."""

    port: int
    pid: int
    cookies: str
    token: str

    def head(self, length: int) -> bytes:
        """The beginning of a request of so many bytes."""
        return (
            f"POST /uploads/ HTTP/1.1\r\nHost: localhost:{self.port}\r\n"
            f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nCookie: {self.cookies}\r\n"
            f"X-CSRFToken: {self.token}\r\nContent-Length: {length}\r\n\r\n"
        ).encode()

    def open(self) -> socket.socket:
        """A connection."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=60)

    def post(self, content: bytes, key: str) -> tuple[int, dict[str, str]]:
        """A whole request and its answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        sent = before(key) + content + after()
        headers = {
            "Host": f"localhost:{self.port}", "Cookie": self.cookies, "X-CSRFToken": self.token,
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
        }  # fmt: skip
        connection.request("POST", "/uploads/", sent, headers)
        answer = connection.getresponse()
        told = json.loads(answer.read())
        connection.close()
        return answer.status, told

    def memory(self) -> int:
        """What the server has in memory, with its workers."""
        pids = [self.pid]
        for pid in pids:
            for each in Path(f"/proc/{pid}/task").glob("*/children"):
                pids += [int(child) for child in each.read_text().split()]
        pages = sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in pids)
        return pages * os.sysconf("SC_PAGE_SIZE")


def before(key: str) -> bytes:
    """The fields before the file."""
    return (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="key"\r\n\r\n{key}\r\n'
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
    ).encode()


def after() -> bytes:
    """The end of a request."""
    return f"\r\n--{BOUNDARY}--\r\n".encode()


@pytest.fixture
def wire(world: World, installation: Path, tmp_path: Path) -> Iterator[Wire]:
    """The server of every installation, on the tests' database, with Alice signed in."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = dict(os.environ) | {
        "AMENDS_HOME": str(installation), "DJANGO_SETTINGS_MODULE": "amends.web.settings",
        "TMPDIR": str(tmp_path), "AMENDS_URL": f"http://localhost:{port}",
    }  # fmt: skip
    code = f"from amends.web.serving import serve; serve('127.0.0.1', {port})"
    with (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-c", code], env=environment, stderr=log, stdout=log
        )
        client = world.browser("alice", "buyer")
        token = "t" * 32
        session = client.cookies["sessionid"].value
        try:
            _wait(port, server)
            yield Wire(port, server.pid, f"sessionid={session}; csrftoken={token}", token)
        finally:
            server.terminate()
            server.wait(20)


def _wait(port: int, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        assert server.poll() is None, "the server ended"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the server did not start")


def mine(world: World) -> list[str]:
    """The uploads that Alice has now, by state."""
    from amends.uploads.models import Upload

    found = Upload.objects.filter(person=world.name("alice"))
    return [each.state for each in found]


def pour(connection: socket.socket, most: int) -> tuple[int, bytes]:
    """Send until the server answers or hangs up; gives how many megabytes went and the answer."""
    sent, answer = 0, b""
    connection.settimeout(30)
    try:
        while sent < most:
            connection.sendall(MEGABYTE)
            sent += 1
            connection.setblocking(False)
            try:
                answer += connection.recv(65536)
                break
            except BlockingIOError:
                pass
            finally:
                connection.settimeout(30)
    except OSError:
        pass
    try:
        while piece := connection.recv(65536):
            answer += piece
            if b"sentence" in answer:
                break
    except OSError:
        pass
    return sent, answer


@pytest.mark.parametrize("length", [10_000_000_000, LARGEST_REQUEST - 1_000])
def test_a_body_without_end_is_stopped_at_the_limit(
    wire: Wire, world: World, tmp_path: Path, length: int, figure: Callable[[str, int | str], None]
) -> None:
    grown = wire.memory()
    with wire.open() as connection:
        connection.sendall(wire.head(length) + before(uuid.uuid4().hex))
        sent, answer = pour(connection, length // 1_000_000)
    assert sent < LARGEST_FILE // 1_000_000 + 40
    assert answer.startswith(b"HTTP/1.1 413"), (sent, answer[:500])
    assert b'"sentence"' in answer
    assert wire.memory() - grown < 120_000_000
    assert [path.name for path in tmp_path.iterdir()] == ["log"]
    assert mine(world) == []
    figure(f"MB taken of {length // 1_000_000} MB", str(sent))


def test_a_connection_lost_in_the_middle_leaves_nothing_and_the_retry_works(
    wire: Wire, world: World, tmp_path: Path
) -> None:
    content, key = jpeg(seed=int(world.mark[:7], 16)), uuid.uuid4().hex
    whole = before(key) + content + after()
    for cut in (40, len(before(key)) + 10, len(whole) // 2, len(whole) - 5):
        with wire.open() as connection:
            connection.sendall(wire.head(len(whole)) + whole[:cut])
    time.sleep(0.5)
    assert mine(world) == []
    assert [path.name for path in tmp_path.iterdir()] == ["log"]
    status, told = wire.post(content, key)
    assert status == 201
    assert wire.post(content, key) == (201, told)
    assert mine(world) == ["ready"]


def test_the_same_sending_at_the_same_time_is_one_upload(wire: Wire, world: World) -> None:
    content, key = jpeg(seed=int(world.mark[:7], 16)), uuid.uuid4().hex
    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(lambda _: wire.post(content, key), range(5)))
    assert {status for status, _ in answers} == {201}
    assert len({told["upload"] for _, told in answers}) == 1
    assert mine(world) == ["ready"]


def test_the_same_file_from_many_is_kept_once(wire: Wire, world: World, installation: Path) -> None:
    content = jpeg(seed=int(world.mark[:7], 16))
    before_it = {path for path in (installation / "files").rglob("*") if path.is_file()}
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda n: wire.post(content, f"{n}-{world.mark}"), range(4)))
    assert [status for status, _ in answers] == [201] * 4
    files = {path for path in (installation / "files").rglob("*") if path.is_file()} - before_it
    assert len(files) == 3
    assert mine(world) == ["ready"] * 4
