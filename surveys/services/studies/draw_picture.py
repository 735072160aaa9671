"""A picture that somebody sent, drawn anew: no metadata, upright, bounded in size. Nothing of the file itself stays."""

import hashlib
import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from surveys.errors import Invalid
from surveys.words import gettext as _

LARGEST_FILE = 8 * 1024 * 1024
MOST_POINTS = 25_000_000
WIDTHS = (1280, 640)
"""The longer side at most, for dense screens and for phones."""
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """One size of a picture, as WebP."""

    hash: str
    width: int
    height: int
    content: bytes


def draw_picture(name: str, sent: bytes) -> tuple[Drawn, ...]:
    """The sizes in which a picture is kept, the widest first.

    Raises
    ------
    Invalid
        Where it is no still PNG, JPEG, WebP or GIF, or is too large; `where` names the file.
    """
    _refuse_unread(name, sent)
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(sent), formats=FORMATS) as picture:
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # counted below, and more strictly
            _refuse_opened(name, picture)
            upright = ImageOps.exif_transpose(picture)
            return tuple(_sizes(upright.convert("RGBA" if upright.has_transparency_data else "RGB")))
    except Image.DecompressionBombError:
        raise _too_many_points(name) from None
    except UnidentifiedImageError:
        raise _no_picture(name) from None
    except (OSError, SyntaxError, ValueError, EOFError):
        raise _refused(name, _("It is damaged or not complete."), _("Save it anew and send it again.")) from None


def _sizes(whole: Image.Image) -> Iterator[Drawn]:
    for longest in WIDTHS:
        if longest != WIDTHS[0] and max(whole.size) <= longest:
            return
        small = whole.copy()
        small.thumbnail((longest, longest))
        into = io.BytesIO()
        small.save(into, "WEBP", quality=85, method=4)
        content = into.getvalue()
        yield Drawn(hash=digest_of(content), width=small.width, height=small.height, content=content)


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _refuse_unread(name: str, sent: bytes) -> None:
    """What need not be opened to be refused."""
    if len(sent) > LARGEST_FILE:
        raise _refused(name, _("It is larger than 8 MB."), _("Save it smaller and send it again."))
    if b"<svg" in sent[:4096].lower():
        raise _refused(
            name,
            _("It is an SVG, which can hold programs."),
            _("Save it as PNG, at least 1280 points wide, and send that."),
        )


def _refuse_opened(name: str, picture: Image.Image) -> None:
    """What the head of the file tells, before any of its points is read."""
    if picture.width * picture.height > MOST_POINTS:
        raise _too_many_points(name)
    if getattr(picture, "is_animated", False):
        raise _refused(name, _("It moves."), _("Save one frame of it as PNG and send that."))


def _too_many_points(name: str) -> Invalid:
    return _refused(name, _("It has more than 25 million points."), _("Save it smaller and send it again."))


def _no_picture(name: str) -> Invalid:
    return _refused(name, _("It is no PNG, JPEG, WebP or GIF."), _("Save it as one of these and send it again."))


def _refused(name: str, why: str, advice: str) -> Invalid:
    return Invalid(_("The picture “%(name)s” cannot be used.", name=name) + " " + why, advice, where=(name,))
