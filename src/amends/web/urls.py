"""Every address. Who may come where is decided by the pages."""

from django.urls import include, path

from amends.web.pages import account, account_links, disputes, doing, home, orders

urlpatterns = [
    path("", home.home, name="home"),
    path("account/", account.account, name="account_settings"),
    path("account/", include("allauth.urls")),
    path("first/<str:token>", account_links.first, name="first"),
    path("from/<str:token>", account_links.from_shop, name="from_shop"),
    path("language/", include("django.conf.urls.i18n")),
    path("orders/<uuid:order_id>/", orders.order, name="order"),
    path("orders/<uuid:order_id>/do/<slug:command>/", doing.do, name="do"),
    path("orders/<uuid:order_id>/disputes/<int:number>/", disputes.dispute, name="dispute"),
    path("orders/<uuid:order_id>/changed/", orders.changed, name="changed"),
]
