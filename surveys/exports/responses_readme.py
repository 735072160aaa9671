"""What somebody who opens an export must know: what is in it, and what does not stand side by side."""

from collections import Counter
from collections.abc import Iterator, Mapping

from surveys.exports.columns import Columns
from surveys.questionnaire.missing import ENGLISH


def readme(title: str, written: Mapping[str, Counter[int]], apart: Mapping[str, Columns]) -> str:
    """The text of `README.txt`; `written` says how many responses of each version stand in each folder."""
    rows = sum(counts.total() for counts in written.values())
    newest = list(apart.values())[-1].newest
    missing = "\n".join(f"  {code}  {words}" for code, words in sorted(ENGLISH.items()))
    return (
        f"{title}\n\n{rows} responses of people who agree to take part as of this export.\n"
        "responses.csv: UTF-8, commas, one line per response. Text that begins like a formula has an\n"
        "apostrophe in front, so that no spreadsheet runs it. A multiple choice has one 0/1 column per option.\n"
        f"`respondent` is a random name. Questionnaire: {newest.name}.\n"
        "`flags`: reasons to look at a response, never to delete it alone: failed_check (an attention check answered\n"
        "wrongly), fast_per_item (under 2 seconds per rating, Huang et al. 2012), straight_line (at least 90 % of at\n"
        "least 6 ratings alike), mostly_blank (under half of what was asked answered).\n"
        "consents.csv: the sentences people agreed to, and how many agree today by each. Who agreed to earlier words\n"
        "agreed to nothing else; where `reported_by` is filled or `language` is und, they saw no sentence here.\n"
        "ways_in.csv: by which links people came, whether they agree today or not; tests are in no file.\n\n"
        f"{_apart(apart)}Codes for a missing answer:\n{missing}\n\n"
        "Versions, the kind of change each brought, and their responses:\n"
        f"{''.join(_history(written, apart))}"
    )


def _apart(apart: Mapping[str, Columns]) -> str:
    if len(apart) < 2:
        return ""
    return (
        "The same number means something else in some versions, or people agreed to other words before.\n"
        "Each folder holds versions that can stand side by side, with a codebook of its own: analyse them apart.\n\n"
    )


def _history(written: Mapping[str, Counter[int]], apart: Mapping[str, Columns]) -> Iterator[str]:
    for folder, columns in apart.items():
        for version in columns.versions:
            yield f"  {version.number}  {version.change}  {written[folder][version.number]} in {folder}responses.csv\n"
