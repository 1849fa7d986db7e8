"""The state after each kind of event, by family; `evolve` finds them by the event's class."""
