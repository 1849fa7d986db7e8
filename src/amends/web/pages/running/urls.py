"""The addresses of the operator's console."""

from django.urls import path

from amends.web.pages.running import clock as running_clock
from amends.web.pages.running import connections as running_connections
from amends.web.pages.running import figures as running_figures
from amends.web.pages.running import overview as running
from amends.web.pages.running import people as running_people
from amends.web.pages.running import policies as running_policies
from amends.web.pages.running import work as running_work

urlpatterns = [
    path("", running.running, name="running"),
    path("aside/", running.aside, name="running-aside"),
    path("aside/<uuid:order_id>/try/", running.try_again, name="running-try-again"),
    path("find/", running.search, name="running-search"),
    path("people/", running_people.people, name="running-people"),
    path("people/add/", running_people.add, name="running-people-add"),
    path("people/<int:pk>/", running_people.person, name="running-person"),
    path("people/<int:pk>/change/", running_people.change, name="running-person-change"),
    path("people/<int:pk>/way-in/", running_people.way_in, name="running-person-way-in"),
    path("policies/", running_policies.policies, name="running-policies"),
    path("policies/adopt/", running_policies.adopt, name="running-policy-adopt"),
    path("policies/check/", running_policies.check, name="running-policy-check"),
    path("policies/compare/", running_policies.compare, name="running-policy-compare"),
    path("policies/scenarios/", running_policies.scenarios, name="running-policy-scenarios"),
    path("policies/switch/", running_policies.switch, name="running-policy-switch"),
    path("policies/take-back/", running_policies.take_back, name="running-policy-take-back"),
    path("policies/show/<str:reference>/", running_policies.policy, name="running-policy"),
    path("figures/", running_figures.figures, name="running-figures"),
    path("figures/<slug:name>.csv", running_figures.table, name="running-table"),
    path("figures/year/<int:year>.csv", running_figures.year, name="running-year"),
    path("clock/", running_clock.clock, name="running-clock"),
    path("clock/one/", running_clock.one, name="running-clock-one"),
    path("clock/check/", running_clock.check, name="running-clock-check"),
    path("clock/many/", running_clock.many, name="running-clock-many"),
    path("work/", running_work.work, name="running-work"),
    path("work/ask/<slug:kind>/", running_work.ask, name="running-ask"),
    path("work/case/", running_work.case, name="running-case"),
    path("work/<uuid:pk>/", running_work.job, name="running-job"),
    path("work/<uuid:pk>/file/", running_work.fetch, name="running-fetch"),
    path("work/<uuid:pk>/stop/", running_work.stop, name="running-stop"),
    path("connections/", running_connections.all_connections, name="running-connections"),
    path("connections/<slug:name>/try/", running_connections.try_out, name="running-try"),
]
