"""Random studies in which small groups are everywhere, for searching what a report says of them.

They count people by the million, and a small group is one below ten million: a number of seven digits in a text is then
the size of a small group and nothing else, while "3" might be a count of questions.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from string import Formatter
from typing import Any

from research.disclosure import Rules
from research.errors import Caution, caution
from research.plan import AnalysisPlan
from research.said import Among, Count
from research.summary.personas import attitude
from research.summary.schema import Summary
from research.summary.schema.segmented import Profile
from research.words.catalogue import CATALOGUE
from research.words.marking import Plural, Told
from tests.open_samples import sample_question
from tests.summaries import part, summary_of

MILLION = 1_000_000
FEWEST, ENOUGH = MILLION, 10 * MILLION
SMALL = range(FEWEST, ENOUGH)
RULES = Rules(smallest_group=ENOUGH, percent_base=3 * ENOUGH, index_base=10 * ENOUGH, quote_base=ENOUGH)
ASKED = {"v0": ("who", "nominal", "demographics", 3), "v1": ("who", "binary", "demographics", 2),
         "v2": ("maker", "ordinal", "values", 5), "v3": ("why", "binary", "needs", 2)}  # fmt: skip
LISTED = {"and", "all"}
"""How a sentence tells several texts."""
SPREAD = {"q05": 1.0, "q25": 2.0, "q50": 3.0, "q75": 4.0, "q95": 5.0}


def crowd(seed: int) -> Summary:
    """A study before the gate."""
    return Crowd.thrown(seed).told()


@dataclass(frozen=True)
class Crowd:
    """Segments of any size, and the die that every further number is thrown with."""

    die: Random
    sizes: Mapping[str, int]
    silent: int
    few: int
    """Flagged people, whom sentences before the gate count as well."""

    @classmethod
    def thrown(cls, seed: int) -> "Crowd":
        die = Random(seed)
        few, many = (FEWEST, ENOUGH - 1), (ENOUGH, 40 * ENOUGH)
        sizes = [die.randint(*die.choice([few, many, many])) for _ in range(die.randint(2, 4))]
        named = {f"S{place}": n for place, n in enumerate(sorted(sizes, reverse=True), 1)}
        return cls(die, named, silent=die.randint(0, 2 * ENOUGH), few=die.randint(*few))

    def some(self, people: int) -> int:
        """Few of them, all but few, or any number."""
        few = self.die.randint(0, min(people, ENOUGH - 1))
        return self.die.choice([few, people - few, self.die.randint(0, people)])

    def split(self, people: int, parts: int) -> list[int]:
        """People over so many answers."""
        cuts = sorted(self.some(people) for _ in range(parts - 1))
        return [high - low for low, high in zip([0, *cuts], [*cuts, people], strict=True)]

    def told(self) -> Summary:
        assigned = sum(self.sizes.values())
        profiles = [self._profile(variable) for variable in ASKED]
        return summary_of({
            "data": self._data(assigned),
            "screening": {"n_flagged": self.few, "excluded": True},
            "factors": {"names": ["F1"], "labels": {"F1": "Order"}},
            "segments": self._segments(assigned, profiles),
            "personas": [self._persona(code, n, profiles) for code, n in self.sizes.items()],
            "contrast": {"bought": {"text": "Bought it", "n": assigned - self.some(assigned), "winner": "both"}},
            "typing_tool": self._typing_tool(assigned),
            "warnings": [self._caution(code, told) for code, told in CATALOGUE.items() if told.hidden],
            "provenance": {"plan": AnalysisPlan().to_dict(), "methods": self._sentence()},
        })  # fmt: skip

    def _sentence(self) -> str:
        return f"{self.few:,} people did so."

    def _caution(self, code: str, told: Told) -> Caution:
        """With a few people wherever its words have a figure."""
        text = told.text.many if isinstance(told.text, Plural) else told.text
        found = {name: spec or "" for _words, name, spec, _how in Formatter().parse(text) if name}
        listed = {name: ["one", "two"] for name, spec in found.items() if LISTED & set(spec.split())}
        names = found.keys() - listed.keys()
        shares = {name.split(".")[0]: Among(self.few, 10 * self.few) for name in names if "." in name}
        counts = {name: Count(self.few) for name in names - shares.keys() - told.names_when_hidden if "." not in name}
        return caution(code, severity="note", **shares, **counts, **listed)

    def _data(self, assigned: int) -> dict[str, Any]:
        analysed = assigned + self.silent
        groups = enumerate(self.split(analysed, 3))
        margins = [{"variable": "v0", "text": "Region", "code": code, "label": f"{code}", "n": n} for code, n in groups]
        cost = {"effective_n": analysed - self.some(analysed), "trimmed": self.some(analysed)}
        return {
            "n": analysed + self.some(2 * ENOUGH),
            "n_analysed": analysed,
            "n_assigned": assigned,
            "facets": {"demographics": 2, "values": 1, "needs": 1},
            "weighting": {"margins": margins, **cost},
        }

    def _segments(self, assigned: int, profiles: list[Profile]) -> dict[str, Any]:
        shares = {code: {"share": n / assigned, "low": 0.1, "high": 0.9} for code, n in self.sizes.items()}
        answered = {code: self.some(n) for code, n in self.sizes.items()}
        speak = {f"T{place}": [self.some(n) for n in answered.values()] for place in (1, 2)}
        return {
            "k": len(self.sizes),
            "verdict": "natural",
            "codes": list(self.sizes),
            "sizes": dict(self.sizes),
            "shares": shares,
            "jaccard": dict.fromkeys(self.sizes, 0.9),
            "n_unassigned": self.silent,
            "profiles": profiles,
            "same_passport": [self._passport(shares) for _ in range(3)],
            "certainty": {"replicates": 100, "certain_share": self.some(assigned) / assigned},
            "open_text": [sample_question(counts=speak, bases=answered, unplaced=self.some(2 * ENOUGH))],
        }

    def _profile(self, variable: str) -> Profile:
        role, kind, facet, options = ASKED[variable]
        counts = {code: self.split(n - self.some(n) // 9, options) for code, n in self.sizes.items()}
        population = [sum(column) for column in zip(*counts.values(), strict=True)]
        return part(
            Profile,
            variable=variable,
            text=f"Question {variable}",
            role=role,
            type=kind,
            facet=facet,
            options=[{"code": code, "label": f"answer {code}"} for code in range(options)],
            counts=counts,
            bases={code: sum(row) for code, row in counts.items()},
            shares={code: [n / max(sum(row), 1) for n in row] for code, row in counts.items()},
            population=population,
            population_base=sum(population),
            population_shares=[n / max(sum(population), 1) for n in population],
        )

    def _passport(self, shares: Mapping[str, Mapping[str, float]]) -> dict[str, Any]:
        counts = {code: self.some(n) for code, n in self.sizes.items()}
        n = sum(counts.values()) + self.some(2 * ENOUGH)
        return {
            "cell": "women of 25 to 34",
            "n": n,
            "counts": counts,
            "shares": {code: count / max(n, 1) for code, count in counts.items()},
            "population_shares": {code: own["share"] for code, own in shares.items()},
        }

    def _rarity(self, n: int, answered: int) -> dict[str, Any]:
        others = sum(self.sizes.values()) - n
        line = {"variable": "v2", "text": "Plans", "label": "yes", "type": "nominal", "place": 1, "more": True}
        outside = others - self.some(others)
        counted = {"n_match": self.some(answered), "n": answered, "n_others": outside}
        return {**counted, "n_match_others": self.some(outside), "typical": 1.0, "typical_others": 0.0, "lines": [line]}

    def _persona(self, code: str, n: int, profiles: list[Profile]) -> dict[str, Any]:
        answered = n - self.some(n)
        return {
            "code": code,
            "name": "Careful Planners",
            "n": n,
            "share": n / sum(self.sizes.values()),
            "low": 0.1,
            "high": 0.9,
            "jaccard": 0.9,
            "light": "green",
            "rarity": self._rarity(n, answered),
            "statements": [{"text": "They plan.", "variable": "v2", "statistic": "difference", "base": answered}],
            "defines": [self._defining(variable, n) for variable in ("v2", "v3")],
            "attitudes": [attitude(table, code, reverse=False) for table in profiles if table.type == "ordinal"],
            "scores": {"F1": {"value": 0.5, "low": 0.4, "high": 0.6, "q05": -1.0, "q95": 2.0}},
        }

    def _defining(self, variable: str, people: int) -> dict[str, Any]:
        answered, everybody = people - self.some(people), sum(self.sizes.values())
        kind = ASKED[variable][1]
        told = {"value": self.some(answered) / max(answered, 1)} if kind == "binary" else {"value": 3.0, **SPREAD}
        return {
            "variable": variable,
            "text": f"Question {variable}",
            "type": kind,
            "effect": 1.0,
            "marker": True,
            "n": answered,
            "base_n": everybody - self.some(everybody),
            "scale_low": 0,
            "scale_high": 1,
            **told,
        }

    def _typing_tool(self, people: int) -> dict[str, Any]:
        known = self.some(people)
        return {
            "items": ["v2"],
            "texts": ["Question v2"],
            "n": people,
            "hit_rate": 0.8,
            "majority": 0.4,
            "threshold": 0.6,
            "n_classified": known,
            "classified_share": known / people,
            "hit_rate_classified": 0.9,
        }
