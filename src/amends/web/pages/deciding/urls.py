"""Addresses of the arbitrators' desk."""

from django.urls import path

from amends.web.pages.deciding import case as deciding_case
from amends.web.pages.deciding import queue as deciding

_CASE = "<uuid:order_id>/<int:number>/"

urlpatterns = [
    path("", deciding.deciding, name="deciding"),
    path("next/", deciding.next_case, name="next_case"),
    path("preferences/", deciding.preferences, name="desk_preferences"),
    path("mine/", deciding.mine, name="my_rulings"),
    path(_CASE, deciding_case.case, name="case"),
    path(f"{_CASE}do/<slug:command>/", deciding_case.do, name="case_do"),
    path(f"{_CASE}preview/", deciding_case.preview, name="case_preview"),
    path(f"{_CASE}draft/", deciding_case.draft, name="case_draft"),
    path(f"{_CASE}read/", deciding_case.read, name="case_read"),
    path(f"{_CASE}take/", deciding_case.take, name="case_take"),
    path(f"{_CASE}back/", deciding_case.give_back, name="case_give_back"),
]
