"""What makes a translation wrong: lost or invented `{placeholders}`, missing plural forms."""

import re

from babel.messages import Catalog, Message

_NAMES = re.compile(r"\{(\w*)\}|%\((\w+)\)s")


def wrong(catalog: Catalog, message: Message) -> str:
    """What is wrong with a translation; empty where nothing is, or where there is none yet."""
    if message.fuzzy:
        return "is marked as fuzzy"
    ids, forms = _several(message.id), _several(message.string)
    if not any(forms):
        return ""
    if message.pluralizable and len(forms) != catalog.num_plurals:
        return f"needs {catalog.num_plurals} plural forms, not {len(forms)}"
    if not all(forms):
        return "has plural forms that are not translated"
    wanted = names(ids[-1])
    for form in forms:
        # A form for one thing alone may leave the number out: "a day".
        if names(form) != wanted and names(form) != wanted - {"count"}:
            lost = ", ".join(sorted(wanted ^ names(form))) or "a name"
            return f"does not keep its names: {lost}"
        if any(form[n].isspace() != ids[0][n].isspace() for n in (0, -1)):
            return "begins or ends with another space than the English text"
    return ""


def names(text: str) -> set[str]:
    """The placeholders of a text; `{Who}` and `{who}` are the same name, at two places."""
    plain = text.replace("{{", "").replace("}}", "")
    return {(one or two).lower() for one, two in _NAMES.findall(plain)}


def _several(said: object) -> list[str]:
    return [str(each) for each in said] if isinstance(said, tuple | list) else [str(said or "")]
