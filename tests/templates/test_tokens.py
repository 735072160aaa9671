"""Colours can be told apart and read: in light, in the dark, on paper, and by colour-blind people."""

import itertools
import re

import numpy as np
import pytest

from tests.templates.rendering import STATIC

MODES = ("light", "dark")
HEX = re.compile(r"(--[\w-]+):\s*(#[0-9a-f]{6});")

# Machado, Oliveira & Fernandes (2009), severity 1.0, on linear RGB.
SIGHT = {
    "usual": np.eye(3),
    "protan": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deutan": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritan": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
RGB_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
LMS_TO_OKLAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def colours(mode: str) -> dict[str, str]:
    text = (STATIC / "css/tokens.css").read_text()
    light, rest = text.split("@media screen and (prefers-color-scheme: dark)")
    dark = rest.split("@media print")[0]
    return dict(HEX.findall(light if mode == "light" else dark))


def linear(colour: str) -> np.ndarray:
    channels = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    return float(linear(colour) @ np.array([0.2126, 0.7152, 0.0722]))


def contrast(first: str, second: str) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def distance(first: str, second: str, sight: np.ndarray) -> float:
    """Euclidean distance in OKLab (Ottosson 2020) of the two colours as seen."""

    def seen(colour: str) -> np.ndarray:
        return LMS_TO_OKLAB @ np.cbrt(RGB_TO_LMS @ np.clip(sight @ linear(colour), 0, 1))

    return float(np.linalg.norm(seen(first) - seen(second)))


TEXT_PAIRS = [
    *itertools.product(
        ("--ink", "--ink-muted", "--accent", "--accent-hover", "--stop", "--success", "--warning"),
        ("--ground", "--surface", "--sunk"),
    ),
    ("--ink", "--accent-soft"),
    ("--ink-muted", "--accent-soft"),
    ("--accent", "--accent-soft"),
    *[(text, f"--{kind}-soft") for kind in ("success", "warning", "stop") for text in ("--ink", f"--{kind}")],
    ("--on-accent", "--accent"),
    ("--on-accent", "--accent-hover"),
    ("--on-stop", "--stop"),
    ("--on-stop", "--stop-hover"),
    ("--chart-ink", "--ground"),
    ("--chart-muted", "--ground"),
    *[("--ground", f"--likert-{step}") for step in (1, 2, 6, 7)],
]
MARKS = [
    "--line-strong",
    "--focus",
    "--chart-mark",
    "--chart-accent",
    "--chart-who",
    "--chart-why",
    *[f"--persona-{number}" for number in range(1, 9)],
    *[f"--likert-{step}" for step in range(1, 8)],
]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_can_be_read(mode: str, text: str, ground: str) -> None:
    found = colours(mode)
    assert contrast(found[text], found[ground]) >= 4.5


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("ground", ["--ground", "--surface"])
def test_marks_can_be_seen(mode: str, mark: str, ground: str) -> None:
    found = colours(mode)
    assert contrast(found[mark], found[ground]) >= 3


def test_the_dark_set_names_the_same_colours_as_the_light_one() -> None:
    assert set(colours("light")) == set(colours("dark"))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("sight", SIGHT)
def test_personas_stay_apart_for_colour_blind_readers(mode: str, sight: str) -> None:
    found = colours(mode)
    personas = [found[f"--persona-{number}"] for number in range(1, 9)]
    closest = min(distance(a, b, SIGHT[sight]) for a, b in itertools.combinations(personas, 2))
    assert closest >= 0.1


@pytest.mark.parametrize("mode", MODES)
def test_answers_grow_stronger_away_from_the_neutral_middle_even_in_grey(mode: str) -> None:
    found = colours(mode)
    strength = [contrast(found[f"--likert-{step}"], found["--ground"]) for step in range(1, 8)]
    assert all(outer >= inner * 1.3 for outer, inner in itertools.pairwise(strength[:3]))
    assert all(outer >= inner * 1.3 for inner, outer in itertools.pairwise(strength[4:]))
    assert strength[3] <= min(strength[1], strength[5]) / 1.3


@pytest.mark.parametrize("mode", MODES)
def test_who_and_why_differ_in_grey(mode: str) -> None:
    found = colours(mode)
    assert contrast(found["--chart-who"], found["--chart-why"]) >= 1.7


def test_paper_is_never_printed_dark() -> None:
    text = (STATIC / "css/tokens.css").read_text()
    assert "@media screen and (prefers-color-scheme: dark)" in text
    assert not re.search(r"@media \(prefers-color-scheme: dark\)", text)
