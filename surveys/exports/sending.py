"""A file as the answer to a browser, which saves it under its name."""

from flask import Response, send_file

from surveys.exports.file import File
from surveys.exports.record import write_down
from surveys.web.transaction import current_database


def send(file: File) -> Response:
    """The file; that it leaves is written down before its first byte does."""
    if file.record is not None:
        write_down(current_database(), file.record)
    return send_file(file.content, mimetype=file.media_type, as_attachment=True, download_name=file.name)
