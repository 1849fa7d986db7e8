"""The demo's own addresses, and all others."""

from django.urls import path

from amends.demo import pages
from amends.web.urls import urlpatterns as everywhere

urlpatterns = [
    path("demo/be/<slug:name>/", pages.be, name="demo_be"),
    path("demo/clock/", pages.move, name="demo_clock"),
    path("demo/", pages.people, name="demo"),
    *everywhere,
]
