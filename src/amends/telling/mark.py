"""Marking sentences that stand in tables, so that they are found for translation."""


def N_(sentence: str) -> str:  # noqa: N802 - the name that extractors of messages look for
    """The sentence itself; `Tongue.say` puts it into the reader's language later."""
    return sentence
