"""Coming in by a link: from the host shop, or once from the operator."""

import secrets
from datetime import UTC, datetime, timedelta
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.core import signing
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.forms import ValidationError
from django.utils import timezone

from amends.accounts.links import Claim, LinkError
from amends.accounts.models import Person, UsedLink
from amends.accounts.roles import give_role
from amends.core.value import value
from amends.engine.engine import Engine

FIRST_HOURS = 24
_SALT = "amends.accounts.first-entry"


@value
class Entry:
    """Whom a link brought, to which order, and to which dispute (0: the order itself)."""

    person: Person
    order_id: str
    dispute: int


def enter(engine: Engine, claim: Claim, here: Person | None = None) -> Entry:
    """Use up a link that was read, and give whom it brings where. `here` is who is signed in.

    The account is made at first use. Raises `LinkError` (`used`, `not_yours`, `taken`, `own_way`,
    `closed`): then nothing was changed, and the link is as good as it was.
    """
    order_id = order_meant(engine, claim)
    with transaction.atomic():
        _use_up(_once(claim), datetime.fromtimestamp(claim.expires, UTC))
        if here is not None and here.is_active and here.username == claim.person:
            return Entry(person=here, order_id=order_id, dispute=_dispute(engine, order_id, claim))
        person = _person(engine, claim)
        give_role(person, claim.role, f"shop {claim.shop}")
    return Entry(person=person, order_id=order_id, dispute=_dispute(engine, order_id, claim))


def was_used(claim: Claim) -> bool:
    """Whether a link has brought somebody before."""
    return UsedLink.objects.filter(id=_once(claim)).exists()


def order_meant(engine: Engine, claim: Claim) -> str:
    """The order's id; `not_yours` unless the person is its buyer or seller at that shop."""
    order_id = engine.order_id(claim.shop, claim.order)
    if order_id is None:
        try:
            order_id = str(UUID(claim.order))
        except ValueError as error:
            raise LinkError("not_yours") from error
    people = engine.people(order_id)
    if not people or people["shop"] != claim.shop or people[claim.role] != claim.person:
        raise LinkError("not_yours")
    return order_id


def first_token(person: Person) -> str:
    """A link's token that signs one person in once, within a day: for whoever runs the server."""
    claim = {"person": person.pk, "era": person.era, "nonce": secrets.token_urlsafe(18)}
    return signing.dumps(claim, salt=_SALT)


def first_person(token: str, *, use_up: bool) -> Person:
    """Whom such a token is for. Raises `LinkError` (`broken`, `expired`, `used`, `closed`)."""
    try:
        claim = signing.loads(token, salt=_SALT, max_age=timedelta(hours=FIRST_HOURS))
    except signing.SignatureExpired as error:
        raise LinkError("expired") from error
    except signing.BadSignature as error:
        raise LinkError("broken") from error
    nonce = f"first:{claim['nonce']}"
    with transaction.atomic():
        person = Person.objects.filter(pk=claim["person"]).first()
        if person is None or not person.is_active or person.era != claim["era"]:
            raise LinkError("closed")
        if use_up:
            _use_up(nonce, timezone.now() + timedelta(hours=FIRST_HOURS))
        elif UsedLink.objects.filter(id=nonce).exists():
            raise LinkError("used")
    return person


def has_own_way(person: Person) -> bool:
    """Whether somebody comes in by a password, a factor or a provider: no shop passes by those."""
    return (
        person.has_usable_password()
        or Authenticator.objects.filter(user=person).exists()
        or SocialAccount.objects.filter(user=person).exists()
    )


def _once(claim: Claim) -> str:
    return f"{claim.key}:{claim.nonce}"


def _use_up(nonce: str, expires: datetime) -> None:
    """Whoever writes the row first has the link; the database decides between two."""
    # What is long over is refused by its time alone.
    UsedLink.objects.filter(expires__lt=timezone.now() - timedelta(hours=1)).delete()
    try:
        with transaction.atomic():
            UsedLink.objects.create(id=nonce, expires=expires)
    except IntegrityError as error:
        raise LinkError("used") from error


def _person(engine: Engine, claim: Claim) -> Person:
    found = Person.objects.filter(username=claim.person).first()
    if found is None:
        return _made(engine, claim)
    if not found.is_active:
        raise LinkError("closed")
    if found.staff or found.shop != claim.shop or has_own_way(found):
        raise LinkError("own_way")
    return found


def _made(engine: Engine, claim: Claim) -> Person:
    """A new account of this shop, unless other shops call somebody so too."""
    if engine.is_known_elsewhere(claim.person, claim.shop):
        raise LinkError("taken")
    known = claim.language in dict(settings.LANGUAGES)
    person, made = Person.objects.get_or_create(
        username=claim.person,
        defaults={
            "name": claim.name if claim.name.isprintable() else "",
            "shop": claim.shop,
            "language": claim.language if known else "",
            "password": "!",
        },
    )
    if not made and person.shop != claim.shop:
        raise LinkError("taken")
    if made and claim.email:
        _address(person, claim.email)
    return person


def _address(person: Person, email: str) -> None:
    """The shop's word for an address is not taken for proof, and never moves another's address."""
    try:
        validate_email(email)
    except ValidationError:
        return
    if not EmailAddress.objects.filter(email__iexact=email).exists():
        EmailAddress.objects.create(user=person, email=email.lower(), primary=True, verified=False)
        Person.objects.filter(pk=person.pk).update(email=email.lower())


def _dispute(engine: Engine, order_id: str, claim: Claim) -> int:
    """The dispute that is meant, where the order has it."""
    if claim.dispute is None:
        return 0
    order = engine.order(order_id)
    return claim.dispute if order is not None and order.dispute(claim.dispute) else 0
