"""When something is wrong there is still a page in words, whatever it is."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client, RequestFactory
from django.utils import translation
from django.views import defaults

from tests.web.conftest import World
from tests.web.statements import Counted, counted_statements

__all__ = ["counted_statements"]


def test_what_broke_has_a_page_without_any_database(
    world: World, counted_statements: Counted
) -> None:
    with counted_statements.here():
        answer = defaults.server_error(RequestFactory().get("/orders/"))
    assert not len(counted_statements)
    assert answer.status_code == 500
    page = answer.text
    assert "Something broke here" in page
    assert "amends/app" in page
    assert "<script" not in page
    assert "style=" not in page


def test_what_cannot_be_understood_has_a_page_without_any_database(
    world: World, counted_statements: Counted
) -> None:
    with counted_statements.here():
        answer = defaults.bad_request(RequestFactory().get("/"), SuspiciousOperation("odd <b>"))
    assert not len(counted_statements)
    assert answer.status_code == 400
    assert "cannot be understood" in answer.text
    assert "odd" not in answer.text


@pytest.mark.parametrize("broken", ["/%00", "/orders/%00/"])
def test_an_odd_address_is_no_failure(broken: str, world: World) -> None:
    answer = world.browser("alice", "buyer").get(broken)
    assert answer.status_code in (400, 404)
    assert "<h1>" in answer.text


def test_another_name_for_the_site_is_refused_in_words(world: World) -> None:
    answer = Client(headers={"host": "evil.example"}).get("/")
    assert answer.status_code == 400
    assert "cannot be understood" in answer.text


def test_what_is_not_open_to_somebody_has_a_page(world: World) -> None:
    answer_to = world.browser("alice", "buyer").get("/").wsgi_request
    answer = defaults.permission_denied(answer_to, PermissionDenied("no"))
    assert answer.status_code == 403
    assert "This is not open to you" in answer.text


def test_a_link_to_where_a_form_goes_is_told_so_and_changes_nothing(world: World) -> None:
    order = world.disputed()
    found = world.engine.order(order)
    carol = world.browser("carol", "arbitrator")
    for path in ("/deciding/next/", f"/orders/{order}/do/cancel_dispute/"):
        answer = carol.get(path)
        assert answer.status_code == 405, path
        assert answer["Allow"] == "POST"
        assert "No form has come" in answer.text
    # Whoever does not look at pages gets what they always got.
    assert carol.delete("/deciding/next/").content == b""
    assert world.engine.order(order) == found


def test_the_pages_of_errors_speak_the_readers_language(world: World) -> None:
    with translation.override("es"):
        assert 'lang="es"' in defaults.server_error(RequestFactory().get("/")).text


def test_a_page_that_nobody_has_is_no_failure(world: World) -> None:
    answer = world.browser("eve").get(f"/orders/{uuid.uuid4()}/")
    assert answer.status_code == 404
    assert "There is nothing here for you" in answer.text
