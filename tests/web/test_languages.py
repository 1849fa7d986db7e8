"""The pages in each language: the reader's words, amounts and instants, refusals as well."""

from typing import Any

import pytest

from tests.web.conftest import World

# The headline's beginning for Bob's turn, what Alice is refused, and how nine dollars look.
_SAID = {
    "zh-hans": ("轮到您了", "没有您可以接受的方案。", "US$9.00"),
    "es": ("Es tu turno", "No hay ninguna propuesta que puedas aceptar.", "9,00\u00a0US$"),
    "pt-br": ("É a sua vez", "Não há proposta que você possa aceitar.", "US$\u00a09,00"),
    "ru": ("Ваш ход", "Нет предложения, которое вы могли бы принять.", "9,00\u00a0$"),
}


@pytest.mark.parametrize("language", _SAID)
def test_bob_reads_whose_turn_it_is_in_his_language(world: World, language: str) -> None:
    order = world.disputed()
    world.person("bob", "seller", language=language, zone="Europe/Madrid")

    page = world.browser("bob", "seller").get(f"/orders/{order}/disputes/1/").text

    turn, _, amount = _SAID[language]
    assert f'<html lang="{language}"' in page
    assert turn in page
    assert amount in page
    assert "(Мадрид)" in page or language != "ru"
    assert "It is your turn" not in page


@pytest.mark.parametrize("language", _SAID)
def test_a_refusal_is_in_the_readers_language(world: World, do: Any, language: str) -> None:
    order = world.disputed()
    world.person("alice", "buyer", language=language)

    answer = do(world.browser("alice", "buyer"), order, "accept_proposal", dispute=1, proposal=1)

    assert answer.status_code == 422
    assert _SAID[language][1] in answer.text
    assert "no_such_proposal" in answer.text  # the code is the same in every language


def test_an_amount_may_be_typed_with_a_comma(world: World, do: Any) -> None:
    order = world.disputed()
    world.person("bob", "seller", language="es")

    sent = do(
        world.browser("bob", "seller"), order, "propose",
        dispute=1, remedy="refund_only", amount="6,50",
    )  # fmt: skip

    assert sent.status_code == 302
    found = world.engine.order(order)
    assert found is not None
    assert found.disputes[0].proposals[-1].amount == 650


def test_the_language_chosen_at_the_foot_is_kept_for_the_account(world: World) -> None:
    world.person("alice", "buyer", language="es")
    browser = world.browser("alice", "buyer")

    answer = browser.post("/language/", {"language": "ru", "next": "/bought/?after=x"})

    assert answer.headers["Location"] == "/bought/?after=x"
    page = browser.get("/").text
    assert '<html lang="ru"' in page
    # Each language is called by its own name, whatever the page's language is.
    assert ">English</option>" in page
    assert world.person("alice").language == "ru"


def test_a_language_that_is_not_there_changes_nothing(world: World) -> None:
    world.person("alice", "buyer", language="es")
    browser = world.browser("alice", "buyer")

    browser.post("/language/", {"language": "tlh", "next": "https://elsewhere.example/"})

    assert world.person("alice").language == "es"
    assert '<html lang="es"' in browser.get("/").text
