"""Every word of ours that stands in a picture: fixed ones, and sentences made of names and figures."""

# What stands for what
EVERYBODY = "everybody"
EVERYBODYS_MEAN = "everybody’s mean"
THESE_PEOPLE = "these people"
THESE_ANSWERS = "these answers"
RANDOM_ANSWERS = "random answers"
WITHOUT_GROUPS = "people without groups"
ITS_PEOPLE = "its people"
EVERYBODY_ELSE = "everybody else"
EVERYBODYS_BAR = "where everybody’s bar ends"

# Scales
LESS, MORE = "◀ less", "more ▶"
MUCH_LESS, MUCH_MORE = "much less", "much more"
LOWEST, HIGHEST = "lowest answer", "highest answer"
LOWER, HIGHER = "lower answers", "higher answers"
IN_BETWEEN = "in between"
CHANCE, ALWAYS = "0: chance", "1: always"
GUESSING, KNOWING_NOTHING = "guessing", "knowing nothing"
KEPT = "kept"
REVERSED = "(−)"

# What a picture shows, and what stands for what in it, for those who cannot see it
OVERVIEW = "Share of each persona, with its 95 % interval"
OVERVIEW_READ = "A row per persona: a dot for its share of all people, and a line for the 95 % interval."
LANES = "Mean of each persona on each dimension"
LANES_READ = (
    "A row per dimension: a numbered dot for the mean of each persona, from less on the left to more on the right; "
    "the line is everybody’s mean."
)
CANDIDATES = "Agreement of repeated groupings, for each number of groups"
BASES = "Agreement of repeated groupings, for each basis"
AGREEMENT_READ = (
    "A dot for how far repeated groupings agree, from 0, chance, to 1, always, with a line for its interval; "
    "the band is what people without groups give."
)
RETENTION = "Eigenvalues of the answers and of random answers"
RETENTION_READ = "A row per dimension: a dot for what it explains; the band is what random answers explain."
CONTEST_READ = (
    "A row per view: a dot for how much it tells out of sample, with a line for the 95 % interval; "
    "the upright line is knowing nothing."
)
SHARES_READ = (
    "A dot for the share of these people, from 0 to 100 %, a line for the 95 % interval, an upright mark for everybody."
)
SPREAD_READ = (
    "A row each: a dot for the mean with its interval, a band for the middle half of these people, a longer one for "
    "nine in ten, an upright mark for everybody’s mean."
)
INDICES_READ = "A dot for how often these people give the answer, where everybody is 100: 200 is twice as often."
THEMES_READ = "A bar for the share of people who speak of the theme; the upright mark is everybody."
ATTITUDES_READ = (
    "A bar each: shares of disagreement to the left, of agreement to the right, of the answer in between set apart; "
    "upright marks are where everybody’s bar ends."
)
HEAT = "Correlations of the items, in the order of the factors"
HEAT_READ = "A square per pair of items, the darker the stronger they go together; one colour for each sign."
GORGE = "How well everybody fits each segment"
GORGE_READ = (
    "Bars for each segment: how many people belong to it with a probability from 0 to 1, its own people at the foot."
)
SEPARATION = "Means of the segments, and where half of their people are"
SEPARATION_READ = "A numbered dot for the mean of each segment, and a ring that holds half of its people."
SPLITS = "Splits and mergers of segments from one number of segments to the next"
SPLITS_READ = "A column for each number of segments; streams are as wide as the people who go from one to the next."


def two_places(figure: float) -> str:
    """A figure to two places; what is less than nothing has a real minus."""
    return f"{figure:.2f}".replace("-", "−")


def plain(figure: float) -> str:
    """A figure as short as it is."""
    return f"{figure:g}".replace("-", "−")


def coefficient(figure: float) -> str:
    """A correlation where there is little room."""
    return two_places(figure).replace("0.", ".", 1)


def view(name: str) -> str:
    """One of the views that are compared."""
    return {"demographics": "Demographics", "psychographics": "Psychographics", "both": "Both"}[name]


def people(n: int) -> str:
    return f"{n:,} people"


def base(n: int) -> str:
    return f"n = {n:,}"


def compared(share: str) -> str:
    """Everybody's share, below that of these people."""
    return f"all {share}"


def with_interval(code: str) -> str:
    return f"{code}, 95 % interval"


def with_spread(code: str) -> str:
    return f"{code}: mean, half, 90 %"


def named(code: str, name: str) -> str:
    """A persona by its code and name."""
    return f"{code}  {name}".strip()


def groups(k: int, *, kept: bool) -> str:
    return f"{k} groups, {KEPT}" if kept else f"{k} groups"


def dimension(k: int, *, kept: bool) -> str:
    return f"Dimension {k}, {KEPT}" if kept else f"Dimension {k}"


def basis(words: str, *, recommended: bool) -> str:
    first = words[:1].upper() + words[1:]
    return f"{first} (recommended)" if recommended else first


def not_shown(share: str) -> str:
    return f"{share} in answers not shown"


def who(code: str) -> str:
    return f"{code}: Who they are, against everybody"


def why(code: str) -> str:
    return f"{code}: Why they act, against everybody"


def passport(question: str, answers: str) -> str:
    return f"{question} {answers}: share of each persona".strip()


def contest(outcome: str, measure: str) -> str:
    return f"{outcome}: {measure} out of sample"


def attitudes(code: str, n: int) -> str:
    return f"{code}: all answers to {n} questions"


def spread(code: str, n: int) -> str:
    return f"{code}: mean, spread and everybody’s mean for {n} rows"


def indices(code: str, facet: str) -> str:
    return f"{code}: index per answer, {facet}"


def themes(code: str) -> str:
    return f"{code}: share of people who speak of each theme, against everybody"


def all_themes(question: str) -> str:
    return f"Themes: {question}"


def axis(words: str, share: str, *, up: bool) -> str:
    """What an axis of the rings means, and how much of the difference it holds."""
    return f"▲ {words} ({share})" if up else f"{words} ({share}) ▶"
