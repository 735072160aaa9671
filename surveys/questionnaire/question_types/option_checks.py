"""What can be wrong with a list of options."""

from collections.abc import Iterator, Sequence

from surveys.questionnaire.elements import Option
from surveys.questionnaire.faults import Fault, Path


def check_options(options: Sequence[Option], path: Path, name: str) -> Iterator[Fault]:
    codes: dict[int, int] = {}
    labels: dict[tuple[str, str], int] = {}
    for number, option in enumerate(options):
        place: Path = (*path, number)
        if option.code in codes:
            yield Fault(
                path=(*place, "code"),
                code="duplicate_code",
                name=name,
                text=f"The code {option.code} is already used by option {codes[option.code] + 1}.",
                advice="Give every option a code of its own; answers are stored as codes.",
            )
        codes.setdefault(option.code, number)
        for language in sorted(option.label.languages) or [""]:
            label = option.label.in_language(language, language).strip()
            if (language, label.casefold()) in labels and label:
                yield Fault(
                    path=(*place, "label"),
                    code="duplicate_label",
                    name=name,
                    text=f"The label “{label}” is already used by another option.",
                    advice="Make the labels different, or take one option out.",
                )
                break
            labels.setdefault((language, label.casefold()), number)
    yield from _check_special(options, path, name)


def _check_special(options: Sequence[Option], path: Path, name: str) -> Iterator[Fault]:
    for kind in ("none", "other"):
        found = [number for number, option in enumerate(options) if option.kind == kind]
        for number in found[1:]:
            yield Fault(
                path=(*path, number, "kind"),
                code=f"several_{kind}",
                name=name,
                text=f"There is more than one option of the kind “{kind}”.",
                advice="Keep one of them; the others are ordinary choices.",
            )
    if all(option.kind != "choice" for option in options):
        yield Fault(
            path=path,
            code="no_real_option",
            name=name,
            about=name,
            text="There is nothing to choose beside “none” and “other”.",
            advice="Add the options people are likely to want.",
        )


def only_choices(options: Sequence[Option], path: Path, name: str) -> Iterator[Fault]:
    """Where options are judged one by one, each must be a thing of its own."""
    for number, option in enumerate(options):
        if option.kind != "choice":
            yield Fault(
                path=(*path, number, "kind"),
                code="not_a_choice",
                name=name,
                text=f"An option of the kind “{option.kind}” cannot be judged beside the others.",
                advice="Take the kind out, or take the option out; `also_offer` offers ways not to answer.",
            )
