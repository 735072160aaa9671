"""How many names are told in a sentence, and which of their words are worth telling."""

from collections.abc import Sequence

MOST_NAMED = 8
"""More names in one sentence are not read; a caution keeps all of them in `where`."""


def without_common_start(texts: Sequence[str]) -> list[str]:
    """Texts without the words that all of them begin with, as they are where nothing would remain of one.

    Parameters
    ----------
    texts : sequence of str

    Examples
    --------
    >>> without_common_start(["The shop is cheap.", "The shop is far."])
    ['cheap.', 'far.']
    >>> without_common_start(["Cheap", "Far"])
    ['Cheap', 'Far']
    """
    words = [text.split() for text in texts]
    shared = 0
    for together in zip(*words, strict=False):
        if len(set(together)) > 1:
            break
        shared += 1
    if len(texts) < 2 or any(len(own) <= shared for own in words):
        return list(texts)
    return [" ".join(own[shared:]) for own in words]
