"""Dave gives and takes roles; the platform always keeps an operator, who decides no case."""

from django.core import mail
from django.urls import reverse

from tests.web.conftest import World


def test_somebody_is_added_with_roles_and_found(world: World) -> None:
    from amends.accounts.models import Person

    dave = world.browser("dave", "operator")
    name = world.name("carol")
    answer = dave.post(
        reverse("running-people-add"),
        {"username": name, "name": "Carol", "email": f"{name}@example.org", "roles": "arbitrator"},
        follow=True,
    )
    assert f"The account {name} was made." in answer.text
    assert Person.objects.get(username=name).roles == ["arbitrator"]
    assert name in dave.get(reverse("running-people"), {"q": name[:9]}).text
    again = dave.post(reverse("running-people-add"), {"username": name})
    assert again.status_code == 422
    assert Person.objects.filter(username=name).count() == 1


def test_roles_are_given_and_taken_and_the_history_says_by_whom(world: World) -> None:
    dave = world.browser("dave", "operator")
    carol = world.person("carol")
    page = reverse("running-person", args=[carol.pk])
    change = reverse("running-person-change", args=[carol.pk])
    desk = world.browser("carol")
    assert desk.get(reverse("running")).status_code == 404
    dave.post(change, {"change": "give", "role": "operator"})
    assert desk.get(reverse("running")).status_code == 200
    assert f"{world.name('dave')} gave the role operator" in dave.get(page).text
    dave.post(change, {"change": "take", "role": "operator"})
    assert desk.get(reverse("running")).status_code == 404
    assert f"{world.name('dave')} took the role operator away" in dave.get(page).text


def test_dave_cannot_take_his_own_role_or_shut_himself_out(world: World) -> None:
    dave = world.browser("dave", "operator")
    change = reverse("running-person-change", args=[world.person("dave").pk])
    for sent in ({"change": "take", "role": "operator"}, {"change": "shut"}):
        assert "Another operator has to do this" in dave.post(change, sent, follow=True).text
    assert dave.get(reverse("running")).status_code == 200
    assert dave.post(change, {"change": "give", "role": "king"}).status_code == 404


def test_who_is_shut_out_is_out_at_once(world: World) -> None:
    dave, alice = world.browser("dave", "operator"), world.browser("alice", "buyer")
    change = reverse("running-person-change", args=[world.person("alice").pk])
    assert alice.get(reverse("running-people")).status_code == 404
    dave.post(change, {"change": "shut"})
    assert alice.get("/account/").status_code == 302
    dave.post(change, {"change": "open"})
    assert world.browser("alice").get("/account/").status_code == 200


def test_an_operator_decides_no_case_in_that_role(world: World) -> None:
    order = world.disputed()
    dave = world.browser("dave", "operator")
    answer = dave.post(
        f"/orders/{order}/do/issue_ruling/",
        {"key": "k", "dispute": 1, "remedy": "refund_only", "amount": "1.00", "as": "operator"},
    )
    assert answer.status_code in (404, 422)
    found = world.engine.order(order)
    assert found is not None
    assert not found.disputes[0].rulings


def test_a_sign_in_link_is_shown_once_or_mailed_and_lets_in(world: World) -> None:
    from django.test import Client

    dave = world.browser("dave", "operator")
    carol = world.person("carol", "arbitrator", email=f"{world.name('carol')}@example.org")
    way_in = reverse("running-person-way-in", args=[carol.pk])
    shown = dave.post(way_in, {"how": "show"}).text
    link = shown.partition('class="link-once" dir="ltr">')[2].partition("<")[0]
    fresh = Client()
    path = "/" + link.split("/", 3)[3]
    assert fresh.get(path).status_code == 200
    assert fresh.post(path).status_code == 302
    assert fresh.get("/account/").status_code == 200
    assert Client().post(path).status_code != 302, "it is good once"
    before = len(mail.outbox)
    dave.post(way_in, {"how": "mail"})
    assert len(mail.outbox) == before + 1
    assert mail.outbox[-1].to == [carol.email]
    assert "/first/" in mail.outbox[-1].body


def test_markup_in_a_name_stays_text(world: World) -> None:
    dave = world.browser("dave", "operator")
    name = f"<img src=x>{world.mark}"
    dave.post(reverse("running-people-add"), {"username": name, "roles": "buyer"})
    page = dave.get(reverse("running-people"), {"q": name}).text
    assert "<img src=x>" not in page
    assert "&lt;img src=x&gt;" in page
