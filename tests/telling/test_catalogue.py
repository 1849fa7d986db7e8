"""The catalogues: every sentence of the sources is found, and no translation breaks a sentence."""

import ast
import gettext
import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages import Catalog, Message
from babel.messages.pofile import read_po

from amends.dev import messages
from amends.dev.places import SOURCE
from amends.dev.sentences import every_message, in_python, in_template
from amends.dev.wrong import wrong
from amends.telling.tongue import FOLDERS

LANGUAGES = list(FOLDERS)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('say("You paid {amount}.", amount=1)', [("You paid {amount}.", "")]),
        ('say("One " "sentence.")', [("One sentence.", "")]),
        ('t.count("{count} day", "{count} days", n)', [("{count} day", "{count} days")]),
        ('by("buyer", "You go.", "{Who} goes.")', [("You go.", ""), ("{Who} goes.", "")]),
        ('X = {"a": N_("a word")}', [("a word", "")]),
        ("say(sentence)", []),
        ('text.count("a")', []),
    ],
)
def test_sentences_of_the_code_are_found(source: str, found: list[tuple[str, str]]) -> None:
    assert list(in_python(source)) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('{% translate "Sign in" %}', [("Sign in", "")]),
        ("{% translate 'Main' as main %}", [("Main", "")]),
        (
            "{% blocktranslate with n=order.number %}Order {{ n }}{% endblocktranslate %}",
            [("Order %(n)s", "")],
        ),
        (
            "{% blocktranslate count n=orders %}{{ n }} order{% plural %}{{ n }} orders"
            "{% endblocktranslate %}",
            [("%(n)s order", "%(n)s orders")],
        ),
        (
            "{% blocktranslate trimmed %}\n  One\n  line.\n{% endblocktranslate %}",
            [("One line.", "")],
        ),
        ('{% include "a.html" with title=_("Parcels") %}', [("Parcels", "")]),
        ("{{ page.title }} plain text", []),
    ],
)
def test_sentences_of_templates_are_found(source: str, found: list[tuple[str, str]]) -> None:
    assert list(in_template(source)) == found


def test_refusals_and_events_are_among_the_messages() -> None:
    said = {one for one, _ in every_message()}
    assert "A dispute about this can be opened from {opens}." in said
    assert "{Who} accepted proposal {proposal}." in said
    assert len(said) > 500


@pytest.mark.parametrize(
    ("message", "problem"),
    [
        (Message("You paid {amount}.", "Вы заплатили {amount}."), ""),
        (Message("You paid {amount}.", ""), ""),
        (Message("You paid {amount}.", "Вы заплатили {сумма}."), "does not keep its names"),
        (Message("You paid {amount}.", "Вы заплатили."), "does not keep its names: amount"),
        (Message("{Who} paid.", "Платит {who}."), ""),
        (Message("Order %(n)s", "Заказ %(m)s"), "does not keep its names"),
        (Message("Go.", "Да. "), "begins or ends with another space"),
        (Message(("{count} day", "{count} days"), ("день", "{count} дня", "{count} дней")), ""),
        (Message(("{count} day", "{count} days"), ("{count} день",)), "needs 3 plural forms"),
        (Message(("{count} day", "{count} days"), ("a", "", "c")), "has plural forms that are not"),
        (Message("Go.", "Да.", flags=["fuzzy"]), "is marked as fuzzy"),
    ],
)
def test_a_wrong_translation_is_told(message: Message, problem: str) -> None:
    said = wrong(Catalog(locale="ru"), message)
    assert said.startswith(problem)
    assert bool(said) == bool(problem)


# What is said to programs, which `test_refusals.py` looks at; patterns; and what goes to the log.
_NOT_SAID = {"refused", "codes.py", "locales.py", "running.py"}


def test_nothing_is_said_that_is_not_translated() -> None:
    """A sentence that stands in a module of pages or of the telling, and in no catalogue."""
    known = {text for key in every_message() for text in key}
    found = [
        f"{path.name}: {text}"
        for folder in ("telling", "web/shown", "web/pages")
        for path in sorted((SOURCE / folder).rglob("*.py"))
        if not _NOT_SAID & {path.name, path.parent.name}
        for text in _sentences(path)
        if text not in known
    ]
    assert found == []


def _sentences(path: Path) -> Iterator[str]:
    """Literals that read like a sentence: some words, the first with a capital or in braces."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr | ast.Assert | ast.Raise | ast.JoinedStr)
        for part in ([node.value] if isinstance(node, ast.Expr) else ast.walk(node))
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in silent
        ) and re.match(r"[A-Z{][\w}]*[,:]? [\w{]", node.value):
            yield node.value


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Catalogues of a folder of the test's own."""
    monkeypatch.setattr(messages, "LOCALE", tmp_path)
    monkeypatch.setattr(messages, "TEMPLATE", tmp_path / "django.pot")
    said = {("You paid {amount}.", ""): ["a.py"], ("{count} day", "{count} days"): ["b.py"]}
    monkeypatch.setattr(messages, "every_message", lambda: said)
    messages.write()
    return tmp_path


def test_what_is_filled_in_is_kept_and_what_is_no_longer_said_is_dropped(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = messages.missing("ru")
    assert [row["said"] for row in rows] == ["", ["", "", ""]]
    rows[0]["said"] = "Вы заплатили {amount}."
    rows[1]["said"] = ["{count} день", "{count} дня", "{count} дней"]
    file = elsewhere / "ru.json"
    file.write_text(json.dumps(rows), encoding="utf-8")

    assert messages.main(["--fill", "ru", str(file)]) == 0

    read = gettext.translation("django", elsewhere, ["ru"])
    assert read.ngettext("{count} day", "{count} days", 22) == "{count} дня"
    assert messages.missing("ru") == []
    assert messages.stale() == []

    monkeypatch.setattr(messages, "every_message", lambda: {("You paid {amount}.", ""): ["c.py"]})
    assert messages.stale()
    messages.write()
    assert messages.stale() == []
    assert "день" not in messages.po_of("ru").read_text("utf-8")
    assert "Вы заплатили {amount}." in messages.po_of("ru").read_text("utf-8")


def test_what_cannot_be_right_is_not_taken_over(
    elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = elsewhere / "es.json"
    file.write_text(
        json.dumps([{"id": "You paid {amount}.", "said": "Pagaste {importe}."}]), "utf-8"
    )

    assert messages.main(["--fill", "es", str(file)]) == 1

    assert "does not keep its names" in capsys.readouterr().out
    assert len(messages.missing("es")) == 2


def test_what_is_not_translated_is_shown_in_english(elsewhere: Path) -> None:
    read = gettext.translation("django", elsewhere, ["zh_Hans"])
    assert read.gettext("You paid {amount}.") == "You paid {amount}."
    assert read.ngettext("{count} day", "{count} days", 2) == "{count} days"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_the_written_one(language: str) -> None:
    path = messages.po_of(language)
    catalog = read_po(BytesIO(path.read_bytes()), locale=FOLDERS[language])
    assert path.with_suffix(".mo").read_bytes() == messages.compiled(catalog)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_wrong(language: str) -> None:
    catalog = messages.kept(language)
    assert catalog.num_plurals == {"zh-hans": 1, "ru": 3}.get(language, 2)
    found = [f"{m.id!r} {wrong(catalog, m)}" for m in catalog if m.id and wrong(catalog, m)]
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language: str) -> None:
    assert messages.missing(language) == []


def test_the_catalogues_are_what_the_sources_say() -> None:
    assert messages.stale() == []
