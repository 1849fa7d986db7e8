"""The page of an order, part by part."""
