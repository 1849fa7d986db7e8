"""What a buyer would have claimed, by what was written and when."""

import pytest

from amends.core.moments import DAY
from amends.importing.complaints import Complaint, Journey, Review, complaint, reasons_in

SHIPPED = 1_520_000_000_000
WAIT = 10 * DAY
ARRIVED = Journey(shipped=SHIPPED, delivered=SHIPPED + 6 * DAY, ends=SHIPPED + 20 * DAY)
LATE = Journey(shipped=SHIPPED, delivered=SHIPPED + 25 * DAY, ends=SHIPPED + 20 * DAY)
NEVER = Journey(shipped=SHIPPED, delivered=None, ends=SHIPPED + 20 * DAY)


def of(
    text: str = "", *, score: int = 1, days: int = 8, journey: Journey = ARRIVED
) -> Complaint | None:
    """The claim that follows from a review, so many days after the dispatch."""
    review = Review(score=score, text=text, at=SHIPPED + days * DAY)
    return complaint(review, journey, WAIT)


def claimed(
    text: str = "", *, score: int = 1, days: int = 8, journey: Journey = ARRIVED
) -> Complaint:
    """As `of`, where there is a claim."""
    found = of(text, score=score, days=days, journey=journey)
    assert found is not None
    return found


def test_who_is_content_or_says_nothing_claims_nothing() -> None:
    assert of("Adorei!", score=5) is None
    assert of("", score=1) is None
    assert of("Mais ou menos", score=3) is None


@pytest.mark.parametrize(
    ("text", "grounds"),
    [
        ("Veio só um, faltou o outro", "not_as_described.short_shipment"),
        ("Veio a cor errada", "not_as_described.wrong_item"),
        ("PRODUTO DIFERENTE DO ANUNCIO", "not_as_described.wrong_item"),
        ("É falsificado", "not_as_described.counterfeit"),
        ("Chegou quebrado", "not_as_described.damaged"),
        ("Não funciona", "not_as_described.damaged"),
        ("Qualidade péssima", "not_as_described.quality"),
        ("Não recebi o produto", "not_received.delivered_but_not_received"),
        ("Quero meu dinheiro de volta", "not_as_described.quality"),
        ("Não gostei", "not_as_described.quality"),
    ],
)  # fmt: skip
def test_grounds_follow_the_words(text: str, grounds: str) -> None:
    found = claimed(text)
    assert found.grounds == grounds
    assert found.received == grounds.startswith("not_as_described")
    assert found.statement == text


def test_given_reasons_come_before_words() -> None:
    review = Review(score=1, text="Não gostei", at=SHIPPED + 8 * DAY, reasons=("defective_broken",))
    found = complaint(review, ARRIVED, WAIT)
    assert found is not None
    assert found.grounds == "not_as_described.damaged"


def test_the_worst_score_asks_for_all_the_next_for_half() -> None:
    assert claimed("ruim", score=1).share == 100
    assert claimed("ruim", score=2).share == 50


def test_a_wrong_item_of_the_worst_score_goes_back() -> None:
    assert claimed("errado", score=1).remedy == "return_and_refund"
    assert claimed("errado", score=2).remedy == "refund_only"


def test_what_never_came_is_claimed_when_the_promise_has_ended() -> None:
    found = claimed(score=0, journey=NEVER)
    assert (found.grounds, found.received, found.share) == ("not_received.in_transit", False, 100)
    assert found.at == NEVER.ends + DAY


def test_a_claim_waits_until_it_may_be_opened() -> None:
    assert claimed("cadê?", days=3, journey=NEVER).at == SHIPPED + WAIT
    assert claimed("ruim", days=3).at == ARRIVED.delivered


def test_words_from_before_the_delivery_speak_of_the_waiting() -> None:
    assert claimed("não chegou", days=21, journey=LATE).grounds == "not_received.in_transit"
    early = claimed("não chegou", days=3)
    assert (early.grounds, early.freight_only) == ("not_as_described.description", True)


def test_goods_that_came_late_give_back_the_freight() -> None:
    found = claimed(score=4, text="tudo certo", journey=LATE)
    assert (found.grounds, found.freight_only) == ("not_as_described.description", True)
    assert found.at == SHIPPED + 26 * DAY


def test_marks_and_capitals_make_no_difference() -> None:
    assert reasons_in("NAO FUNCIONA, FRÁGIL") == ("defective_broken", "quality_poor")
