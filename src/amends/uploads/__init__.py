"""Uploads: the gate that files come through, what is kept of them, and for how long."""
