"""A file as the answer to a browser, which saves it under its name."""

from flask import Response, send_file

from surveys.exports.file import File


def send(file: File) -> Response:
    return send_file(file.content, mimetype=file.media_type, as_attachment=True, download_name=file.name)
