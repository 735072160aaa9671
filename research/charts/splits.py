"""What becomes of segments when there is one more of them: who splits, who merges."""

from collections.abc import Sequence
from dataclasses import dataclass

from research.charts.canvas import Canvas
from research.charts.svg import Align, Area, Line, Picture, Point, short
from research.charts.theme import BAND, GROUND, INK, MARK, MUTED, SMALL, Frame, persona_colour
from research.charts.words import words
from research.summary.schema.segmented import Transition

TOP, ROOM, GAP = 46.0, 260.0, 7.0
EDGE, NODE = 10.0, 20.0
FURTHER, LEAST_SHOWN = 2, 5
"""How many numbers of segments after the one that was kept are drawn; the table has all."""
FAINTEST = 0.01
"""Streams of fewer people than this share of all are not drawn: the table has them."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """From `k` segments to one more: how many people go from each to each."""

    k: int
    people: Sequence[Sequence[int]]


@dataclass(frozen=True, kw_only=True)
class Node:
    """A segment in its column, from above."""

    segment: int
    top: float
    bottom: float


def read_steps(across: Sequence[Transition], *, chosen: int) -> list[Step]:
    """From `segments.across` of a summary; `chosen` is the number of segments that was kept."""
    most = max(chosen + FURTHER, LEAST_SHOWN)
    shown = [step for step in across if step.next <= most] or across[:1]
    return [Step(k=step.k, people=[[n or 0 for n in row] for row in step.transition]) for step in shown]


def splits(steps: Sequence[Step], frame: Frame, *, chosen: int) -> Picture:
    """A column per number of segments; streams as wide as the people who go from one segment to the next.

    The number that was kept has the colours of the segments.
    """
    canvas = Canvas(frame)
    columns = _columns(steps)
    lefts = [EDGE + number * (frame.width - NODE - 2 * EDGE) / len(steps) for number in range(len(columns))]
    for number, step in enumerate(steps):
        _streams(canvas, step, columns[number : number + 2], ends=(lefts[number] + NODE, lefts[number + 1]))
    for number, (left, column) in enumerate(zip(lefts, columns, strict=True)):
        k = steps[0].k + number
        _heading(canvas, left + NODE / 2, k, kept=k == chosen)
        for node in column:
            _node(canvas, left + NODE / 2, node, colour=persona_colour(node.segment) if k == chosen else MARK)
    height = TOP + ROOM + GAP * max(map(len, columns)) + 8
    return canvas.picture(title=words.SPLITS, description=words.SPLITS_READ, height=height)


def _columns(steps: Sequence[Step]) -> list[list[Node]]:
    """Segments of each column from above, each beside those it comes from."""
    columns = [_stack([(number, sum(people)) for number, people in enumerate(steps[0].people)])]
    for step in steps:
        middles = {node.segment: (node.top + node.bottom) / 2 for node in columns[-1]}
        came = [
            (sum(middles[parent] * n for parent, n in enumerate(people)) / (sum(people) or 1), child, sum(people))
            for child, people in enumerate(zip(*step.people, strict=True))
        ]
        columns.append(_stack([(child, size) for _, child, size in sorted(came)]))
    return columns


def _stack(sizes: Sequence[tuple[int, int]]) -> list[Node]:
    everybody = sum(size for _, size in sizes) or 1
    nodes, top = [], TOP
    for segment, size in sizes:
        nodes.append(Node(segment=segment, top=top, bottom=top + ROOM * size / everybody))
        top = nodes[-1].bottom + GAP
    return nodes


def _heading(canvas: Canvas, x: float, k: int, *, kept: bool) -> None:
    canvas.text(str(k), x, 32, size=SMALL, bold=kept, colour=INK if kept else MUTED, align="middle")
    if kept:
        width = canvas.frame.width
        align: Align = "start" if x < 24 else "end" if x > width - 24 else "middle"
        edge = {"start": EDGE, "middle": x, "end": width - EDGE}[align]
        canvas.text(words.KEPT, edge, 14, size=SMALL, bold=True, align=align)


def _node(canvas: Canvas, x: float, node: Node, *, colour: str) -> None:
    canvas.add(Line(start=(x, node.top), end=(x, node.bottom), thick=NODE, colour=colour))
    if node.bottom - node.top >= SMALL + 1:
        middle = (node.top + node.bottom) / 2
        canvas.text(str(node.segment + 1), x, middle, size=SMALL, bold=True, colour=GROUND, align="middle")


def _streams(canvas: Canvas, step: Step, columns: Sequence[Sequence[Node]], *, ends: Point) -> None:
    everybody = sum(map(sum, step.people)) or 1
    leaving, coming = ({node.segment: node.top for node in column} for column in columns)
    for parent in leaving:
        for child in coming:
            share = step.people[parent][child] / everybody
            wide = ROOM * share
            if share >= FAINTEST:
                path = _stream((ends[0], leaving[parent]), (ends[1], coming[child]), wide=wide)
                canvas.add(Area(path=path, fill=BAND, line=MARK, thick=0.5))
            leaving[parent] += wide
            coming[child] += wide


def _stream(start: Point, end: Point, *, wide: float) -> str:
    """A band that bends from one column to the next: its upper edge there, its lower edge back."""
    (left, top), (right, foot) = start, end
    first, second = short(left + (right - left) / 3), short(right - (right - left) / 3)
    there = f"M{short(left)} {short(top)}C{first} {short(top)} {second} {short(foot)} {short(right)} {short(foot)}"
    back = f"C{second} {short(foot + wide)} {first} {short(top + wide)} {short(left)} {short(top + wide)}"
    return f"{there}V{short(foot + wide)}{back}z"
