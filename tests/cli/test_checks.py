"""Dave checks: the chain, every invariant, the read tables, a case file, erasure, the worker."""

import json
import signal
import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner, Result

from amends.cli.commands import app
from amends.demo.market import make
from amends.engine.engine import open_engine, open_store
from tests.cli.conftest import START, Amends


def _spoil(home: Path, statement: str) -> None:
    store = open_store(home)
    with store.transaction() as transaction:
        transaction.change(statement, ())
    store.close()


def test_a_database_that_nobody_touched_verifies(kettle: Amends) -> None:
    answer = kettle("verify")

    assert answer.exit_code == 0
    assert answer.output == "1 orders, 4 events. Every hash verifies.\n"


def test_the_first_broken_position_is_named(kettle: Amends, home: Path) -> None:
    _spoil(home, "UPDATE event SET at = at + 1 WHERE position = 2")

    answer = kettle("verify")

    assert answer.exit_code == 1
    assert "position 2" in answer.output
    told = json.loads(kettle("verify", "--json").stdout)
    assert (told["ok"], told["broken"][0]["position"]) == (False, 2)


def test_a_changed_word_and_a_changed_policy_are_named(kettle: Amends, home: Path) -> None:
    _spoil(home, "UPDATE private_text SET text = 'The lid is fine.' WHERE field = 'statement'")
    _spoil(home, "UPDATE policy SET body = replace(body, 'P5D', 'P9D')")

    answer = kettle("verify")

    assert answer.exit_code == 1
    assert "position 4: The statement of the buyer is not what its digest stands" in answer.output
    assert "The policy aliexpress-2017@1 is not what its hash says." in answer.output
    told = json.loads(kettle("verify", "--json").stdout)
    assert [each["reason"] for each in told["broken"]] == ["policy", "text"]
    audited = kettle("audit")
    assert audited.exit_code == 1
    assert "First offender of “texts”" in audited.output
    assert "First offender of “policies”." in audited.output


def test_the_audit_counts_and_says_that_everything_holds(kettle: Amends) -> None:
    answer = kettle("audit")
    assert answer.exit_code == 0
    assert "100 %" in answer.output
    assert "Everything holds." in answer.output

    told = json.loads(kettle("audit", "--json").stdout)
    assert (told["sound"], told["orders"]) == (True, 1)
    assert {check["wrong"] for check in told["checks"]} == {0}


def test_a_cent_too_much_is_found_with_its_order(kettle: Amends, home: Path) -> None:
    _spoil(home, "UPDATE transfer SET minor = minor + 1")

    answer = kettle("audit")

    assert answer.exit_code == 1
    assert "First offender" in answer.output
    order_id = json.loads(kettle("orders", "--json").stdout)[0]["order_id"]
    assert order_id in answer.output


def test_rebuilding_mends_a_read_table(kettle: Amends, home: Path) -> None:
    _spoil(home, "UPDATE dispute SET turn = 'buyer'")

    assert kettle("rebuild", "--check").exit_code == 1
    answer = kettle("rebuild")
    assert answer.exit_code == 0
    assert "mended" in answer.output
    assert kettle("rebuild", "--check").exit_code == 0


def test_a_report_for_a_party_is_what_the_party_sees(kettle: Amends, tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    answer = kettle("case", "4711", str(file), "--as", "buyer")
    assert answer.exit_code == 0, answer.output

    report = json.loads(file.read_text("utf-8"))
    shown = json.loads(kettle("show", "4711", "--as", "buyer", "--json").stdout)
    assert {**report, "now": ""} == {**shown, "now": ""}
    assert "commission" not in report["money"]
    assert kettle("case", "4711", str(file), "--as", "buyer:eve", "--overwrite").exit_code != 0


def test_a_case_file_verifies_anywhere_and_a_changed_one_does_not(
    kettle: Amends, tmp_path: Path
) -> None:
    file = tmp_path / "case.zip"
    assert kettle("case", "4711", str(file)).exit_code == 0
    answer = kettle("verify", str(file))
    assert answer.exit_code == 0
    assert "4 records. It verifies." in answer.output

    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(bytes(content))
    assert kettle("verify", str(file)).exit_code == 1


def test_a_file_that_is_there_is_not_written_over(kettle: Amends, tmp_path: Path) -> None:
    file = tmp_path / "case.zip"
    file.write_text("mine", "utf-8")

    answer = kettle("case", "4711", str(file))

    assert answer.exit_code == 1
    assert "--overwrite" in answer.stderr
    assert file.read_text("utf-8") == "mine"


def test_words_are_erased_when_nothing_waits_for_them(market: Amends) -> None:
    amends = market
    # It is years later, so the dispute has ended by silence and cannot be appealed any more.
    asked = amends("erase", "1001", "--of", "buyer")
    assert (asked.exit_code, "--confirm" in asked.stderr) == (1, True)
    assert "The lid is cracked." in amends("show", "1001").output
    assert amends("erase", "1001", "--of", "buyer", "--confirm").exit_code == 0
    shown = amends("show", "1001").output
    assert "The lid is cracked." not in shown
    assert "[erased]" in shown
    assert amends("verify").exit_code == 0


def test_words_that_are_needed_are_not_erased(kettle: Amends) -> None:
    answer = kettle("erase", "4711", "--of", "buyer", "--confirm")

    assert answer.exit_code == 1
    assert "dispute 1 is open" in answer.stderr
    assert "The lid is cracked." in kettle("show", "4711").output


def test_the_worker_does_what_is_due_and_ends(market: Amends, home: Path) -> None:
    due = len(
        json.loads(market("orders", "--due-before", "P1D", "--limit", "999", "--json").stdout)
    )

    answer = market("work", "--once")

    assert answer.exit_code == 0
    assert due > 50
    assert "0 still due" in answer.output
    engine = open_engine(home)
    assert engine.overdue(engine.now())[0] == 0
    engine.close()


def test_show_tells_what_fell_before_any_worker_came(market: Amends) -> None:
    shown = " ".join(market("show", "1001", "--as", "buyer:alice").output.split())

    assert "Bob did not answer, so proposal 1 is carried out." in shown
    assert "You got $9.00 back." in shown
    # Nothing was written for it.
    assert json.loads(market("orders", "--due-before", "2024-01-01", "--json").stdout)


def test_the_worker_stops_cleanly_when_it_is_asked_to(market: Amends, home: Path) -> None:
    code = "from amends.cli import main; main()"
    environment = {"AMENDS_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [sys.executable, "-c", code, "work", "--pause", "0.05"],
        stdout=subprocess.PIPE, text=True, env=environment,
    ) as worker:  # fmt: skip
        assert worker.stdout is not None
        assert "waiting for deadlines" in worker.stdout.readline()
        worker.send_signal(signal.SIGTERM)
        rest = worker.stdout.read()

    assert worker.returncode == 0
    assert "ended:" in rest
    assert market("verify").exit_code == 0


def test_it_works_on_postgresql(postgres_url: str, home: Path) -> None:
    store = open_store(postgres_url)
    store.create()
    make(store, START)
    store.close()
    environment = {"AMENDS_HOME": str(home), "DATABASE_URL": postgres_url, "COLUMNS": "400"}

    def typed(*words: str) -> Result:
        return CliRunner(env=environment).invoke(app, list(words))

    assert "1001" in typed("orders", "--turn", "seller", "--seller", "bob").output
    assert "Bob did not answer" in typed("show", "1001").output
    assert "More than one order" in typed("show", "100").stderr
    assert "0 still due" in typed("work", "--once").output
    for words in (("verify",), ("audit",), ("rebuild", "--check")):
        assert typed(*words).exit_code == 0
