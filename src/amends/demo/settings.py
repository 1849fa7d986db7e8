"""The settings of `amends demo`: those of every installation, with people to be and a clock to move."""

from functools import partial
from pathlib import Path
from typing import Any

from amends.demo.clock import CLOCK_NAME, MovedClock
from amends.web.settings import *  # noqa: F403 - settings are made from settings
from amends.web.settings import INSTALLED_APPS, TEMPLATES, _settings

ROOT_URLCONF = "amends.demo.urls"
INSTALLED_APPS = [*INSTALLED_APPS, "amends.demo"]
_template_options: Any = TEMPLATES[0]["OPTIONS"]
_template_options["context_processors"].append("amends.demo.pages.about_the_demo")
DEMO_CLOCK = Path(_settings.folder) / CLOCK_NAME
# The clock with which the engine is opened.
AMENDS_CLOCK = partial(MovedClock, DEMO_CLOCK)
# A demo sends no mail, so no forged name can stand in one; it may be shown to others in the house.
ALLOWED_HOSTS = ["*"]
