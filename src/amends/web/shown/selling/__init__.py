"""The seller's desk: work, checks, rates, money."""
