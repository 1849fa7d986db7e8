"""What a server loads: `granian --interface wsgi amends.web.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amends.web.settings")

application = get_wsgi_application()
