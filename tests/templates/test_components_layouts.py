"""Layouts and the gallery of all components: whole pages that a strict policy lets through."""

import itertools
import re

import pytest

from surveys.web.rooms import bundle
from tests.templates.rendering import RESPONDENT, STAFF, STATIC, TEMPLATES, Page, environment, read, render

BODY = "{% block content %}<h1>Careful Planners</h1>{% endblock %}"


def gallery() -> str:
    return environment().get_template("components/gallery.html").render(**STAFF)


def respondent() -> str:
    return render('{% extends "layouts/respondent.html" %}', **RESPONDENT)


def staff() -> str:
    return render('{% extends "layouts/staff.html" %}' + BODY, **STAFF)


def report() -> str:
    people = [("S1", "Careful Planners", "/s1", True, 1), ("S2", "Quick Deciders", "/s2", False, 2)]
    return render('{% extends "layouts/report.html" %}' + BODY, **STAFF, personas=people, report_url="/all")


def error() -> str:
    return environment().get_template("errors/error.html").render(code=404)


PAGES = {"gallery": gallery, "respondent": respondent, "staff": staff, "report": report, "error": error}


@pytest.fixture(params=PAGES)
def html(request: pytest.FixtureRequest) -> str:
    return PAGES[request.param]()


@pytest.fixture
def page(html: str) -> Page:
    return read(html)


def test_tags_are_balanced_and_ids_unique(page: Page) -> None:
    assert page.faults == []
    assert len(page.ids()) == len(set(page.ids()))


def test_nothing_inline_needs_an_exception_from_the_policy(page: Page) -> None:
    assert [e.tag for e in page.elements if "style" in e.attributes] == []
    assert page.all("style") == []
    assert [s for s in page.all("script") if not s.attributes.get("src") or s.text.strip()] == []
    handlers = [name for e in page.elements for name in e.attributes if name.startswith("on")]
    assert handlers == []


def test_files_come_from_here_and_exist(page: Page) -> None:
    links = [e.attributes["href"] for e in page.all("link")] + [e.attributes["src"] for e in page.all("script")]
    assert len(links) == 3
    for link in links:
        assert there(link), link


def there(link: str) -> bool:
    """Whether a file is served there: one of the folder, or one made of many."""
    name = link.removeprefix("/static/")
    return bool(bundle(name.removeprefix("rooms/")).content) if name.startswith("rooms/") else (STATIC / name).is_file()


def test_there_is_one_first_heading_one_main_part_and_a_way_past_the_head(page: Page) -> None:
    assert len(page.all("h1")) == 1
    assert page.one("main").attributes["id"] == "main"
    assert page.one("a", href="#main").text
    assert page.one("title").text.strip()


def test_headings_never_skip_a_level(page: Page) -> None:
    levels = [int(e.tag[1]) for e in page.elements if re.fullmatch("h[1-6]", e.tag)]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_everything_that_is_pointed_at_is_there(page: Page) -> None:
    ids = set(page.ids())
    for element in page.elements:
        for name in ("aria-describedby", "aria-labelledby", "aria-errormessage", "for"):
            assert set(element.attributes.get(name, "").split()) <= ids, element


def test_every_control_has_a_label_and_every_form_an_action(page: Page) -> None:
    labelled = {label.attributes.get("for") for label in page.all("label")}
    for tag in ("input", "select", "textarea"):
        for control in page.all(tag):
            assert control.attributes.get("type") == "hidden" or control.attributes["id"] in labelled
    assert all(form.attributes.get("action") for form in page.all("form"))


def test_landmarks_of_one_kind_have_names_of_their_own(page: Page) -> None:
    names = [nav.attributes.get("aria-label", "") for nav in page.all("nav")]
    assert "" not in names
    assert len(names) == len(set(names))


def test_a_respondents_page_speaks_its_language_from_its_side() -> None:
    page = read(respondent())
    assert page.one("html").attributes | {"class": ""} == {"lang": "ar", "dir": "rtl", "class": ""}
    arabic = page.one("a", hreflang="ar")
    assert (arabic.text, arabic.attributes["lang"], arabic.attributes["aria-current"]) == ("العربية", "ar", "true")


def test_a_respondents_page_has_no_navigation_but_a_place_for_saved() -> None:
    page = read(respondent())
    assert [nav.attributes["aria-label"] for nav in page.all("nav")] == ["Language"]
    saved = next(e for e in page.elements if "data-saved" in e.attributes)
    assert saved.attributes["role"] == "status"
    assert saved.attributes["data-text-saved"] == "Saved"


def test_a_study_in_one_language_shows_no_switch() -> None:
    context = RESPONDENT | {"languages": [("en", "English", "?lang=en", True)]}
    assert read(render('{% extends "layouts/respondent.html" %}', **context)).all("nav") == []


def test_the_team_signs_out_by_a_post_with_its_token() -> None:
    form = read(staff()).one("form", action="/out")
    assert form.attributes["method"] == "post"
    assert [c.attributes["value"] for c in form.children if c.attributes.get("name") == "csrf_token"] == ["token"]


def test_only_the_given_places_are_offered() -> None:
    page = read(render('{% extends "layouts/staff.html" %}' + BODY, language="en", text_direction="ltr"))
    assert page.all("nav") == []
    assert page.all("form") == []


def test_messages_are_announced_politely_and_escaped() -> None:
    env = environment([("success", "Saved <b>"), ("odd", "Hello")])
    page = read(env.from_string('{% extends "layouts/base.html" %}' + BODY).render())
    region = next(e for e in page.elements if e.attributes.get("class") == "flashes")
    assert region.attributes["aria-live"] == "polite"
    assert [(e.attributes["class"], e.text) for e in region.children] == [
        ("flash flash--success", "Saved <b>"),
        ("flash flash--info", "Hello"),
    ]


def test_a_report_in_a_file_needs_nothing_from_elsewhere() -> None:
    source = "{% extends layout %}" + BODY
    context = {"report_title": "Coffee", "inline_css": "p { color: red }", "language": "en", "text_direction": "ltr"}
    html = render(source, layout="layouts/report_file.html", **context)
    page = read(html)
    assert page.one("style").text == "p { color: red }"
    assert page.all("link") + page.all("script") + page.all("img") + page.all("a") == []
    assert read(render(source, layout="layouts/report.html", **STAFF)).one("h1").text == page.one("h1").text


@pytest.mark.parametrize("code", [400, 403, 404, 409, 413, 429, 500, 503])
def test_every_error_says_what_happened_and_what_to_do(code: int) -> None:
    page = read(environment().get_template("errors/error.html").render(code=code))
    words = [p.text for p in page.one("main").children if p.tag == "p"]
    assert str(code) in words[0]
    assert len(words) == 3
    assert all(text.strip().endswith(".") for text in words[1:])


def test_an_error_that_knows_better_says_its_own_words() -> None:
    template = environment().get_template("errors/error.html")
    page = read(template.render(code=409, title="The study is closed", advice="Ask for a new link.", action_url="/a"))
    assert page.one("h1").text == "The study is closed"
    assert "Ask for a new link." in page.one("main").text
    assert page.one("a", href="/a").text == "Go on"


def test_an_unknown_error_is_ours() -> None:
    page = read(environment().get_template("errors/error.html").render(code=418))
    assert page.one("h1").text == "Something went wrong on our side"


def test_the_gallery_shows_every_macro() -> None:
    shown = (TEMPLATES / "components/gallery.html").read_text()
    elsewhere = {"form_field", "choice_fields", "form_error_summary", "table_frame"}
    macros = {
        name
        for path in (TEMPLATES / "components").glob("*.html")
        for name in re.findall(r"\{% macro ([a-z]\w*)\(", path.read_text())
    }
    assert {name for name in macros - elsewhere if f"{name}(" not in shown} == set()


def test_the_readme_names_every_macro() -> None:
    readme = (TEMPLATES / "README.md").read_text()
    for path in (TEMPLATES / "components").glob("*.html"):
        if path.stem == "gallery":
            continue
        for name in re.findall(r"\{% macro ([a-z]\w*)\(", path.read_text()):
            assert f"`{name}(" in readme or name == "choice_fields", name
