"""Whether people know themselves in the texts of the personas: what they chose beside where a rule places them."""

from research.declared import Code, Everybody, Fact, Figure, People, Share


class AlikePersona(Fact):
    """How many of the people placed here chose its text, beside how many of those placed elsewhere did."""

    code: Code
    people: People
    own: Share
    others: Share
    over: Figure
    low: Figure
    high: Figure


class Alike(Fact):
    people: Everybody
    """Who was placed and chose a text."""
    decoy: Share
    """Of them, who chose the text that describes nobody."""
    personas: list[AlikePersona]
