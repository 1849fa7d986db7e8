"""The application of accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People and how they come in."""

    name = "amends.accounts"
    label = "accounts"
    verbose_name = "Accounts"
