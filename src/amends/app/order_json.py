"""An order as a program gets it: what its reader may see, with the sentences that people read."""

from collections.abc import Mapping
from typing import Any

from amends.core.moments import format_instant
from amends.core.money import format_minor
from amends.core.view import plain
from amends.log.private import is_digest
from amends.telling.happened import happened
from amends.telling.seen import Seen
from amends.telling.standing import aside_sentence, headline


def order_json(seen: Seen) -> dict[str, Any]:
    """What the reader may see as plain content, with private texts in words."""
    shown: dict[str, Any] = in_words(plain(seen.rules), seen.texts)
    if seen.habits:
        shown["buyer_signals"] = list(seen.habits)
    for told, dispute in zip(shown["disputes"], seen.order.disputes, strict=True):
        told["headline"] = headline(seen, dispute)
        owed = seen.owed.get(dispute.number, 0)
        told["owed_by_seller"] = format_minor(owed, seen.order.currency)
    shown["as"] = str(seen.reader)
    shown["aside"] = aside_sentence(seen) or None
    shown["now"] = format_instant(seen.now)
    shown["happened"] = [
        {
            "at": format_instant(at),
            "by": by,
            "event": type(x).__name__,
            "sentence": happened(seen.words, x),
        }
        for at, by, x in seen.past
    ]
    shown["coming"] = [
        {"at": format_instant(at), "event": type(x).__name__, "sentence": happened(seen.words, x)}
        for at, x in seen.coming
    ]
    return shown


def in_words(content: Any, texts: Mapping[str, str]) -> Any:
    """Plain content with each digest replaced by its text, or by nothing where it was erased."""
    if isinstance(content, dict):
        return {name: in_words(each, texts) for name, each in content.items()}
    if isinstance(content, list):
        return [in_words(each, texts) for each in content]
    if isinstance(content, str) and is_digest(content):
        return texts.get(content)
    return content
