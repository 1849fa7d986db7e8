"""A way in that an operator gives somebody: a link, good once, to set a password and sign in."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.http import HttpRequest

from amends.accounts.models import Person


def sign_in_link(request: HttpRequest, person: Person) -> str:
    """The address with which this person sets a password. Good once, and for three days.

    A password that is set in the meantime, or another sign-in, ends it.
    """
    key, _ = _key(person)
    return str(get_adapter(request).get_reset_password_from_key_url(key))


def mail_link(request: HttpRequest, person: Person) -> None:
    """Send such a link to the person's address."""
    key, token = _key(person)
    adapter = get_adapter(request)
    context = {
        "user": person,
        "username": person.username,
        "password_reset_url": adapter.get_reset_password_from_key_url(key),
        "uid": user_pk_to_url_str(person),
        "key": token,
        "request": request,
    }
    adapter.send_password_reset_mail(person, person.email, context)


def _key(person: Person) -> tuple[str, str]:
    token = default_token_generator.make_token(person)
    return f"{user_pk_to_url_str(person)}-{token}", token
