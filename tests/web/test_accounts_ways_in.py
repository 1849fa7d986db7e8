"""Each way in, really: password, mailed code, app, recovery code, forgotten password, first link."""

import base64
import hmac
import re
import struct
import time
from typing import Any

import pytest

from tests.web.conftest import World, plain
from tests.web.entrance import (
    PASSWORD,
    browser,
    entered,
    is_in,
    link_in,
    mailed,
    sign_in,
    with_password,
)


def code_of(secret: str, periods: int = 0) -> str:
    """What an authenticator app shows (RFC 6238), now or some half minutes later."""
    counter = struct.pack(">Q", int(time.time()) // 30 + periods)
    digest = hmac.new(base64.b32decode(secret), counter, "sha1").digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def with_app(world: World, who: str) -> tuple[Any, str]:
    """Somebody who turned their authenticator app on, and its secret."""
    client = entered(world, who)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    page = client.get("/account/2fa/totp/activate/").text
    found = re.search(r'class="secret">([A-Z2-7]+)<', page)
    assert found
    answer = client.post("/account/2fa/totp/activate/", {"code": code_of(found[1], -1)})
    assert answer.status_code == 302, answer.text
    return client, found[1]


@pytest.mark.parametrize("by", ["username", "email"])
def test_by_password(world: World, by: str) -> None:
    alice = with_password(world, "alice", "buyer")
    client, answer = sign_in(getattr(alice, by))
    assert answer.status_code == 302
    assert is_in(client)
    assert "Successfully" not in client.get("/account/").text


def test_a_mistake_does_not_tell_whether_there_is_an_account(world: World) -> None:
    alice = with_password(world, "alice", "buyer")
    for name in (alice.username, alice.email):
        (one, wrong), (other, nobody) = sign_in(name, "wrong"), sign_in(f"no{name}", "wrong")
        assert not is_in(one)
        assert not is_in(other)
        assert "No account has this name or address with this password." in wrong.text
        assert plain(wrong).replace(name, "") == plain(nobody).replace(f"no{name}", "")


def test_who_tries_too_often_has_to_wait(world: World) -> None:
    alice = with_password(world, "alice", "buyer")
    sign_in(alice.username, "wrong")  # clears what other tests have left
    said = [
        browser().post("/account/login/", {"login": alice.username, "password": f"wrong {n}"}).text
        for n in range(6)
    ]
    assert "tried too often" in said[-1]
    client = browser()
    client.post("/account/login/", {"login": alice.username, "password": PASSWORD})
    assert not is_in(client)


def test_by_a_mailed_code(world: World) -> None:
    alice = with_password(world, "alice", "buyer")
    client = browser()
    asked = client.post("/account/login/code/", {"email": alice.email})
    assert asked.url == "/account/login/code/confirm/"
    code = re.search(r"^([A-Z0-9]+-?[A-Z0-9]+)$", mailed(alice.email).body, re.MULTILINE)
    assert code
    wrong = client.post("/account/login/code/confirm/", {"code": "WRONG1"})
    assert "does not fit" in wrong.text
    assert client.post("/account/login/code/confirm/", {"code": code[1]}).status_code == 302
    assert is_in(client)


def test_a_code_for_nobody_looks_the_same_and_is_not_mailed(world: World) -> None:
    from django.core import mail

    sign_in("nobody")
    before, client = len(mail.outbox), browser()
    asked = client.post("/account/login/code/", {"email": f"{world.name('eve')}@mail.test"})
    assert asked.url == "/account/login/code/confirm/"
    page = client.get("/account/login/code/confirm/")
    assert (page.status_code, "If " in page.text) == (200, True)
    assert len(mail.outbox) == before


def test_by_password_and_app(world: World) -> None:
    from allauth.mfa.models import Authenticator

    _, secret = with_app(world, "alice")
    kept = Authenticator.objects.get(user=world.person("alice"), type="totp")
    assert secret not in str(kept.data)
    client, answer = sign_in(world.name("alice"))
    assert answer.url == "/account/2fa/authenticate/"
    assert not is_in(client)
    assert "does not fit" in client.post(answer.url, {"code": "000000"}).text
    assert client.post(answer.url, {"code": code_of(secret)}).status_code == 302
    assert is_in(client)


def test_a_code_of_the_app_is_good_once(world: World) -> None:
    _, secret = with_app(world, "alice")
    code = code_of(secret)
    first, answer = sign_in(world.name("alice"))
    first.post(answer.url, {"code": code})
    second = browser()
    second.post("/account/login/", {"login": world.name("alice"), "password": PASSWORD})
    second.post("/account/2fa/authenticate/", {"code": code})
    assert is_in(first)
    assert not is_in(second)


def test_by_a_recovery_code_once(world: World) -> None:
    client, _ = with_app(world, "alice")
    client.post("/account/2fa/recovery-codes/generate/")
    codes = re.findall(r"<li><code>(\d+)</code>", client.get("/account/2fa/recovery-codes/").text)
    assert len(codes) == 10
    lost, answer = sign_in(world.name("alice"))
    lost.post(answer.url, {"code": codes[0]})
    assert is_in(lost)
    again, answer = sign_in(world.name("alice"))
    again.post(answer.url, {"code": codes[0]})
    assert not is_in(again)


def test_a_mailed_code_does_not_pass_by_the_app(world: World) -> None:
    with_app(world, "alice")
    sign_in("nobody")
    client, address = browser(), f"{world.name('alice')}@mail.test"
    client.post("/account/login/code/", {"email": address})
    code = re.search(r"^([A-Z0-9]+-?[A-Z0-9]+)$", mailed(address).body, re.MULTILINE)
    assert code
    answer = client.post("/account/login/code/confirm/", {"code": code[1]})
    assert answer.url == "/account/2fa/authenticate/"
    assert not is_in(client)


def test_a_forgotten_password_is_set_anew(world: World) -> None:
    alice = with_password(world, "alice", "buyer")
    client = browser()
    client.post("/account/password/reset/", {"email": alice.email})
    link = link_in(mailed(alice.email))
    form = client.get(link).url
    sent = {"password1": "another rare one 7", "password2": "another rare one 7"}
    assert client.post(form, sent).status_code == 302
    assert is_in(sign_in(alice.username, "another rare one 7")[0])
    assert not is_in(sign_in(alice.username)[0])
    assert "This link is over" in browser().get(link, follow=True).text


def test_a_forgotten_password_of_nobody_looks_the_same(world: World) -> None:
    from django.core import mail

    sign_in("nobody")
    before = len(mail.outbox)
    answer = browser().post("/account/password/reset/", {"email": f"{world.name('eve')}@mail.test"})
    assert answer.url == "/account/password/reset/done/"
    assert len(mail.outbox) == before


@pytest.mark.parametrize("weak", ["short", "password123", "74839201837"])
def test_a_weak_password_is_refused_at_its_field(world: World, weak: str) -> None:
    client = entered(world, "alice")
    sent = {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
    answer = client.post("/account/password/change/", sent)
    assert answer.status_code == 200
    assert 'class="errorlist"' in answer.text
    assert is_in(sign_in(world.name("alice"))[0])


def test_another_address_counts_once_its_mail_is_opened(world: World) -> None:
    client = entered(world, "alice")
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    new = f"{world.name('alice')}@new.test"
    client.post("/account/email/", {"email": new, "action_add": ""})
    old = f"{world.name('alice')}@mail.test"
    assert world.person("alice").email == old
    link = link_in(mailed(new))
    assert client.get(link).status_code == 200
    assert world.person("alice").email == old
    client.post(link)
    assert world.person("alice").email == new


def test_the_first_link_signs_in_once_and_asks_for_the_second_factor(world: World) -> None:
    from amends.accounts.entering import first_token

    dave = world.person("dave", "operator")
    link = f"/first/{first_token(dave)}"
    client, other = browser(), browser()
    assert client.get(link).status_code == 200
    assert not is_in(client)
    assert client.post(link).url == "/account/"
    assert is_in(client)
    assert other.get(link).status_code == other.post(link).status_code == 410
    assert other.post(f"{link}x").status_code == 403
    assert not is_in(other)

    _, secret = with_app(world, "carol")
    asked = browser()
    answer = asked.post(f"/first/{first_token(world.person('carol'))}")
    assert answer.url == "/account/2fa/authenticate/"
    assert not is_in(asked)
    asked.post(answer.url, {"code": code_of(secret)})
    assert is_in(asked)


def test_mail_is_written_into_the_folder(world: World, tmp_path: Any) -> None:
    from django.core import mail
    from django.test import override_settings

    from amends.accounts.setup import mailers
    from amends.config import read_settings

    settings = read_settings({"AMENDS_HOME": str(tmp_path)})
    with override_settings(MAILERS=mailers(settings)):
        mail.EmailMessage("Hello", "A code: 123", to=["alice@mail.test"]).send()
    (file,) = (tmp_path / "mail").iterdir()
    assert "A code: 123" in file.read_text()
