"""Open answers with planted themes, in made-up and in real languages."""

import numpy as np
import pandas as pd

CHINESE = (
    ("气候变化", "全球变暖", "空气污染", "海平面上升", "环境破坏", "森林减少"),
    ("贫困人口", "没有钱", "失业问题", "收入太低", "物价上涨", "贫富差距"),
    ("战争冲突", "恐怖主义", "核武器", "难民危机", "国家之间打仗", "和平谈判"),
)
ARABIC = (
    ("تغير المناخ", "الاحتباس الحراري", "تلوث الهواء", "ارتفاع البحر", "تدمير البيئة", "قطع الأشجار"),
    ("الفقر الشديد", "قلة المال", "البطالة", "انخفاض الدخل", "غلاء الأسعار", "الجوع"),
    ("الحروب", "الإرهاب", "السلاح النووي", "أزمة اللاجئين", "القتال بين الدول", "غياب السلام"),
)


def made_up(*, n: int, k: int, seed: int, mixed: float = 0.2) -> tuple[pd.Series, np.ndarray]:
    """Answers in a made-up language with endings and little words; a share of them borrows a word of another theme."""
    rng = np.random.default_rng(seed)
    stems = [[_stem(rng) for _ in range(12)] for _ in range(k)]
    little = [_stem(rng)[:2] for _ in range(20)]
    themes = rng.integers(0, k, n)
    texts = []
    for theme in themes:
        words = [
            rng.choice(stems[theme]) + rng.choice(["", "n", "ssa", "ta", "t", "lla"]) for _ in range(rng.integers(3, 6))
        ]
        words += list(rng.choice(little, rng.integers(1, 5)))
        if rng.random() < mixed:
            words.append(str(rng.choice(stems[rng.integers(k)])))
        rng.shuffle(words)
        texts.append(" ".join(words))
    return _series(texts), themes


def phrased(phrases: tuple[tuple[str, ...], ...], *, n: int, seed: int, joint: str) -> tuple[pd.Series, np.ndarray]:
    """Answers made of two or three phrases of one theme."""
    rng = np.random.default_rng(seed)
    themes = rng.integers(0, len(phrases), n)
    texts = [joint.join(rng.choice(phrases[theme], rng.integers(2, 4), replace=False)) for theme in themes]
    return _series(texts), themes


def aimless(*, n: int, seed: int) -> pd.Series:
    """Words thrown together: no themes at all."""
    rng = np.random.default_rng(seed)
    words = [_stem(rng) for _ in range(60)]
    return _series([" ".join(rng.choice(words, 5)) for _ in range(n)])


def _series(texts: list[str]) -> pd.Series:
    return pd.Series(texts, index=pd.Index([f"p{place}" for place in range(len(texts))], name="respondent"))


def _stem(rng: np.random.Generator) -> str:
    return "".join(rng.choice(list("bdfgklmnprstv")) + rng.choice(list("aeiou")) for _ in range(3))
