"""What pages show, as plain values made from `Seen`: no template decides anything."""
