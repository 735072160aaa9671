"""From an analysis to one typed summary: the one source for pages, exports and notebooks."""
