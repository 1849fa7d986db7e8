"""What a server loads: `granian --interface wsgi amends.web.wsgi:application`."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amends.web.settings")

_django = get_wsgi_application()

# Long work goes on where the last server left it; what it needs is there once Django is set up.
from amends.web import jobs  # noqa: E402

jobs.start()


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """A request, answered. Where the site's address is https, every request came by it.

    What stands in front ends the encryption; our own setting is believed, no header of anybody.
    """
    from django.conf import settings

    if settings.SITE_URL.startswith("https://"):
        environ["wsgi.url_scheme"] = "https"
    answer: Iterable[bytes] = _django(environ, start)
    return answer
