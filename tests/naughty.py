"""Texts that have broken programs: quotes, markup, formulas, directions, signs of every plane, words for values."""

# ruff: noqa: E501 - a list is read at a glance

WORDS = (
    "undefined", "null", "NULL", "nil", "None", "NaN", "nan", "Infinity", "-inf", "true", "False", "NA", "#N/A", "<NA>",
    "0", "-1", "1.00", "1/2", "1E2", "1e309", "-0", "0x10", "007", "1,000", "1.000.000", "1_000", "²", "１２３", "١٢٣", "½",
    "2026-02-30", "12:30", "1-5", "99999999999999999999", "--", "- -", ".", "..", "../../etc/passwd", "C:\\nul", "con",
)  # fmt: skip
PROGRAMS = (
    "=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "'=1", "''=1", " =1", "|calc", "%0A=1", "=cmd|' /C calc'!A0", "＝1+1", "＋1",
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "javascript:alert(1)", "{{7*7}}", "${7*7}", "%s%n",
    "{0}", "%(name)s", "$(id)", "`id`", "'; DROP TABLE response;--", "1' OR '1'='1", "\\", "\\\\", "\\n", "\\x00", "&lt;",
    "&amp;amp;", "<!--", "]]>", "<?xml version='1.0'?>", "/*", "--%>", "\x1b[31m", "__class__", "_x0041_", "_x000D_",
)  # fmt: skip
MARKS = (
    '"', "'", '""', '"a"', 'a"b', "a,b", "a;b", "a\tb", "a|b", "a\nb", "a\r\nb", "a\rb", '"\n"', ',"', '",', "“a”", "a\\", "#", "?",
    "a\x00b", "\x07", "\ufeff", "\ufeffa", "a\u2028b", "a\x85b", "\u200b", "a\u200db", "\u202eabc", "\u2066a\u2069", "\u00ad",
)  # fmt: skip
SIGNS = (
    "田中さんにあげて下さい", "사회과학원 어학연구소", "表ポあA鷗ŒéＢ逍Üßªąñ丂㐀𠀀", "Ω≈ç√∫˜µ", "Ⱥ Ⱦ", "ﬀ", "é", "e\u0301", "İ", "ẞ", "ǆ",
    "مُنَاقَشَةُ سُبُلِ", "הָיְתָה", "בְּרֵאשִׁית abc", "👩🏽‍🚀", "👨‍👩‍👧‍👦", "🇲🇹", "❤️", "\U0001f600" * 50, "Z\u0351\u036b\u0343\u036a", "ம்", "กำ",
    "\U0010ffff", "\ue000", "\ufdfd", "\ufffd", "x" * 1_900, "中" * 600, " a ", "a  b",
)  # fmt: skip
NAUGHTY = (*WORDS, *PROGRAMS, *MARKS, *SIGNS)
