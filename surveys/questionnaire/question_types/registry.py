"""All question types there are: everything that goes by type walks this tuple."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from surveys.questionnaire.question_types.attention_check import AttentionCheck
from surveys.questionnaire.question_types.base import Question
from surveys.questionnaire.question_types.constant_sum import ConstantSum
from surveys.questionnaire.question_types.date import Date
from surveys.questionnaire.question_types.dropdown import Dropdown
from surveys.questionnaire.question_types.hidden import Hidden
from surveys.questionnaire.question_types.image_choice import ImageChoice
from surveys.questionnaire.question_types.long_text import LongText
from surveys.questionnaire.question_types.matrix import Matrix
from surveys.questionnaire.question_types.maxdiff import MaxDiff
from surveys.questionnaire.question_types.multiple_choice import MultipleChoice
from surveys.questionnaire.question_types.nps import Nps
from surveys.questionnaire.question_types.number import Number
from surveys.questionnaire.question_types.pair import Pair
from surveys.questionnaire.question_types.ranking import Ranking
from surveys.questionnaire.question_types.rating import Rating
from surveys.questionnaire.question_types.semantic_differential import SemanticDifferential
from surveys.questionnaire.question_types.short_text import ShortText
from surveys.questionnaire.question_types.single_choice import SingleChoice
from surveys.questionnaire.question_types.slider import Slider
from surveys.questionnaire.question_types.statement import Statement
from surveys.questionnaire.question_types.yes_no import YesNo

QUESTION_TYPES: tuple[type[Question], ...] = (
    Hidden,
    YesNo,
    SingleChoice,
    Dropdown,
    Ranking,
    ConstantSum,
    MultipleChoice,
    ImageChoice,
    Nps,
    SemanticDifferential,
    Rating,
    Matrix,
    Pair,
    Slider,
    MaxDiff,
    Number,
    Date,
    ShortText,
    LongText,
    Statement,
    AttentionCheck,
)

BY_NAME: Mapping[str, type[Question]] = {kind.type_name(): kind for kind in QUESTION_TYPES}


class _OfItsType:
    """Reads a question as the type that its `type` names, and describes it as one of these."""

    def __get_pydantic_core_schema__(self, _source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        choices = {name: handler.generate_schema(kind) for name, kind in BY_NAME.items()}
        return core_schema.tagged_union_schema(choices, discriminator="type")


AnyQuestion = Annotated[Question, _OfItsType()]
"""A question in a definition that is read: one of the types above."""
