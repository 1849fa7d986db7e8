"""The arbitrators' desk: the queue, a case on one screen, the ruling that is drafted."""
