"""Simulated answers to `studies/how_we_shop.yaml`: three kinds of people, known, in the columns of an import."""

import pandas as pd

from research.simulate import simulate_answers

THRIFT = ("compares", "saves", "waits", "spends")
NOVELTY = ("tries", "looks", "tires", "stays")
REVERSED = ("spends", "stays")
SEED = 20


def shoppers(n: int) -> pd.DataFrame:
    """One line per person, as `whyprint import` takes them."""
    study = simulate_answers(
        n=n, n_items=8, n_factors=2, n_segments=3, seed=SEED, loading=0.85, reverse_share=0.0, missing_share=0.0
    )
    items = [name for pair in zip(THRIFT, NOVELTY, strict=True) for name in pair]
    answers = study.answers.set_axis(items, axis="columns").astype(int)
    for name in REVERSED:
        answers[name] = 6 - answers[name]
    people = study.demographics[["gender", "age"]].astype(int)
    return answers.join(people).assign(bought_new=study.outcome.astype(int), why="It was there when I needed it.")
