"""The study of all trials: five pages of ten statements, as somebody would write it."""

from pathlib import Path

import yaml

from tests import factories

SLUG = "load"
PAGES, ITEMS = 5, 10


def write_study(folder: Path) -> Path:
    """The file of the study, to be published."""
    plain = factories.study_plain(slug=SLUG, title="Many statements")
    pages = [_page(number) for number in range(1, PAGES + 1)]
    plain["questionnaire"] = {
        "name": "load",
        "title": "Many statements",
        "sections": [{"name": "main", "title": "Main", "pages": pages}],
    }
    path = folder / "study.yaml"
    path.write_text(yaml.safe_dump(plain, allow_unicode=True), encoding="utf-8")
    return path


def _page(number: int) -> dict[str, object]:
    items = [{"name": f"p{number}_i{item}", "text": f"Statement {item} of page {number}."} for item in range(ITEMS)]
    points = {"low": 1, "high": 5, "labels": {1: "Disagree", 5: "Agree"}}
    matrix = {"type": "matrix", "name": f"m{number}", "text": "Does this describe you?", "points": points}
    return {"name": f"page{number}", "questions": [{**matrix, "required": True, "items": items}]}
