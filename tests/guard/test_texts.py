"""What the guard hears in statements, and what it leaves alone (rules.md section 8)."""

import csv
import json
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from amends.guard.phrases import TEXT_SIGNALS, phrases
from amends.guard.texts import text_signals
from tests.conftest import Figure

_SAID = tomllib.loads((Path(__file__).parent / "phrases_said.toml").read_text("utf-8"))["said"]
_CONTACT = {
    "off_platform_contact", "off_platform_directed_by_seller", "pii_phone", "pii_email",
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "signals"),
    [(text, frozenset(group["signals"])) for group in _SAID for text in group["texts"]],
)
def test_a_text_raises_exactly_these_signals(text: str, signals: frozenset[str]) -> None:
    assert text_signals(text) == signals


def test_every_signal_has_patterns_in_all_languages() -> None:
    for signal in TEXT_SIGNALS:
        assert sum(pattern.signal == signal for pattern in phrases().patterns) >= 6, signal


def test_contact_in_real_complaints_is_heard_and_nothing_else(
    shared_folder: Path, figure: Figure
) -> None:
    lines = (shared_folder / "messages" / "labelled.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    meant = [bool(_CONTACT & set(row["labels"])) for row in rows]
    heard = ["off_platform_contact" in text_signals(row["text"]) for row in rows]
    others = [text_signals(row["text"]) - {"off_platform_contact"} for row in rows]
    hits = sum(m and h for m, h in zip(meant, heard, strict=True))
    false = sum(h and not m for m, h in zip(meant, heard, strict=True))
    figure("labelled texts: contact heard", f"{hits} of {sum(meant)}")
    figure("labelled texts: false alarms", f"{false} of {len(rows) - sum(meant)}")
    assert hits == sum(meant) >= 10
    assert false == 0
    assert not any(others)


def _alarms(texts: list[str]) -> Counter[str]:
    return Counter(signal for text in texts for signal in text_signals(text))


def test_ordinary_english_messages_raise_almost_nothing(
    shared_folder: Path, figure: Figure
) -> None:
    file = shared_folder / "messages" / "sms_uci_en" / "SMSSpamCollection"
    lines = [line.partition("\t") for line in file.read_text("utf-8").splitlines()]
    ham = [text for label, _, text in lines if label == "ham"]
    alarms = _alarms(ham)
    figure("alarms on ordinary English messages", f"{alarms.total()} of {len(ham)}")
    assert len(ham) > 4_000
    assert alarms["off_platform_contact"] <= len(ham) * 0.002
    assert alarms.total() - alarms["off_platform_contact"] <= 1


def test_real_reviews_raise_almost_nothing(shared_folder: Path, figure: Figure) -> None:
    reviews = shared_folder / "orders" / "order_reviews.csv"
    with reviews.open(encoding="utf-8", newline="") as file:
        portuguese = [row["review_comment_message"] for row in csv.DictReader(file)]
    with (shared_folder / "messages" / "PRDECT-ID_Dataset.csv").open(encoding="utf-8") as file:
        indonesian = [row["Customer Review"] for row in csv.DictReader(file, delimiter=";")]
    spoken = [text for text in portuguese + indonesian if text]
    alarms = _alarms(spoken)
    figure("alarms on real reviews", f"{alarms.total()} of {len(spoken)}")
    assert alarms.total() - alarms["off_platform_contact"] <= 1
    # The reviews that do speak of another messenger are among these.
    assert alarms["off_platform_contact"] <= len(spoken) * 0.004


def test_a_hostile_text_is_read_in_reasonable_steps() -> None:
    assert text_signals("a " * 50_000) == frozenset()
    assert text_signals("cancel dispute " * 2_000) == frozenset()
    assert text_signals("\u200b" * 50_000) == frozenset()
