"""What allauth asks of us: who may make an account, how mistakes are told, what is kept secret."""

import base64
import hashlib
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from cryptography.fernet import Fernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amends.accounts.models import Person
from amends.accounts.provided import keep_roles

# One sentence for a name, an address and a password that do not fit: it tells of no account.
_NO_MATCH = _("No account has this name or address with this password.")


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from the operator and from links; sign-up is open only where it is set so."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _NO_MATCH,
        "username_password_mismatch": _NO_MATCH,
        "invalid_login": _NO_MATCH,
        "incorrect_password": _("This is not your password."),
        "incorrect_code": _("This code does not fit, or its time is over."),
        "too_many_login_attempts": _(
            "This was tried too often. Wait five minutes, then try again."
        ),
        "rate_limited": _("This was tried too often. Wait a minute, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether anybody may make an account by themselves."""
        return bool(settings.SIGNUP_OPEN)

    def get_login_stages(self) -> list[str]:
        """The steps of signing in, one of which is ours."""
        ours = {
            "allauth.account.stages.EmailVerificationStage": "amends.accounts.stages.AddressStage"
        }
        return [ours.get(each, each) for each in super().get_login_stages()]

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """Names are the names in orders: as long as those may be, and without control signs."""
        if len(username) > 150 or not username.isprintable() or username != username.strip():
            raise ValidationError(_("Write a name of letters, digits and signs."))
        return str(super().clean_username(username, shallow=shallow))


class FactorAdapter(DefaultMFAAdapter):
    """Second factors: what is kept of them cannot be read without the installation's secret."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
    }

    def encrypt(self, text: str) -> str:
        """The secret of an authenticator app as it is stored."""
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What was stored."""
        return _fernet().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:  # noqa: A002
        """What a new key is called unless somebody gives it a name."""
        count = Authenticator.objects.filter(user=user, type=type).count()
        return gettext("Passkey {number}").format(number=count + 1)

    def build_totp_svg(self, url: str) -> str:
        """The picture that an app scans, to stand within a page."""
        return str(super().build_totp_svg(url)).partition("?>")[2].strip()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """For whom a passkey is: this host, by the name that people know."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Amends"}


class ProviderAdapter(DefaultSocialAccountAdapter):
    """People of the operator's identity provider: it says what they are called and may do."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Whoever the provider vouches for may come in."""
        return True

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nothing is asked: what the provider says is what there is."""
        return True

    def populate_user(
        self, request: HttpRequest, sociallogin: SocialLogin, told: dict[str, Any]
    ) -> Person:
        """The name in orders is `preferred_username`, or else the provider's own id."""
        person: Person = sociallogin.user
        person.username = str(told.get("username") or sociallogin.account.uid)[:150]
        person.name = str(told.get("name") or "")[:150]
        person.email = ""
        return person

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Nobody takes over an account by having its name or mail at the provider.

        Roles follow the claim at every sign-in, those that the settings give.
        """
        # Whose mail is taken elsewhere comes in without it.
        sociallogin.email_addresses = [
            each for each in sociallogin.email_addresses if not _is_taken(each.email, sociallogin)
        ]
        if sociallogin.is_existing:
            keep_roles(sociallogin.user, sociallogin.account.extra_data)
            return
        if sociallogin.state.get("process") == "connect":
            return
        if Person.objects.filter(username=sociallogin.user.username).exists():
            page = render(request, "socialaccount/name_taken.html", status=403)
            raise ImmediateHttpResponse(page)

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> Person:
        """Make the account that the provider vouches for."""
        person: Person = sociallogin.user
        person.set_unusable_password()
        with transaction.atomic():
            sociallogin.save(request)
            keep_roles(person, sociallogin.account.extra_data)
        return person


def _is_taken(email: str, sociallogin: SocialLogin) -> bool:
    from allauth.account.models import EmailAddress

    others = EmailAddress.objects.filter(email__iexact=email)
    if sociallogin.is_existing:
        others = others.exclude(user=sociallogin.user)
    return bool(others.exists())


def _fernet() -> Fernet:
    key = hashlib.sha256(b"amends second factors\0" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
