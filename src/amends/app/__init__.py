"""What every door shares, whichever way people come in: nothing here knows a web framework."""
