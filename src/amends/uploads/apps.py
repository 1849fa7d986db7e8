"""The application of uploads."""

from django.apps import AppConfig


class UploadsConfig(AppConfig):
    """Files on their way into a case."""

    name = "amends.uploads"
    label = "uploads"
    verbose_name = "Uploads"
