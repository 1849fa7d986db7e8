"""How an order is told to the one who reads it: sentences, amounts and instants.

Doors ask here for words, whatever they show them on; nothing here decides or writes.
"""
