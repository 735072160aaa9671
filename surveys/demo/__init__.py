"""The demonstration: two studies, one with real people and one with simulated people of known kinds."""
