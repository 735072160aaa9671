"""Only the answers of public surveys that R and we both compute from; read where they are, never copied here."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd


@dataclass(frozen=True, kw_only=True)
class RealSet:
    """Answers as numbers, what to do with them, and groups for invariance."""

    answers: pd.DataFrame
    factors: int
    scales: Mapping[str, list[str]] = field(default_factory=dict)
    ordinal: bool = True
    groups: pd.Series | None = None
    segments: int | None = 4

    @property
    def complete(self) -> pd.DataFrame:
        return self.answers.dropna().reset_index(drop=True)


def _coffee(data: Path) -> RealSet:
    frame = pd.read_csv(data / "gactt-coffee" / "gactt.csv", low_memory=False)
    asked = {"Bitterness": "bitter", "Acidity": "acid", "Personal Preference": "liked"}
    scales = {short: [f"{short}{letter}" for letter in "ABCD"] for short in asked.values()}
    answers = pd.DataFrame(
        {
            f"{short}{letter}": frame[f"Coffee {letter} - {question}"]
            for question, short in asked.items()
            for letter in "ABCD"
        }
    )
    return RealSet(answers=_rated(answers), factors=4, scales={name: scales[name] for name in ("bitter", "acid")})


def _interests(data: Path) -> RealSet:
    frame = pd.read_csv(data / "young-people-survey" / "responses.csv")
    answers = frame.iloc[:, 31:63].rename(columns=_plain)
    scales = {
        "nature": ["Biology", "Chemistry", "Medicine"],
        "arts": ["Reading", "Art_exhibitions", "Writing", "Theatre", "Musical_instruments"],
        "computers": ["Internet", "PC", "Cars", "Science_and_technology"],
    }
    return RealSet(answers=_rated(answers), factors=7, scales=scales, groups=frame["Gender"])


def _mcdonalds(data: Path) -> RealSet:
    frame = pd.read_csv(data / "mcdonalds-msa" / "mcdonalds.csv").iloc[:, :11]
    return RealSet(answers=(frame == "Yes").astype(float), factors=2)


def _teaching(data: Path) -> RealSet:
    frame = pd.read_csv(data / "turkiye-student-evaluation" / "turkiye-student-evaluation_generic.csv")
    answers = frame.iloc[:, 5:].rename(
        columns=dict(zip(frame.columns[5:], (f"Q{n}" for n in range(1, 29)), strict=True))
    )
    scales = {"course": [f"Q{n}" for n in range(1, 13)], "teacher": [f"Q{n}" for n in range(13, 29)]}
    return RealSet(answers=answers.astype(float), factors=2, scales=scales, segments=3)


def _mobility(data: Path) -> RealSet:
    frame = pd.read_csv(data / "optima-mobility" / "optima.dat", sep="\t").drop_duplicates("ID")
    answers = frame.filter(regex=r"^(Envir|ResidCh|LifSty)\d+$")
    scales = {"green": ["Envir01", "Envir02", "Envir05", "Envir06"], "town": [f"ResidCh0{n}" for n in (1, 4, 5, 6)]}
    return RealSet(
        answers=_rated(answers.reset_index(drop=True)),
        factors=4,
        scales=scales,
        groups=frame["LangCode"].map({1: "fr", 2: "de"}).reset_index(drop=True),
    )


def _work_ethic(data: Path) -> RealSet:
    frame = pd.read_csv(data / "op-pwe" / "data.csv", sep="\t")
    answers = _rated(frame[[f"Q{n}A" for n in range(1, 20)]])
    scales = {
        "effort": ["Q10A", "Q16A", "Q17A", "Q11A", "Q6A"],
        "leisure": ["Q2A", "Q9A", "Q15A"],
        "money": ["Q1A", "Q3A", "Q14A"],
    }
    return RealSet(answers=answers, factors=3, scales=scales, groups=frame["gender"].map({1: "man", 2: "woman"}))


def _rated(frame: pd.DataFrame) -> pd.DataFrame:
    """Answers from 1 to 5; all other codes mean that there is none."""
    values = frame.astype(float)
    return values.where(values.isin(range(1, 6)))


def _plain(name: str) -> str:
    return re.sub(r"\W+", "_", name)


REAL_SETS: Mapping[str, Callable[[Path], RealSet]] = {
    "coffee": _coffee,
    "interests": _interests,
    "mcdonalds": _mcdonalds,
    "teaching": _teaching,
    "mobility": _mobility,
    "work_ethic": _work_ethic,
}
"""Name -> reader of the folder of real data sets."""


def simulated_gaps(*, n: int = 1_200, seed: int = 17) -> RealSet:
    """Answers of nobody: 9 items on 3 factors, a tenth missing at random given the first item of each factor."""
    rng = np.random.default_rng(seed)
    pattern = np.kron(np.eye(3), np.array([[0.8], [0.7], [0.6]]))
    phi = np.array([[1, 0.4, 0.2], [0.4, 1, 0.3], [0.2, 0.3, 1]])
    factors = rng.standard_normal((n, 3)) @ np.linalg.cholesky(phi).T
    noise = rng.standard_normal((n, 9)) * np.sqrt(1 - (pattern**2).sum(axis=1))
    values = factors @ pattern.T + noise
    likely = 0.2 / (1 + np.exp(-2 * values[:, [0, 0, 0, 3, 3, 3, 6, 6, 6]]))
    hidden = rng.random((n, 9)) < likely
    hidden[:, [0, 3, 6]] = False
    answers = pd.DataFrame(np.where(hidden, np.nan, values), columns=[f"x{item}" for item in range(1, 10)])
    scales = {f"s{place}": [f"x{3 * place + item}" for item in (1, 2, 3)] for place in range(3)}
    groups = pd.Series(np.where(rng.random(n) < 0.5, "left", "right"))
    return RealSet(answers=answers, factors=3, scales=scales, ordinal=False, groups=groups, segments=3)
