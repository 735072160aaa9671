"""Pictures on the way in: what is kept is drawn anew, and what is hostile takes nothing."""

import io
import tracemalloc

import pytest
from PIL import Image

from surveys.errors import Invalid
from surveys.services.studies.draw_picture import draw_picture
from tests.pictures import CAMERA, a_bomb, a_moving, a_photo, a_picture

SVG = b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
PROGRAM = b"<script>alert(1)</script><?php system('id'); ?>"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_each_format_is_kept_as_the_same_picture(kind: str) -> None:
    (only,) = draw_picture("cup.png", a_picture(kind))  # whatever its name ends with
    kept = Image.open(io.BytesIO(only.content))
    assert (kept.format, kept.size) == ("WEBP", (60, 40))
    red, green, blue = kept.convert("RGB").resize((1, 1)).getpixel((0, 0))  # type: ignore[misc]
    assert (red, green > 100, blue > 100) == (pytest.approx(0, abs=12), True, True)


def test_a_large_picture_is_kept_in_two_sizes() -> None:
    sizes = [(one.width, one.height) for one in draw_picture("cup.png", a_picture(size=(3000, 1500)))]
    assert sizes == [(1280, 640), (640, 320)]


def test_a_photo_stands_upright_and_says_no_more_where_it_was_taken() -> None:
    sent = a_photo()
    (only,) = draw_picture("cup.jpg", sent)
    assert CAMERA.encode() in sent
    assert CAMERA.encode() not in only.content
    assert (only.width, only.height) == (40, 60)
    assert not dict(Image.open(io.BytesIO(only.content)).getexif())


def test_what_hides_in_a_picture_does_not_stay() -> None:
    for sent in (a_picture("GIF") + PROGRAM, a_picture("JPEG") + PROGRAM):
        assert all(b"script" not in one.content and b"php" not in one.content for one in draw_picture("a.gif", sent))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        pytest.param(SVG, "SVG", id="svg"),
        pytest.param(b"\xef\xbb\xbf" + SVG, "SVG", id="svg-with-mark"),
        pytest.param(b"<html>", "no PNG", id="page"),
        pytest.param(b"", "no PNG", id="empty"),
        pytest.param(a_picture("BMP"), "no PNG", id="another-format"),
        pytest.param(a_picture("TIFF"), "no PNG", id="tiff"),
        pytest.param(a_picture("JPEG", (400, 400))[:1000], "damaged", id="truncated-jpeg"),
        pytest.param(a_picture("PNG", (400, 400))[:90], "damaged", id="truncated-png"),
        pytest.param(a_bomb(45_000, 45_000), "25 million points", id="bomb"),
        pytest.param(a_bomb(6_000, 6_000), "25 million points", id="smaller-bomb"),
        pytest.param(a_moving("GIF"), "moves", id="moving-gif"),
        pytest.param(a_moving("WEBP"), "moves", id="moving-webp"),
        pytest.param(a_moving("PNG"), "moves", id="moving-png"),
        pytest.param(a_picture() + bytes(8 * 1024 * 1024), "8 MB", id="heavy"),
    ],
)
def test_what_is_no_still_picture_is_refused_with_a_way_on(sent: bytes, said: str) -> None:
    with pytest.raises(Invalid) as refused:
        draw_picture("cup.png", sent)
    assert "cup.png" in refused.value.text
    assert said in refused.value.text
    assert refused.value.advice


def test_a_small_file_of_two_thousand_million_points_takes_no_memory() -> None:
    sent = a_bomb(45_000, 45_000)
    assert len(sent) < 2_000
    tracemalloc.start()
    with pytest.raises(Invalid):
        draw_picture("bomb.png", sent)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 2_000_000
