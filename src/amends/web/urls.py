"""Every address. Who may come where is decided by the pages."""

from django.urls import include, path

from amends.web.pages import (
    account,
    account_links,
    bought,
    cancelling,
    disputes,
    exhibits,
    home,
    language,
    orders,
    uploads,
)
from amends.web.pages.opening import steps as opening

urlpatterns = [
    path("", home.home, name="home"),
    path("account/", account.account, name="account_settings"),
    path("account/sessions/<int:number>/end/", account.end_session, name="end_session"),
    path("account/", include("allauth.urls")),
    path("first/<str:token>", account_links.first, name="first"),
    path("from/<str:token>", account_links.from_shop, name="from_shop"),
    path("bought/", bought.bought, name="bought"),
    path("deciding/", include("amends.web.pages.deciding.urls")),
    path("language/", language.choose, name="set_language"),
    path("orders/<uuid:order_id>/", orders.order, name="order"),
    path("orders/<uuid:order_id>/do/<slug:command>/", orders.do, name="do"),
    path("orders/<uuid:order_id>/confirm/", cancelling.confirm_receipt, name="confirm_receipt"),
    path("orders/<uuid:order_id>/open/", opening.open_dispute, name="open_dispute"),
    path("orders/<uuid:order_id>/open/discard/", opening.discard, name="open_discard"),
    path("orders/<uuid:order_id>/open/<slug:step>/", opening.open_step, name="open_step"),
    path("orders/<uuid:order_id>/disputes/<int:number>/", disputes.dispute, name="dispute"),
    path(
        "orders/<uuid:order_id>/disputes/<int:number>/cancel/",
        cancelling.cancel_dispute,
        name="cancel_dispute",
    ),
    path(
        "orders/<uuid:order_id>/disputes/<int:number>/preview/",
        disputes.offer_preview,
        name="offer_preview",
    ),
    path(
        "orders/<uuid:order_id>/disputes/<int:number>/proposals/<int:proposal>/change/",
        disputes.change_proposal,
        name="change_proposal",
    ),
    path(
        "orders/<uuid:order_id>/disputes/<int:number>/exhibits/",
        exhibits.add_exhibits,
        name="add_exhibits",
    ),
    path(
        "orders/<uuid:order_id>/disputes/<int:number>/exhibits/<int:exhibit_number>/",
        exhibits.exhibit,
        name="exhibit",
    ),
    path("running/", include("amends.web.pages.running.urls")),
    path("selling/", include("amends.web.pages.selling.urls")),
    path("uploads/", uploads.uploads, name="uploads"),
    path("uploads/<uuid:upload_id>/", uploads.upload, name="upload"),
    path("uploads/<uuid:upload_id>/remove/", uploads.upload_removed, name="upload_removed"),
    path("orders/<uuid:order_id>/report/", orders.report, name="report"),
    path("orders/<uuid:order_id>/changed/", orders.changed, name="changed"),
]
