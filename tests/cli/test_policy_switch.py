"""`amends policy switch`: from when on new orders use another policy."""

import json

from tests.cli.conftest import Amends


def test_a_policy_is_switched_on_from_a_date_and_listed(amends: Amends) -> None:
    assert "Nothing was switched" in amends("policy", "switches").output
    done = amends("policy", "switch", "aliexpress-2010", "--from", "2999-01-01T00:00:00Z")
    assert "from 2999-01-01T00:00:00Z on use aliexpress-2010@1" in done.output
    listed = json.loads(amends("policy", "switches", "--json").output)
    assert [(each["from"], each["reference"]) for each in listed] == [
        ("2999-01-01T00:00:00Z", "aliexpress-2010@1")
    ]


def test_the_past_and_what_nobody_adopted_are_refused(amends: Amends) -> None:
    for words in (("aliexpress-2010", "2020-01-01T00:00:00Z"), ("nobodys@1", "2999-01-01T00:00:00Z"),
                  ("aliexpress-2010", "soon")):  # fmt: skip
        assert amends("policy", "switch", words[0], "--from", words[1]).exit_code == 1
    assert "Nothing was switched" in amends("policy", "switches").output


def test_programs_get_the_code_of_a_switch_that_comes_too_soon(amends: Amends) -> None:
    answer = amends(
        "policy", "switch", "aliexpress-2010", "--from", "2020-01-01T00:00:00Z", "--json"
    )
    assert answer.exit_code == 1
    said = json.loads(answer.stdout)
    assert said["details"]["fault"]["code"] == "too_soon"
