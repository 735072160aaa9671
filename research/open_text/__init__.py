"""What people wrote in their own words: themes, how segments differ in them, quotes, masking of personal data."""

from research.open_text.by_segment import themes_by_segment
from research.open_text.masking import Masked, mask_personal
from research.open_text.quotes import Quote, SegmentQuotes, quotes_by_segment, quotes_by_theme
from research.open_text.themes import Theme, Themes, find_themes

__all__ = [
    "Masked",
    "Quote",
    "SegmentQuotes",
    "Theme",
    "Themes",
    "find_themes",
    "mask_personal",
    "quotes_by_segment",
    "quotes_by_theme",
    "themes_by_segment",
]
