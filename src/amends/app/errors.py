"""What can go wrong when somebody wants to read."""


class NoSuchOrderError(LookupError):
    """One answer for "not there" and "not yours" (invariant 8)."""
