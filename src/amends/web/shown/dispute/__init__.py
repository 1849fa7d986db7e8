"""The page of a dispute, part by part."""
