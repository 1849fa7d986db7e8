"""What is written to the log: nothing that lets anybody in, and one line for one message."""

import logging
import re

# Addresses that are ways in by themselves.
_WAYS_IN = re.compile(r"(/(?:from|first|password/reset/key|confirm-email)/)[^\s?#]+")
_BREAKS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")


class Scrubbed(logging.Filter):
    """Takes tokens out of addresses, and line breaks out of what came from outside."""

    def filter(self, record: logging.LogRecord) -> bool:
        """The message as it may be written; every message is."""
        said = _WAYS_IN.sub(r"\1***", record.getMessage())
        record.msg, record.args = _BREAKS.sub(" ", said), ()
        return True
