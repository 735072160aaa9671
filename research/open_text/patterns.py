"""The forms of personal data that are told by their shape: addresses on the net, numbers, streets.

The patterns are our own because nobody says from which country an answer comes: of 58 planted numbers, libphonenumber's
matcher without a region finds 29, these all.
"""

import re
from collections.abc import Sequence

from research.open_text.cues import (
    ACCOUNT_CUES,
    ID_CUES,
    PHONE_CUES,
    STREET_ENDINGS,
    STREET_STARTS,
    STREET_WORDS,
)

TOP_LEVELS = (
    "com|org|net|edu|gov|info|io|co|fi|se|dk|de|ch|fr|es|pt|nl|pl|cz|ru|ua|uk|ca|au|nz|cn|jp|kr|tw|hk|eu|app|dev|gg|br|"
    "mx|ar|cl|tr|sa|ae|eg|il|ir|id|vn|th|ph|za|ng|ke|gr|hu|ro|bg|hr|ee|lv|lt|xyz|biz|tv"
)
CURRENCY = r"(?:[€$£¥₹₽]|e\b|eur|euro|euroa|usd|dollar|dollars|pounds?|kr\b|sek|nok|dkk|rub|yen|元|块|ريال|%)"
NAME = r"[^\W\d_](?:[^\W_]|['’.-](?=[^\W\d_])){0,40}"
CAPITAL = r"(?=[^\W\d_])(?-i:[A-ZÀ-ÞĀ-ŽΑ-ΩА-ЯЁІЇЄҐ])(?:[^\W\d_]|['’-](?=[^\W\d_])){1,40}"

Pattern = re.Pattern[str]


def _any(words: Sequence[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


def _cue(words: Sequence[str]) -> str:
    """A cue stands at the beginning of a word, except in scripts that have no spaces."""
    unspaced = [word for word in words if "\u3040" <= word[0] <= "\ud7af"]
    spaced = [word for word in words if word not in unspaced]
    return rf"(?:(?<!\w){_any(spaced)}|{_any(unspaced)})"


def _compile(*patterns: str) -> tuple[Pattern, ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


LINKS = _compile(
    r"\b(?:https?|ftp)://[^\s<>\"]+",
    r"\bwww\.[^\s<>\"]+",
    rf"(?<![@\w.-])(?:[\w-]{{1,63}}\.){{1,8}}(?:{TOP_LEVELS})\b(?:/[^\s<>\"]*)?(?!@)",
)
LOCAL = r"[^\s@<>,;:()\[\]\"“”，。；：]"
E_MAILS = _compile(
    rf"(?<!{LOCAL}){LOCAL}{{1,64}}\s?@\s?{LOCAL}{{1,250}}\.{LOCAL}{{2,63}}",
    r"(?<![\w.+-])[\w.+-]{1,64}\s{0,3}[(\[{]\s*(?:at|ät|a|arroba|собака)\s*[)\]}]\s*[\w-]+(?:\s*(?:\.|[(\[{]\s*(?:dot|piste|punkt|punto|point)"
    r"\s*[)\]}])\s*[\w-]+)+",
    rf"(?<![\w.+-])[\w.+-]{{1,64}}\s{{1,3}}(?:at|ät|arroba)\s+[\w-]+(?:\s+(?:dot|piste|punkt|punto|point)\s+[\w-]+)*\s+(?:dot|piste|punkt|punto|"
    rf"point)\s+(?:{TOP_LEVELS})\b",
)
ACCOUNTS = _compile(
    r"(?<![\w@])@[\w.]{2,30}",
    rf"{_cue(ACCOUNT_CUES)}(?:\s*(?:name|id|handle|nick|account|user(?:name)?|tili|号|號))?\s*(?:[:=：]|\bis\b|是"
    r"|\bon\b(?=\s+\w*[\d_.]))\s*([\w.#@-]{3,})",
    rf"{_cue(ACCOUNT_CUES)}号?\s*([a-z][\w.-]*[\d_][\w.-]*)",
)
DATES = _compile(
    r"(?<!\d)\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:19|20)?\d{2}(?!\d)",
    r"(?<!\d)(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)",
    r"(?<!\d)\d{1,2}(?:\.|st|nd|rd|th)?\s+(?:de\s+|of\s+)?[^\W\d_]{3,12}\.?,?\s+(?:de\s+)?(?:19|20)\d{2}(?!\d)",
    r"\b[^\W\d_]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d{2}(?!\d)",
    r"(?:19|20)\d{2}\s?[年년]\s?\d{1,2}\s?[月월](?:\s?\d{1,2}\s?[日号號일])?",
)
NUMBERS = _compile(
    r"(?<!\w)\d{6}[-+A-FU-Y]\d{3}[0-9A-Z](?!\w)",
    r"(?<!\w)\d{6,8}[-+]\d{4}(?!\w)",
    r"(?<!\w)\d{3}-\d{2}-\d{4}(?!\w)",
    r"(?<!\w)(?-i:[A-Z]{2})\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,4})?(?!\w)",
    r"(?<!\w)\d(?:[ -]?\d){12,18}(?!\w)",
    r"(?<!\w)\d{17}[\dx](?!\w)",
    r"(?<!\w)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?!\w)",
    r"(?<!\w)(?:\d{1,3}\.){3}\d{1,3}(?!\w)",
    r"(?<!\w)[a-z]{1,4}-?\d{4,}[a-z0-9]*(?:-[a-z0-9]+)*(?!\w)",
    r"(?<!\w)\d{5,}-?[a-z](?!\w)",
    r"(?<!\w)(?-i:[A-Z]{2,3})-\d{2,4}(?!\w)",
    r"(?<!\w)(?-i:[A-Z]{2}\d{2}\s?[A-Z]{3})(?!\w)",
    r"#\s?\d{3,}",
    rf"{_cue(ID_CUES)}(?:\s*(?:no\.?|number|nr\.?|nro\.?|numero|número|n°|№|id|code|号|號))?\s*(?:[:#=：]|\bis\b|\bon\b"
    r"|是)?\s*((?=[\w/-]*\d[\w/-]*\d)[\w/-]{3,})",
    rf"(?<![\d.,])(?!\d+\s?{CURRENCY})(?<![€$£¥]\s)(?<![€$£¥])\d{{6,}}(?![\d]|[.,]\d)",
)
PHONES = _compile(
    r"(?<![\w+])(?:\+|00)\s?\d[\d ().\-/]{5,20}\d(?!\w)",
    r"(?<![\w.,])\(?0\d{1,4}\)?(?:[ .\-/]?\d){5,10}(?!\w)",
    r"(?<!\w)(?:1[ .-])?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?!\w)",
    r"(?<!\d)1\d{2}[ -]?\d{4}[ -]?\d{4}(?!\d)",
    r"(?<!\w)[78][ -]?\(?\d{3}\)?[ -]?\d{3}[ -]?\d{2}[ -]?\d{2}(?!\w)",
    r"(?<!\w)[6-9]\d{4}[ -]\d{5}(?!\w)",
    rf"(?<![\w.,])\d{{3,4}}(?:[ .-]\d{{2,4}}){{2,4}}(?!\w)(?!\s?{CURRENCY})",
    r"(?<![\w.,])\d{2}(?:[ .-]\d{2}){3,4}(?!\w)",
    rf"{_cue(PHONE_CUES)}(?:\s*(?:number|no\.?|nr\.?|numero(?:ni)?|号码?|是|on|is|ist|es|هو))?\s*[:：=]?\s*"
    r"(\+?\d[\d ().\-/]{4,18}\d)",
)
ADDRESSES = _compile(
    rf"(?<!\w)\d{{1,5}}[a-z]?,?\s+(?:{CAPITAL}\s+){{1,3}}(?-i:{_any([w.capitalize() for w in STREET_WORDS])})(?!\w)\.?"
    r"(?:,?\s+(?:apt|apartment|flat|unit|suite)\.?\s*#?\w+)?",
    r"(?<!\w)\d{1,5}[a-z]?\s+[a-z]+\s+(?:street|road|avenue|lane|boulevard)(?!\w)",
    rf"(?<!\w)(?:{CAPITAL}\s+){{0,2}}[^\W\d_]{{0,40}}{_any(STREET_ENDINGS)}\s?\d{{1,4}}(?!\d)(?:\s?[a-z](?!\w))?"
    r"(?:\s?\d{1,3}(?!\d))?",
    rf"(?<!\w)\d{{1,4}}(?:\s?bis)?,?\s+{_any(STREET_STARTS)}\s+(?:(?:de|du|des|la|le|los|las|del|della|dos|da|do)\s+|d['’]"
    rf"|l['’])*{NAME}(?:\s+{CAPITAL})*",
    rf"(?<!\w){_any(STREET_STARTS)}\s+(?:(?:de|du|des|la|le|los|las|del|della|di|dei|dos|da|do|im\.)\s+|d['’]|l['’])*{NAME}"
    rf"(?:\s+{NAME}){{0,3}},?\s+(?:n[.º°o]*\s*|д\.?\s*|№\s*|رقم\s*)?\d{{1,4}}(?!\d)(?:\s?[a-zа-я](?!\w))?",
    r"[\u4e00-\u9fff]{1,6}(?:路|街|大道|巷|弄|胡同)\s?\d{1,5}\s?(?:号|號|弄|巷)?(?:\s?\d{1,4}\s?(?:室|楼|樓|单元|單元))*",
    r"(?<!\w)(?:p\.?\s?o\.?\s?box|postfach|pl|apartado|boîte postale|а/я)\s*\d{1,6}(?!\w)",
    r"(?<!\w)(?-i:[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})(?!\w)",
    r"(?<!\w)(?-i:[A-Z]{2})\s\d{5}(?:-\d{4})?(?!\w)",
    rf"(?<![\w.,])(?:(?:FIN?|SE?|DE?|FR?|ES?|IT?|CH|AT?|NO|DK)-?)?\d{{3}}\s?\d{{2}}\s+{CAPITAL}(?!\w)",
    rf"(?<![\w.,])\d{{4}}\s?(?-i:[A-Z]{{2}})(?:\s+{CAPITAL})?(?!\w)",
)
SHAPES: tuple[tuple[str, tuple[Pattern, ...]], ...] = (
    ("e-mail", E_MAILS),
    ("link", LINKS),
    ("account", ACCOUNTS),
    ("address", ADDRESSES),
    ("date", DATES),
    ("number", NUMBERS[:-1]),
    ("phone", PHONES),
    ("number", NUMBERS[-1:]),
)
"""Kinds in the order in which they are looked for: what an earlier one took, a later one does not see."""
