"""Opening a dispute, step by step."""
