"""The page on which somebody settles their own account."""

from typing import ClassVar
from zoneinfo import available_timezones

from allauth.usersessions.models import UserSession
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from amends.accounts.models import Person
from amends.web.asking import person_of
from amends.web.reader import Request

_ZONES = frozenset(available_timezones())


class SettingsForm(forms.ModelForm):  # type: ignore[type-arg]
    """Name, language and zone; what is left empty the browser decides."""

    class Meta:
        """What people settle themselves."""

        model = Person
        fields: ClassVar[list[str]] = ["name", "language", "zone"]

    def __init__(self, request: Request, given: QueryDict | None) -> None:
        super().__init__(given, instance=person_of(request))
        say = request.tongue.say
        self._unknown_zone = say("Choose a time zone from the list, or leave it empty.")
        self.fields["name"] = forms.CharField(
            label=say("Name that others see"),
            required=False,
            max_length=150,
            widget=forms.TextInput({"autocomplete": "name", "dir": "auto"}),
        )
        self.fields["language"] = forms.ChoiceField(
            label=say("Language"),
            required=False,
            choices=[("", say("As the browser says")), *settings.LANGUAGES],
        )
        self.fields["zone"] = forms.CharField(
            label=say("Time zone"),
            required=False,
            max_length=64,
            help_text=say("For example Europe/Madrid. Left empty, the browser decides."),
            widget=forms.TextInput({"list": "zones", "autocomplete": "off", "spellcheck": "false"}),
        )

    def clean_zone(self) -> str:
        """A zone that there is, or none."""
        zone = str(self.cleaned_data["zone"])
        if zone and zone not in _ZONES:
            raise forms.ValidationError(self._unknown_zone)
        return zone


@login_required
def account(request: Request) -> HttpResponse:
    """Name, language, zone; and the ways to password, mail, factors and sessions."""
    form = SettingsForm(request, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, request.tongue.say("Your settings are kept."))
        return redirect("account_settings")
    page = {"form": form, "zones": sorted(_ZONES), "has_password": _has_password(request)}
    return render(
        request, "account/settings.html", page, status=422 if request.method == "POST" else 200
    )


def _has_password(request: Request) -> bool:
    return person_of(request).has_usable_password()


@login_required
@require_POST
def end_session(request: Request, number: int) -> HttpResponse:
    """Sign out one browser of one's own; others' sessions are not there."""
    session = UserSession.objects.filter(user=person_of(request), pk=number).first()
    if session is None:
        raise Http404
    if session.session_key == request.session.session_key:
        logout(request)
        return redirect("home")
    session.end()
    messages.success(request, request.tongue.say("That browser is signed out."))
    return redirect("usersessions_list")
