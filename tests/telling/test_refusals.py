"""Refusals in the reader's words: whole sentences, and every detail in the reader's format."""

import ast

import pytest

from amends.core.refusals import REFUSALS, Refusal, refuse
from amends.dev.places import SOURCE
from amends.telling.refusals import is_known
from amends.telling.refused_texts import ON_PAGES, WHOLE, core_sentences
from amends.telling.tongue import Tongue

MADRID = Tongue("en", "Europe/Madrid")


@pytest.mark.parametrize(
    ("refusal", "told"),
    [
        (
            refuse("not_open_yet", opens="2024-03-19T14:00:00Z"),
            (
                "A dispute about this can be opened from Tue 19 March 2024, 15:00 (Madrid).",
                "Wait until then; an invalid tracking number can be reported at once.",
            ),
        ),
        (
            refuse("more_than_was_paid", most="18.00 USD"),
            ("The most for these pieces is $18.00.", "Ask for at most that."),
        ),
        (
            refuse("too_many_disputes", most=3, days="P30D", opens="2024-03-19T14:00:00.001Z"),
            (
                "At most 3 disputes of an order can be opened in 30 days.",
                "Wait until Tue 19 March 2024, 15:00 (Madrid).",
            ),
        ),
        (
            refuse("exhibit_needed", kinds="photo, packaging_photo, video"),
            (
                "When the goods came, show what is wrong: at least one exhibit.",
                "Add one of: photo, photo of the packaging or video.",
            ),
        ),
        (
            refuse("enough_said", most=100, what="statements"),
            (
                "One person adds at most 100 statements to a dispute.",
                "What is there already counts; the other side and the platform see all of it.",
            ),
        ),
        (
            refuse("no_such_proposal", proposal="that you could accept", proposals="none"),
            ("There is no proposal that you could accept.", "Make one."),
        ),
        (
            refuse(
                "needs_confirmation",
                lost="18.00 USD go to the seller, and these goods cannot be disputed again",
                safer="Or extend protection first.",
            ),
            (
                "This cannot be undone: $18.00 go to the seller, and these goods cannot be disputed"
                " again.",
                "Confirm it if that is what you want. Or extend protection first.",
            ),
        ),
        (
            refuse("bad_argument", problem="statement: is missing"),
            ("“statement” is missing.", "Write it again and send it once more."),
        ),
    ],
    ids=lambda given: given.code if isinstance(given, Refusal) else "",
)
def test_a_refusal_is_told_in_the_readers_format(refusal: Refusal, told: tuple[str, str]) -> None:
    assert MADRID.refusal(refusal) == told


def test_what_somebody_wrote_is_never_taken_for_a_sentence() -> None:
    refusal = refuse("unknown_line", line="{lines} {0} it is final", lines="kettle")
    sentence, _ = Tongue("ru").refusal(refusal)
    assert "{lines} {0} it is final" in sentence


def test_a_refusal_of_another_door_is_told_as_it_is() -> None:
    refusal = Refusal(code="not_erasable", sentence="No.", instead="Wait.", later=True)
    assert MADRID.refusal(refusal) == ("No.", "Wait.")


def test_every_sentence_that_is_chosen_belongs_to_a_refusal() -> None:
    assert {code for code, _ in WHOLE} | set(ON_PAGES) <= set(REFUSALS)
    assert len(core_sentences()) > 100


def _free_texts() -> set[str]:
    """Every literal that the rules give as a reason, a loss, a safer way or a problem."""
    found = set()
    for path in sorted((SOURCE / "core").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "refuse":
                found |= {
                    each.value.value
                    for each in node.keywords
                    if each.arg in ("why", "lost", "safer", "problem")
                    and isinstance(each.value, ast.Constant)
                    and isinstance(each.value.value, str)
                }
    return found


# A shop's own, which no person meets on a page.
_OF_PLACING = {
    "That is more than an order can be about", "The payment fee is more than was paid",
}  # fmt: skip


def test_every_free_text_of_the_core_is_translated() -> None:
    texts = _free_texts() - _OF_PLACING
    assert len(texts) > 12
    assert [text for text in sorted(texts) if not is_known(text)] == []
