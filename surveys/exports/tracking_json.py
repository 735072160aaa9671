"""What came out of a comparison of waves, as `whyprint track` writes it."""

from surveys.exports.file import File, json_file
from surveys.models import Wave


def tracking_json(wave: Wave) -> File:
    return json_file(f"{wave.study.slug}-comparison-{wave.number}.json", wave.result or {})
