"""What each column means: the contract between those who ask and those who understand the answers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from research.errors import BadCodebook
from research.said import Said, say

ItemType = Literal["ordinal", "nominal", "binary", "numeric", "multiple", "text", "date", "mark"]
ITEM_TYPES: tuple[str, ...] = get_args(ItemType)
DEMOGRAPHIC_FACETS = ("demographics", "firmographics")
PSYCHOGRAPHIC_FACETS = (
    "values", "lifestyle", "personality", "opinions", "needs", "pain_points", "objections", "preferences",
)  # fmt: skip
BEHAVIOUR_FACETS = ("engagement", "funnel_stage", "purchase", "brand", "outcome")
NO_YES: Mapping[float, str] = {0: "no", 1: "yes"}
FACETS = DEMOGRAPHIC_FACETS + PSYCHOGRAPHIC_FACETS + BEHAVIOUR_FACETS


@dataclass(frozen=True, kw_only=True)
class Wording:
    """How an item was put to people in other versions of the questionnaire; their answers still mean the same.

    Parameters
    ----------
    versions : tuple of int
        Numbers of these versions.
    text : str
        What was asked there.
    labels : mapping of int to str
        Words of the answer codes there, where they were others.
    """

    versions: tuple[int, ...]
    text: str
    labels: Mapping[int, str] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        plain: dict[str, Any] = {"versions": list(self.versions), "text": self.text}
        if self.labels:
            plain["labels"] = {int(code): text for code, text in self.labels.items()}
        return plain


@dataclass(frozen=True, kw_only=True)
class Item:
    """One column of the data.

    Parameters
    ----------
    name : str
        Name of the column.
    text : str
        The words the respondent read; of one option of a multiple choice, the question.
    type : {"ordinal", "nominal", "binary", "numeric", "multiple", "text", "date", "mark"}
        Level of measurement; `"multiple"` is a choice of several options, `"date"` and
        `"mark"` (which tells people apart) are described and not analysed.
    facet : str or None
        What the item is about, one of `FACETS`.
    scale : str or None
        Name of the scale it belongs to.
    reverse : bool
        Keyed against its scale: reversed once, as `low + high - x`.
    range : (float, float) or None
        Lowest and highest valid answer.
    labels : mapping of int to str
        Words of the answer codes.
    group : str or None
        For one option of a question with a column for each (several chosen, put in order, shared out): the name of the
        question.
    option : str
        What this option says.
    reworded : tuple of Wording
        How versions asked that used other words.
    asked_as : str
        The type of the question, where the type of the column does not tell it (`nps`, `slider`).
    unit : str
        What a number counts ("euros a month"); bands are told with it.
    """

    name: str
    text: str = ""
    type: ItemType = "ordinal"
    facet: str | None = None
    scale: str | None = None
    reverse: bool = False
    range: tuple[float, float] | None = None
    labels: Mapping[int, str] = field(default_factory=dict)
    group: str | None = None
    option: str = ""
    reworded: tuple[Wording, ...] = ()
    asked_as: str = ""
    unit: str = ""

    @property
    def words(self) -> str:
        """The text, or the name where no text is known; with the option where it is one."""
        asked = self.text or self.name
        return f"{asked} – {self.option}" if self.option else asked

    @property
    def is_coded(self) -> bool:
        """Whether the answers are numbers (anything but open text, dates and marks)."""
        return self.type not in ("text", "date", "mark")

    @property
    def is_rated(self) -> bool:
        """Whether answers stand between two ends: ratings, yes or no, and numbers with a range (sliders, scores)."""
        return self.type in ("ordinal", "binary") or (self.type == "numeric" and self.range is not None)

    @property
    def is_option(self) -> bool:
        """Whether it is one option of a choice of several: chosen or not."""
        return self.group is not None and self.type == "binary"

    @property
    def is_category(self) -> bool:
        return self.type in ("nominal", "binary")

    def label(self, code: float) -> str:
        """The words of one answer code; a plain 0 or 1 is no or yes."""
        if self.type == "binary" and not self.labels and code in NO_YES:
            return NO_YES[code]
        return self.labels.get(int(code), f"{code:g}")

    def to_dict(self) -> dict[str, Any]:
        plain: dict[str, Any] = {"name": self.name, "text": self.text, "type": self.type}
        if self.facet:
            plain["facet"] = self.facet
        if self.scale:
            plain["scale"] = self.scale
        if self.reverse:
            plain["reverse"] = True
        if self.range:
            plain["range"] = [_short(bound) for bound in self.range]
        if self.labels:
            plain["labels"] = {int(code): text for code, text in self.labels.items()}
        for key in ("group", "option", "asked_as", "unit"):
            if getattr(self, key):
                plain[key] = getattr(self, key)
        if self.reworded:
            plain["reworded"] = [wording.to_dict() for wording in self.reworded]
        return plain


@dataclass(frozen=True, kw_only=True)
class Scale:
    """A measure made of several items.

    Parameters
    ----------
    name, title : str
        Name in the data, name in words.
    facet : str or None
        What the scale is about.
    high, low : (str, str) or None
        An adjective and a plural noun for people at either end ("curious", "Explorers"): personas are named with them.
    """

    name: str
    title: str = ""
    facet: str | None = None
    high: tuple[str, str] | None = None
    low: tuple[str, str] | None = None

    @property
    def words(self) -> str:
        return self.title or self.name.replace("_", " ").capitalize()

    def to_dict(self) -> dict[str, Any]:
        plain: dict[str, Any] = {"name": self.name, "title": self.title, "facet": self.facet}
        for end, words in (("high", self.high), ("low", self.low)):
            if words:
                plain[end] = list(words)
        return plain


@dataclass(frozen=True, kw_only=True)
class Codebook:
    """All columns of one study.

    Parameters
    ----------
    name : str
        Name of the study.
    items : tuple of Item
        In the order of the questionnaire.
    scales : tuple of Scale
        Scales that items may name; a scale that is only named by items is added.
    missing_codes : tuple of float
        Codes that stand for "no valid answer" in every column.
    id, duration, weight : str or None
        Columns with the respondent's id, the seconds spent, the survey weight.
    profile_consent : str or None
        Column that says with 1 (or true, yes) who agreed to be placed in a group; nobody else is read.
    quote_consent : str or None
        Column that says with 1 (or true, yes) who agreed to be quoted; nobody else ever is.
    language : str or None
        The item that says in which language somebody answered: open answers are read language by language.
    version : str or None
        Column with the number of the version of the questionnaire that somebody answered.
    versions : tuple of int
        The versions that this codebook describes: an answer of another one may mean something else. Empty: all.
    attention : mapping of str to float
        Attention checks: column and the right answer.
    """

    name: str = "study"
    items: tuple[Item, ...] = ()
    scales: tuple[Scale, ...] = ()
    missing_codes: tuple[float, ...] = ()
    id: str | None = None
    duration: str | None = None
    weight: str | None = None
    profile_consent: str | None = None
    quote_consent: str | None = None
    language: str | None = None
    version: str | None = None
    versions: tuple[int, ...] = ()
    attention: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if faults := tuple(_faults(self)):
            raise BadCodebook("faulty_codebook", faults=faults)
        known = {scale.name for scale in self.scales}
        named = dict.fromkeys(item.scale for item in self.items if item.scale and item.scale not in known)
        added = tuple(Scale(name=name, facet=self._facet_of_scale(name)) for name in named if name)
        object.__setattr__(self, "scales", self.scales + added)

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)

    def __contains__(self, name: object) -> bool:
        return any(item.name == name for item in self.items)

    def __getitem__(self, name: str) -> Item:
        for item in self.items:
            if item.name == name:
                return item
        raise BadCodebook("item_not_in_codebook", where=(name,), item=name)

    def with_facets(self, facets: Iterable[str]) -> tuple[Item, ...]:
        wanted = set(facets)
        return tuple(item for item in self.items if item.facet in wanted)

    def scale_items(self) -> dict[str, list[str]]:
        """Names of the items of every scale."""
        members: dict[str, list[str]] = {scale.name: [] for scale in self.scales}
        for item in self.items:
            if item.scale:
                members[item.scale].append(item.name)
        return {name: items for name, items in members.items() if items}

    def scale(self, name: str) -> Scale:
        return next(scale for scale in self.scales if scale.name == name)

    def with_items(self, items: Iterable[Item]) -> "Codebook":
        return replace(self, items=tuple(items))

    def to_dict(self) -> dict[str, Any]:
        plain: dict[str, Any] = {
            "name": self.name,
            "missing_codes": [_short(code) for code in self.missing_codes],
        }
        for key in ("id", "duration", "weight", "profile_consent", "quote_consent", "language", "version"):
            if getattr(self, key):
                plain[key] = getattr(self, key)
        if self.versions:
            plain["versions"] = list(self.versions)
        if self.attention:
            plain["attention"] = {name: _short(code) for name, code in self.attention.items()}
        plain["scales"] = [scale.to_dict() for scale in self.scales]
        plain["items"] = [item.to_dict() for item in self.items]
        return plain

    def _facet_of_scale(self, name: str) -> str | None:
        facets = Counter(item.facet for item in self.items if item.scale == name and item.facet)
        return facets.most_common(1)[0][0] if facets else None


def _short(number: float) -> float | int:
    return int(number) if float(number).is_integer() else float(number)


def _faults(codebook: Codebook) -> Iterator[Said]:
    if not codebook.items:
        yield say("codebook_without_items")
    if codebook.language is not None and codebook.language not in codebook:
        yield say("language_not_described", item=codebook.language)
    for name, times in Counter(item.name for item in codebook.items).items():
        if times > 1:
            yield say("item_described_twice", item=name, times=times)
    for item in codebook.items:
        if item.facet is not None and item.facet not in FACETS:
            yield say("unknown_facet_of_item", item=item.name, facet=item.facet, known=FACETS)
        if item.range is not None and not item.range[0] < item.range[1]:
            yield say("range_backwards", item=item.name)
        if item.reverse and rating_range(item) is None:
            yield say("reversed_without_range", item=item.name)


def asks_the_same(first: Item, second: Item) -> bool:
    """Whether two items are one, options of one question, or of one scale: one of them tells the other by design."""
    same_scale = first.scale is not None and first.scale == second.scale
    same_question = first.group is not None and first.group == second.group
    return first.name == second.name or same_scale or same_question


def rating_range(item: Item) -> tuple[float, float] | None:
    """Lowest and highest answer; yes or no runs from 0 to 1 unless labels say otherwise."""
    if item.range is not None or item.type != "binary":
        return item.range
    codes = sorted(item.labels) if len(item.labels) == 2 else [0, 1]
    return float(codes[0]), float(codes[-1])


FEWEST_POINTS = 3
"""Answers of a rating scale: yes or no is none."""


def rated_ranges(codebook: Codebook, items: Iterable[str]) -> dict[str, tuple[float, float]]:
    """Lowest and highest answer of the items that are rating scales."""
    spans = {name: rating_range(codebook[name]) for name in items if codebook[name].type != "binary"}
    return {name: span for name, span in spans.items() if span is not None and span[1] - span[0] >= FEWEST_POINTS - 1}
