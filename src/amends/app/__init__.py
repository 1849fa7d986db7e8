"""What every door shares, whichever way people come in: nothing here knows a web framework.

`submit` gives commands, `order_view` reads an order, `order_json` makes it plain content for
programs, `jobs` does long work.
"""
