"""The columns of an export that a variable fills."""

from surveys.questionnaire.question_types.values import Variable, VariableKind, WideColumn


def option_column(question: str, code: int) -> str:
    """The name of the 0/1 column of one option; a negative code is written with `m`."""
    return f"{question}_{code}" if code >= 0 else f"{question}_m{-code}"


def columns_of(variable: Variable) -> list[WideColumn]:
    """One column; of a choice of several, one per option."""
    if variable.kind is not VariableKind.CHOICES:
        return [WideColumn(name=variable.name, variable=variable)]
    return [
        WideColumn(name=option_column(variable.name, code), variable=variable, option=code) for code in variable.codes
    ]
