"""Controls tie their labels, hints and errors together, and keep what was typed."""

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    Form,
    HiddenField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    validators,
    widgets,
)

from tests.templates.rendering import Page, macro, read, render

AGREE = [(1, "Disagree"), (2, "Neither"), (3, "Agree")]


class Boxes(SelectMultipleField):
    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()


class Sample(Form):
    name = StringField("Name", [validators.InputRequired("Write a name")], description="Seen by everybody")
    age = IntegerField("Age", [validators.Optional()])
    why = TextAreaField("Why")
    word = PasswordField("Password")
    day = DateField("Day", [validators.Optional()])
    mode = RadioField("Mode", [validators.InputRequired("Choose a mode")], choices=[("r", "Research")])
    country = SelectField("Country", choices=[("mt", "Malta"), ("fi", "Finland")])
    where = Boxes("Where", choices=[("a", "Canteen"), ("b", "Shop")])
    agree = BooleanField("I agree")
    key = HiddenField("Key")


def form_page(form: Form) -> Page:
    body = '{% from "components/field.html" import form_field %}{% for f in form %}{{ form_field(f) }}{% endfor %}'
    return read(render(body, form=form))


def described(page: Page, element_id: str) -> list[str]:
    control = page.one(id=element_id)
    return [page.one(id=target).text for target in control.attributes["aria-describedby"].split()]


def test_a_field_says_its_hint_and_its_error() -> None:
    page = read(macro("field", 'field("email", "E-mail", hint="We write once", error="Add an @")'))
    assert described(page, "email") == ["We write once", "Error: Add an @"]
    assert page.one("input").attributes["aria-invalid"] == "true"
    assert page.one("label", for_="email").text == "E-mail"


def test_a_field_without_notes_points_at_nothing() -> None:
    control = read(macro("field", 'field("email", "E-mail")')).one("input")
    assert "aria-describedby" not in control.attributes
    assert "aria-invalid" not in control.attributes


def test_what_was_typed_is_escaped_and_kept() -> None:
    page = read(macro("field", 'field("name", "Name", value=typed)', typed='"><script>'))
    assert page.one("input").attributes["value"] == '"><script>'
    assert page.all("script") == []


def test_a_password_is_never_sent_back() -> None:
    assert "secret" not in macro("field", 'field("p", "Password", type="password", value="secret")')


def test_zero_is_a_value() -> None:
    page = read(macro("field", 'field("n", "Number", type="number", value=0)'))
    assert page.one("input").attributes["value"] == "0"


def test_select_marks_the_chosen_one_in_its_group() -> None:
    page = read(macro("field", 'select("c", "Country", {"Europe": [(1, "Malta"), (2, "Finland")]}, value="2")'))
    assert [option.text for option in page.all("option") if "selected" in option.attributes] == ["Finland"]
    assert page.one("optgroup").attributes["label"] == "Europe"


@pytest.mark.parametrize(
    ("file", "call"),
    [
        ("option", 'radios("q", "Question", options, value=value)'),
        ("option", 'scale_row("q", "Item", options, value=value)'),
        ("option", 'checkboxes("q", "Question", options, values=[value])'),
    ],
)
def test_only_the_given_answer_is_chosen(file: str, call: str) -> None:
    for value in (2, "2"):
        page = read(macro(file, call, options=AGREE, value=value))
        chosen = [box.attributes["value"] for box in page.all("input") if "checked" in box.attributes]
        assert chosen == ["2"]


@pytest.mark.parametrize("call", ['radios("q", "Q", options)', 'scale_row("q", "Q", options)'])
def test_nothing_is_chosen_for_somebody(call: str) -> None:
    assert "checked" not in macro("option", call, options=[(0, "None"), *AGREE])


def test_a_consent_box_is_never_ticked_beforehand() -> None:
    assert "checked" not in macro("option", 'checkbox("consent", "You may write to me")')


@pytest.mark.parametrize(
    "call",
    ['radios("q", "Q", options, error="Choose")', 'checkboxes("q", "Q", options, error="Choose")'],
)
def test_a_link_to_the_group_lands_on_its_first_input(call: str) -> None:
    page = read(macro("option", call, options=AGREE))
    assert page.one(id="q").tag == "input"
    assert page.one("fieldset").attributes["aria-describedby"] == "q-error"
    assert page.one(id="q-error").text.endswith("Choose")


def test_every_option_is_labelled_and_the_whole_row_is_its_target() -> None:
    page = read(macro("option", 'scale_row("q", "I plan", options, extra=[(-98, "I do not know")])', options=AGREE))
    inputs = page.all("input")
    assert [box.attributes["value"] for box in inputs] == ["1", "2", "3", "-98"]
    assert len(set(page.ids())) == len(page.ids())
    for box in inputs:
        assert box.parent is not None
        assert box.parent.tag == "label"
        assert box.parent.attributes["for"] == box.attributes["id"]


def test_the_ends_of_a_scale_of_numbers_are_spoken() -> None:
    call = 'scale_row("nps", "Recommend?", options, low="Not likely", high="Very likely")'
    page = read(macro("option", call, options=[(n, str(n)) for n in range(11)]))
    labels = [label.text.strip() for label in page.all("label")]
    assert labels[0] == "0 – Not likely"
    assert labels[10] == "10 – Very likely"
    assert labels[5] == "5"


def test_a_form_of_every_kind_of_field_has_labels_and_no_faults() -> None:
    page = form_page(Sample(data={"country": "fi", "where": ["b"], "mode": "r", "key": "k"}))
    assert page.faults == []
    labels = {label.attributes["for"] for label in page.all("label")}
    controls = [e for tag in ("input", "select", "textarea") for e in page.all(tag)]
    visible = [e for e in controls if e.attributes.get("type") != "hidden"]
    assert {e.attributes["id"] for e in visible} == labels
    chosen = {e.attributes["value"] for e in controls if "checked" in e.attributes}
    assert chosen == {"r", "b"}


def test_errors_of_a_form_are_summed_up_with_links_that_land() -> None:
    form = Sample(MultiDict({"age": "old"}))
    assert not form.validate()
    summary = read(macro("error_summary", "form_error_summary(form)", form=form))
    links = {link.attributes["href"].removeprefix("#"): link.text for link in summary.all("a")}
    assert links["name"] == "Write a name"
    assert links["mode"] == "Choose a mode"
    page = form_page(form)
    for target in links:
        assert page.one(id=target).tag in ("input", "select", "textarea")
    assert described(page, "name") == ["Seen by everybody", "Error: Write a name"]


def test_the_summary_is_absent_without_errors_and_takes_the_focus_with_them() -> None:
    assert macro("error_summary", "error_summary([])").strip() == ""
    summary = read(macro("error_summary", 'error_summary([("age", "Write your age")])')).one(role="alert")
    assert summary.attributes["tabindex"] == "-1"
    assert "autofocus" in summary.attributes
    assert "One answer needs another look" in summary.text


def test_a_deed_is_posted_with_the_token_against_forgery() -> None:
    for file, call in (
        ("button", 'post_button("Pause", "/pause", fields={"n": 1})'),
        ("confirm", 'confirm("Erase", "/erase", "Erase all?", "It is gone then.", fields={"n": 1})'),
    ):
        page = read(macro(file, call))
        assert page.one("form").attributes["method"] == "post"
        assert page.one("input", name="csrf_token").attributes["value"] == "token"
        assert page.one("input", name="n").attributes["value"] == "1"


def test_a_deed_needs_two_steps_even_without_scripts() -> None:
    page = read(macro("confirm", 'confirm("Erase", "/erase", "Erase all?", "It is gone then.")'))
    form = page.one("form")
    ancestors = []
    while form.parent:
        form = form.parent
        ancestors.append(form.tag)
    assert "details" in ancestors
    assert "open" not in page.one("details").attributes
