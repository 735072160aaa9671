"""From which size a standardised difference is called what."""

CLEARLY = 0.2
"""Standardised difference from which a dimension is worth naming (Cohen's "small")."""


STRONGLY = 0.8


MARKER_EFFECT = 0.5
"""A standardised difference from which an item defines a segment (Cohen's "medium")."""


MOST_STATEMENTS = 5
