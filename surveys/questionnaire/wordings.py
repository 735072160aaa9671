"""The words of one question in several versions whose answers stand side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from research.codebook import Codebook, Item, Wording
from surveys.questionnaire.codebook import build_codebook
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.versions import alike


def codebook_of_versions(questionnaires: Mapping[int, Questionnaire]) -> Codebook:
    """What every column means in some versions: the words of the newest, and beside them those that others had.

    Parameters
    ----------
    questionnaires : mapping of number to Questionnaire
        Versions whose answers stand side by side, oldest first.
    """
    *others, newest = questionnaires
    spoken = questionnaires[newest].language
    found = build_codebook(questionnaires[newest])
    earlier = {number: build_codebook(questionnaires[number], language=spoken) for number in others}
    items = tuple(replace(item, reworded=_reworded(item, earlier)) for item in found)
    return replace(found, items=items)


def _reworded(item: Item, earlier: Mapping[int, Codebook]) -> tuple[Wording, ...]:
    """Each other wording once, with all versions that had it, the oldest first."""
    found: dict[tuple[object, ...], Wording] = {}
    for number, codebook in earlier.items():
        old = next((each for each in codebook if each.name == item.name), item)
        if _says_the_same(old, item):
            continue
        labels = {code: text for code, text in old.labels.items() if not alike(text, item.labels.get(code, ""))}
        key = old.words, *sorted(labels.items())
        before: Sequence[int] = found[key].versions if key in found else ()
        found[key] = Wording(versions=(*before, number), text=old.words, labels=labels)
    return tuple(found.values())


def _says_the_same(old: Item, new: Item) -> bool:
    labels = (alike(old.labels[code], new.labels[code]) for code in old.labels.keys() & new.labels.keys())
    return alike(old.words, new.words) and all(labels)
