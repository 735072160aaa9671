"""Pictures that tests send, the honest and the hostile."""

import io
import struct
import zlib

from PIL import Image

GPS_IFD, MAKE, ORIENTATION = 0x8825, 0x010F, 0x0112
CAMERA = "Canary Camera"


def a_picture(kind: str = "PNG", size: tuple[int, int] = (60, 40), colour: str = "teal") -> bytes:
    return _saved(Image.new("RGB", size, colour), kind)


def a_photo() -> bytes:
    """A photo taken sideways, that says with what and where."""
    photo = Image.new("RGB", (60, 40), "teal")
    said = photo.getexif()
    said[MAKE], said[ORIENTATION] = CAMERA, 6
    said.get_ifd(GPS_IFD).update({1: "N", 2: (60.0, 10.0, 15.0)})
    into = io.BytesIO()
    photo.save(into, "JPEG", exif=said)
    return into.getvalue()


def a_moving(kind: str) -> bytes:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("teal", "tomato")]
    into = io.BytesIO()
    frames[0].save(into, kind, save_all=True, append_images=frames[1:])
    return into.getvalue()


def a_bomb(width: int, height: int) -> bytes:
    """A small file that says it has very many points."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(bytes(1_000_000)))


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _saved(picture: Image.Image, kind: str) -> bytes:
    into = io.BytesIO()
    picture.save(into, kind)
    return into.getvalue()
