"""What a person or a team may be called."""

from surveys.errors import Invalid
from surveys.words import gettext as _

LONGEST_NAME = 120


def is_storable(text: str, longest: int) -> bool:
    return len(text) <= longest and all(sign.isprintable() for sign in text)


def check_name(name: str, *, advice: str) -> None:
    """Refuse a name that is empty, too long, or not to be read."""
    if not name.strip() or not is_storable(name, LONGEST_NAME):
        raise Invalid(_("A name has 1 to 120 characters."), advice, where=("name",))
