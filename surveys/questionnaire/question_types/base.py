"""What every question type must say about itself: its class is its definition and all that follows from it."""

# ruff: noqa: ARG002, ARG003 - every type is given the same things, and need not look at all of them
from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import ClassVar, get_args

from research.codebook import Item
from surveys.questionnaire import missing
from surveys.questionnaire.conditions import Condition
from surveys.questionnaire.elements import Definition, Facet, Missing, VariableName
from surveys.questionnaire.faults import Fault, Path
from surveys.questionnaire.order import Draw
from surveys.questionnaire.pictures import Picture
from surveys.questionnaire.question_types.cells import Reader, code_reader, labels_in
from surveys.questionnaire.question_types.drafting import Drafting
from surveys.questionnaire.question_types.fields import facet_of
from surveys.questionnaire.question_types.values import (
    Answers,
    Form,
    Input,
    Parsed,
    RatedItem,
    Stored,
    Variable,
    Wording,
)
from surveys.questionnaire.texts import LocalText
from surveys.questionnaire.words import Words


class Question(Definition):
    """Something on a page. What is not said otherwise holds for what is only read: nothing is asked or stored."""

    type: str
    name: VariableName
    text: LocalText
    show_if: Condition | None = None

    fills_page: ClassVar[bool] = False
    """Whether a drafted page holds this question and nothing else."""
    decides_answers: ClassVar[frozenset[str]] = frozenset()
    """Keys under which the possible answers are written down."""
    on_page: ClassVar[bool] = True
    """Whether people meet it on a page; what the link fills in they do not."""

    @classmethod
    def type_name(cls) -> str:
        """The word by which files choose this type."""
        return str(get_args(cls.model_fields["type"].annotation)[0])

    @property
    def asks(self) -> bool:
        return bool(self.variables())

    def variables(self) -> tuple[Variable, ...]:
        """Every variable this question stores, in the order of the columns."""
        return ()

    def written_names(self) -> Iterator[tuple[Path, str]]:
        """Names an author wrote, each with the path to it."""
        yield ("name",), self.name

    def own_words(self) -> Iterator[tuple[Path, LocalText]]:
        """Words that the type brings with it where the author wrote none, each with the key to write them under."""
        yield from ()

    def rated_items(self) -> tuple[RatedItem, ...]:
        """The statements that are answered on points and analysed as such."""
        return ()

    def expected_answers(self) -> dict[str, int]:
        """The right answers, where there are any: they tell who reads with care."""
        return {}

    def quote_boxes(self) -> dict[str, str]:
        """For each text whose writer is asked for leave to quote it, the variable of that leave."""
        return {}

    def pictures(self) -> Mapping[int, Picture]:
        """What is shown with it: by the codes of options, under 0 where it stands by itself."""
        return {}

    def inputs(self) -> tuple[Input, ...]:
        """The form fields, in the order of the page."""
        return ()

    def from_link(self, written: str) -> Stored | None:
        """What an address may answer; nothing, but for what is declared as filled in by the link."""
        return None

    def identifies(self, section_facet: Facet | None) -> str | None:
        """Why an answer may tell who somebody is, and what to ask instead; None where it does not."""
        return None

    def hint_words(self) -> LocalText | Words | None:
        """What helps to answer: the author's hint, else what the type can say itself."""
        return None

    def parse(self, form: Form) -> Parsed:
        """Understand the posted fields; an answer not given is not in `answers`."""
        return Parsed()

    def form_values(self, answers: Answers) -> dict[str, list[str]]:
        """Stored answers as a form would post them; `parse` of it gives the same answers."""
        return {}

    def tell(self, answers: Answers, wording: Wording) -> str:
        """The answer in words; nothing where there is no answer."""
        return ""

    def codebook_items(self, *, section_facet: Facet | None, language: str, default: str) -> list[Item]:
        """What the analysis must know about the columns of this question."""
        return []

    def seconds(self) -> float:
        """How long answering takes, without reading the words of the question."""
        return 1.0

    def faults(self, path: Path) -> Iterator[Fault]:
        """What is wrong with what can be answered; `path` is where the question stands."""
        yield from ()

    def not_comparable(self) -> tuple[str, str] | None:
        """Why no condition can ask about the question by its own name, and what to do instead."""
        return None

    def cell_reader(self, variable: Variable, languages: Sequence[str]) -> Reader:
        """How one cell of a table becomes a stored answer; `languages` begin with the questionnaire's own."""
        return code_reader(variable.codes, labels_in(variable.labels, languages))

    def asks_for(self, variable: Variable, answers: Answers) -> bool:
        """Whether, with these answers, a variable that adds to another one is asked for at all."""
        return True

    def is_answered(self, answers: Answers) -> bool:
        """Whether nothing that may be required is left open; "don't know" is an answer."""
        own = (variable for variable in self.variables() if variable.parent is None)
        return all(missing.was_given(answers.get(variable.name)) for variable in own)

    def lacks_answer(self, answers: Answers) -> bool:
        """Whether an answer is required and not there."""
        return False

    def inner_conditions(self) -> Iterator[tuple[Path, Condition]]:
        """Conditions on parts of this question, each with the path to it."""
        yield from ()

    @property
    def is_drawn(self) -> bool:
        """Whether chance decides which of its parts come first, or which are asked."""
        return False

    def drawn(self, draw: Draw) -> "Question":
        """The question as one person is asked it."""
        return self

    def to_pick(self) -> tuple[int, int | None]:
        """How many parts it has, and how many of them somebody is asked."""
        return 0, None

    def seen(self, answers: Answers) -> "Question | None":
        """The question without those of its parts that these answers hide; None where nothing to answer is left.

        Itself where nothing of it is hidden.
        """
        return self

    def kept(self, answers: Answers) -> dict[str, Stored]:
        """Those of its answers that can be given to the question as it is seen now."""
        kept: dict[str, Stored] = {}
        for variable in self.variables():
            answer = variable.still_possible(answers.get(variable.name))
            if answer is not None and self.asks_for(variable, kept):
                kept[variable.name] = answer
        return kept

    @classmethod
    def draft_key(cls, item: Item) -> Hashable:
        """What neighbouring columns of described data share when one question of this type can ask for all of them.

        None where this type cannot ask for the column.
        """
        return None

    @classmethod
    def draft(cls, items: Sequence[Item], drafting: Drafting) -> "Iterator[Question]":
        """The questions that could have asked for neighbouring columns with one key."""
        yield from ()


class Asked(Question, ABC):
    """A question: it stores answers, may be required, and may offer not to answer."""

    hint: LocalText | None = None
    facet: Facet | None = None
    required: bool = False
    also_offer: tuple[Missing, ...] = ()

    @property
    def offered(self) -> tuple[int, ...]:
        """Codes a person may give instead of an answer."""
        return tuple(missing.CODE_OF[kind] for kind in dict.fromkeys(self.also_offer))

    def hint_words(self) -> LocalText | Words | None:
        return self.hint

    def lacks_answer(self, answers: Answers) -> bool:
        return self.required and not self.is_answered(answers)

    def about(self, section_facet: Facet | None) -> str | None:
        """What the answers are about, as plain text."""
        return facet_of(self.facet, section_facet)

    def faults(self, path: Path) -> Iterator[Fault]:
        for number, offer in enumerate(self.also_offer):
            if offer in self.also_offer[:number]:
                yield Fault(
                    path=(*path, "also_offer", number),
                    code="duplicate_offer",
                    name=self.name,
                    text=f"“{offer}” is offered twice.",
                    advice="Keep it once.",
                )

    @abstractmethod
    def variables(self) -> tuple[Variable, ...]: ...

    @abstractmethod
    def inputs(self) -> tuple[Input, ...]: ...

    @abstractmethod
    def parse(self, form: Form) -> Parsed: ...

    @abstractmethod
    def form_values(self, answers: Answers) -> dict[str, list[str]]: ...

    @abstractmethod
    def tell(self, answers: Answers, wording: Wording) -> str: ...

    @abstractmethod
    def codebook_items(self, *, section_facet: Facet | None, language: str, default: str) -> list[Item]: ...

    @abstractmethod
    def seconds(self) -> float: ...
