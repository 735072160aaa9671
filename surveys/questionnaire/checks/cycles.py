"""Circles in a graph: only which nodes wait for themselves."""

from collections.abc import Mapping


def in_a_circle(needs: Mapping[str, set[str]]) -> frozenset[str]:
    """The nodes left when all that wait for nothing, or that nothing waits for, are taken away."""
    forward = {node: {other for other in others if other in needs} for node, others in needs.items()}
    left = _without_free_nodes(forward)
    backward: dict[str, set[str]] = {node: set() for node in left}
    for node in left:
        for other in forward[node] & left:
            backward[other].add(node)
    return frozenset(_without_free_nodes(backward))


def _without_free_nodes(needs: Mapping[str, set[str]]) -> set[str]:
    waiting = {node: len(others) for node, others in needs.items()}
    waited_for: dict[str, list[str]] = {node: [] for node in needs}
    for node, others in needs.items():
        for other in others:
            waited_for[other].append(node)
    free = [node for node, count in waiting.items() if count == 0]
    while free:
        for node in waited_for[free.pop()]:
            waiting[node] -= 1
            if waiting[node] == 0:
                free.append(node)
    return {node for node, count in waiting.items() if count > 0}
