"""Scam signals: they warn the person about to be harmed, they never decide (rules.md section 8)."""
