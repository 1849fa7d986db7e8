"""The people of the demo in a browser: they come in as anybody does."""

import os
import subprocess
import sys
from pathlib import Path

# Django is set up once in each process, and the demo has settings of its own.
_WALK = """
import sys
from pathlib import Path
from amends.demo.serving import prepare
prepare(Path(sys.argv[1]))
from django.test import Client
from amends.accounts.models import Person
for name in ("alice", "bob", "carol"):
    print(name, Person.objects.get(username=name).shop or "-")
client = Client(headers={"host": "localhost", "user-agent": "A phone"})
client.post("/demo/be/carol/")
print("A phone" in client.get("/account/sessions/").text)
from django.conf import settings
print(settings.AMENDS_SETTINGS.mails)
"""


def test_links_of_its_shop_let_them_in_one_click_is_a_session_and_no_mail_leaves(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "demo"
    folder.mkdir()
    answer = subprocess.run(
        [sys.executable, "-c", _WALK, str(folder)],
        env={**os.environ, "COLUMNS": "200", "AMENDS_MAIL_URL": "smtp://mail.example"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    *told, mails = answer.stdout.splitlines()
    assert told == ["alice shop", "bob shop", "carol -", "True"]
    assert Path(mails) == folder / "mail"
