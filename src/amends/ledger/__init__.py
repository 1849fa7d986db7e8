"""The ledger: the chart of accounts, what they hold, and what must always be true of them."""
