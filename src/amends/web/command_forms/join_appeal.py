"""Appealing as well."""

from amends.telling.mark import N_
from amends.web.doable import Doable
from amends.web.forms import Field, Form


def form(able: Doable) -> Form:
    """With words of one's own."""
    return able.form("join_appeal", able.say(N_("Appeal as well")), words_field(able))


def words_field(able: Doable) -> Field:
    """Words to add to an appeal of the other side."""
    return Field("statement", "text", able.say(N_("Your words, if you want to add some")))
