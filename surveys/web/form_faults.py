"""A refusal of a service, shown where it belongs in a form."""

from flask_wtf import FlaskForm

from surveys.errors import WhyprintError


def show_fault(form: FlaskForm, fault: WhyprintError) -> None:
    """Beside the field the fault names, else at the head of the form."""
    for name in fault.where:
        field = form._fields.get(name)
        if field is not None:
            field.errors = [*field.errors, fault.text]
            return
    form.form_errors.append(fault.text)
