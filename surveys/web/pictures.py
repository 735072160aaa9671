"""A picture as a template draws it: its addresses, its size, and what it shows in the language of the page."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import request, url_for

from surveys.questionnaire.pictures import Picture
from surveys.questionnaire.texts import LocalText


@dataclass(frozen=True, kw_only=True)
class PictureView:
    alt: str
    src: str
    srcset: str
    width: int
    height: int


def picture_view(picture: Picture | None, say: Callable[[LocalText], str]) -> PictureView | None:
    """None where there is nothing to show. The page says in its address which study it belongs to."""
    if picture is None or picture.stored is None:
        return None
    slug = (request.view_args or {})["slug"]
    sizes = [(url_for("respondents.picture", slug=slug, digest=one.hash), one) for one in picture.stored.renditions]
    widest = picture.stored.renditions[0]
    return PictureView(
        alt=say(picture.alt),
        src=sizes[-1][0],
        srcset=", ".join(f"{address} {one.width}w" for address, one in sizes) if len(sizes) > 1 else "",
        width=widest.width,
        height=widest.height,
    )
