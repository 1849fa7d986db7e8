"""The steps of signing in, where ours differ from allauth's."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.stages import EmailVerificationStage


class AddressStage(EmailVerificationStage):
    """Where sign-up is open, an address has to be shown to be one's own before one comes in.

    Whoever has none, because the operator or a shop made the account, is asked for none.
    """

    def handle(self) -> Any:
        """The page that stands in between, if any, and whether the sign-in goes on."""
        # Who signs up with another's address is nobody, and is shown the same page as the rest.
        person = self.login.user
        if person is not None and not EmailAddress.objects.filter(user=person).exists():
            return None, True
        return super().handle()
