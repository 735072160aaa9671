"""How strongly items go together; `research.correlations.correlate` is the door to this package."""
