"""How strongly items go together; `research.correlation` is the door to this package."""
