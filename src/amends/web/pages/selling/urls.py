"""The addresses of the seller's desk."""

from django.urls import path

from amends.web.pages.selling import check as selling_check
from amends.web.pages.selling import figures as selling_figures
from amends.web.pages.selling import work as selling

urlpatterns = [
    path("", selling.selling, name="selling"),
    path("changed/", selling.changed, name="selling_changed"),
    path("check/", selling_check.look, name="selling_check"),
    path("give/", selling_check.give, name="selling_give"),
    path("rates/", selling_figures.rates, name="selling_rates"),
    path("money/", selling_figures.money, name="selling_money"),
]
