"""The one application."""

from django.apps import AppConfig


class AmendsConfig(AppConfig):
    """Amends to Django: its tables are the engine's, read and written by the engine alone."""

    name = "amends.web"
    label = "amends"
    verbose_name = "Amends"
