"""Opening a dispute."""
