"""On PostgreSQL, in a real server: of many browsers with one link at once, one comes in."""

import http.cookiejar
import re
import threading
import urllib.parse
import urllib.request
from pathlib import Path
from urllib.error import HTTPError

import pytest

from tests.web.served import amends, serving
from tests.web.test_accounts_serving import order_of

pytestmark = pytest.mark.slow
CONTESTANTS = 12


def test_of_many_at_once_one_comes_in(postgres_url: str, tmp_path: Path) -> None:
    home, on = tmp_path / "home", {"DATABASE_URL": postgres_url}
    assert amends(home, "init", **on).returncode == 0
    order = order_of(home, 1, "4711", postgres_url)
    amends(home, "link", "keys", "add", "shop", **on)
    made = amends(home, "link", "make", "shop", "alice", "4711", **on).stdout
    path = urllib.parse.urlsplit(made.strip()).path
    barrier = threading.Barrier(CONTESTANTS)
    came: list[str] = []
    with serving(home, "--no-worker", **on) as address:

        def contestant() -> None:
            cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
            browser = urllib.request.build_opener(cookies)
            page = browser.open(f"{address}{path}", timeout=60).read().decode()
            token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
            assert token
            sent = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1]}).encode()
            barrier.wait()
            try:
                came.append(browser.open(f"{address}{path}", sent, timeout=60).url)
            except HTTPError as error:
                came.append(str(error.code))

        threads = [threading.Thread(target=contestant) for _ in range(CONTESTANTS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(came) == ["410"] * (CONTESTANTS - 1) + [f"{address}/orders/{order}/"]
    assert '"roles": ["buyer"]' in amends(home, "people", "list", "alice", "--json", **on).stdout
