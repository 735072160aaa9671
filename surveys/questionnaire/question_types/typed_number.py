"""Numbers as people type them: only how they are read, without guessing, and written again."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

_PLAIN = re.compile(r"[+-]?(?:[0-9]{1,15}(?:\.[0-9]{0,15})?|\.[0-9]{1,15})", re.ASCII)
_SIGNS = str.maketrans({"−": "-", "﹣": "-", "－": "-", "＋": "+", "٫": ".", "，": ",", "．": "."})
_THOUSANDS = 3
MOST_DIGITS = 15
"""As many as a number can carry without being changed by storing it."""


@dataclass(frozen=True)
class TypedNumber:
    value: int | float
    decimals: int
    """Decimal places that carry a value."""


def read_number(raw: str) -> TypedNumber | None:
    """The number, or None where the text is not plainly one number.

    A comma or a point divides the decimals; digits of any script count when they are decimal digits
    (`²` is not). Exponents, infinities and more than 15 digits are refused. `1,000` has three decimals, all
    zero: it is not taken for 1, because its writer may have meant a thousand.
    """
    text = "".join(_plain_digit(sign) for sign in raw.translate(_SIGNS) if not sign.isspace())
    if text.count(",") + text.count(".") > 1:
        return None
    text = text.replace(",", ".")
    if not _PLAIN.fullmatch(text) or len(text.lstrip("+-").replace(".", "").strip("0")) > MOST_DIGITS:
        return None
    fraction = text.partition(".")[2]
    decimals = len(fraction) if len(fraction) == _THOUSANDS else len(fraction.rstrip("0"))
    number = Decimal(text)
    return TypedNumber(_shortest(number), decimals)


def write_number(value: int | float) -> str:
    """The number with a decimal point and no exponent, such that `read_number` gives it back."""
    if isinstance(value, int):
        return str(value)
    text = format(Decimal(repr(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _shortest(number: Decimal) -> int | float:
    near = float(number)
    return int(near) if near.is_integer() else near


def _plain_digit(sign: str) -> str:
    digit = unicodedata.decimal(sign, None)
    return sign if digit is None else str(digit)
