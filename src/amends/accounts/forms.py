"""allauth's forms where ours say more."""

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.utils.translation import gettext_lazy as _


class AddKeyForm(AddWebAuthnForm):
    """A key signs in by itself, unless somebody wants it as a second step only."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["name"].label = _("Name of the key")
        passwordless = self.fields["passwordless"]
        passwordless.initial = True
        passwordless.label = _("It signs me in by itself, without a password")
        passwordless.help_text = _(
            "The device then asks for your finger, your face or its code. Otherwise the key is a"
            " second step after the password."
        )
