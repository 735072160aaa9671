"""A quiz made of an analysis: its golden questions, its rule with "cannot tell", and a result for each persona.

Only what was published is in it: names and sentences come from the summary after the disclosure gate.
"""

import re

from research.errors import ResearchError
from research.summary.rule_file import rule_file
from research.summary.schema import Summary
from research.summary.schema.told import Persona
from surveys.errors import Conflict
from surveys.models import Analysis
from surveys.questionnaire.checks import estimate_minutes
from surveys.questionnaire.definition import Page, Questionnaire, Section
from surveys.questionnaire.elements import Option
from surveys.questionnaire.one_language import spoken_in
from surveys.questionnaire.question_types import BY_NAME, Question
from surveys.questionnaire.question_types.columns import option_column
from surveys.questionnaire.question_types.matrix import Matrix
from surveys.questionnaire.question_types.multiple_choice import MultipleChoice
from surveys.questionnaire.quiz import Motif, Outcome, Quiz, Typed
from surveys.questionnaire.terms import FileReward, StudyFile, StudyTerms
from surveys.questionnaire.texts import LocalText
from surveys.services.analyses.results_of import results_of
from surveys.services.analyses.weak_rule import refuse_weak_rule
from surveys.words import gettext as _
from surveys.words import refusal, told

MOST_LIKE_ME = "most_like_me"
DECOY = 90
"""Code of the text that describes none of the personas."""
CANNOT_TELL = "cannot_tell"
_FEW_STATEMENTS = 4
_MARKS = re.compile(r"([\\`*_\[\]<>#|~])")
_MOTIFS: tuple[Motif, ...] = ("leaf", "sun", "compass", "wave", "star", "hill", "spark", "cup")


def quiz_from_analysis(analysis: Analysis, questionnaire: Questionnaire, terms: StudyTerms) -> StudyFile:
    """A study file that can be published as it is.

    Raises
    ------
    Conflict
        The analysis is not published, its short form is missing or tells no more than a guess, or it asks for something
        that no question can ask for alone.
    """
    published = _published(analysis)
    try:
        rule = rule_file(published)
    except ResearchError as error:
        words = refusal(error)
        raise Conflict(words.text, words.advice) from error
    refuse_weak_rule(results_of(analysis).typing_tool)
    own = questionnaire.language
    asked = tuple(_question(item, questionnaire) for item in rule["items"])
    golden = [Page(name=f"golden_{number}", questions=(one,)) for number, one in enumerate(asked, 1)]
    choice = [Page(name="alike", questions=(_most_like_me(published),))] if len(published.personas) > 1 else []
    made = Questionnaire(
        name=f"{questionnaire.name[:20].rstrip('_')}_quiz",
        title=_plain(_("Which one are you?")),
        language=own,
        presentation="one_question",
        sections=(Section(name="quiz", title=_plain(_("Which one are you?")), pages=(*golden, *choice)),),
        quiz=Quiz(
            rule={key: rule[key] for key in _KEPT if key in rule}, outcomes=_outcomes(published), fallback=CANNOT_TELL
        ),
    )
    return StudyFile(study=_terms(terms, made, own, questionnaire.language), questionnaire=made)


_KEPT = ("format", "items", "segments", "intercepts", "means", "sds", "coefficients", "choices", "threshold", "study")


def _published(analysis: Analysis) -> Summary:
    if analysis.published_at is None or analysis.published_summary is None:
        raise Conflict(
            _("A quiz tells people what was published, and this analysis is not."),
            _("Publish it as the persona report first."),
        )
    if analysis.stale_since is not None:
        raise Conflict(
            _("Somebody whose answers are in this analysis took their consent back."),
            _("Run the analysis again, then publish the new one."),
        )
    return analysis.published_summary


def _terms(terms: StudyTerms, made: Questionnaire, own: str, default: str) -> StudyTerms:
    """Who asks and what people agree to stay as they are; the rewards that are files stay behind."""
    spoken = spoken_in(terms, own, default=default)
    rewards = tuple(reward for reward in spoken.rewards if not isinstance(reward, FileReward))
    slug = f"{terms.slug[:55].rstrip('-')}-quiz"
    changed = {"slug": slug, "title": made.title, "minutes": estimate_minutes(made), "rewards": rewards}
    return spoken.model_copy(update=changed)


def _question(item: str, questionnaire: Questionnaire) -> Question:
    """The question that asks for a column of the analysis, alone and with the answers it had."""
    for question in questionnaire.questions():
        spoken = spoken_in(question, questionnaire.language, default=questionnaire.language)
        made = _asking(item, spoken)
        if made is not None:
            return made
    raise Conflict(
        _("The form asks for “%(name)s”, which is no question of the newest version.", name=item),
        _("Run the analysis again with the newest version, or ask for it yourself."),
    )


def _asking(item: str, question: Question) -> Question | None:
    if isinstance(question, Matrix):
        row = next((row for row in question.items if row.name == item), None)
        return None if row is None else _rating(question, row.text, item)
    if isinstance(question, MultipleChoice):
        chosen = next((one for one in question.options if option_column(question.name, one.code) == item), None)
        return None if chosen is None else _yes_or_no(question, chosen, item)
    if question.name != item:
        return None
    fresh = {"show_if": None, "required": True, "facet": None, "scale": None, "reverse": False}
    return question.model_copy(update={key: value for key, value in fresh.items() if key in dict(question)})


def _rating(question: Matrix, text: LocalText, item: str) -> Question:
    plain = {"type": "rating", "name": item, "text": text, "hint": question.text, "points": question.points}
    return BY_NAME["rating"].model_validate({**plain, "required": True})


def _yes_or_no(question: MultipleChoice, chosen: Option, item: str) -> Question:
    options = [{"code": 1, "label": _plain(_("Yes"))}, {"code": 0, "label": _plain(_("No"))}]
    text = _plain(f"{_words(question.text)} – {_words(chosen.label)}")
    return BY_NAME["single_choice"].model_validate(
        {"type": "single_choice", "name": item, "text": text, "options": options, "required": True}
    )


def _outcomes(published: Summary) -> tuple[Outcome, ...]:
    personas = tuple(
        Outcome(
            name=persona.code.lower(),
            title=_plain(told(persona.called) if persona.called else persona.code),
            text=_plain(_persona_text(persona)),
            motif=_MOTIFS[number % len(_MOTIFS)],
            when=(Typed(segment=persona.code),),
        )
        for number, persona in enumerate(published.personas)
    )
    fallback = Outcome(
        name=CANNOT_TELL,
        title=_plain(_("It cannot be told")),
        text=_plain(_("Your answers fit several kinds of people about equally well. That is a result, too.")),
    )
    return (*personas, fallback)


def _persona_text(persona: Persona) -> str:
    """The sentence and the first statements of the report."""
    lines = "\n".join(f"- {_as_written(told(each.text))}" for each in persona.statements[:_FEW_STATEMENTS])
    return "\n\n".join(part for part in (_as_written(told(persona.sentence)), lines) if part)


def _most_like_me(published: Summary) -> Question:
    """The texts without names and one that mixes them, in an order that is drawn for each person."""
    texts = {number: _unnamed(persona) for number, persona in enumerate(published.personas, 1)}
    texts[DECOY] = _mixed(published)
    options = tuple(Option(code=code, label=_plain(text)) for code, text in texts.items())
    plain = {"type": "single_choice", "name": MOST_LIKE_ME, "text": _plain(_("Which of these is most like you?"))}
    return BY_NAME["single_choice"].model_validate({**plain, "options": options, "order": "random"})


def _unnamed(persona: Persona) -> str:
    said = [told(each.text) for each in persona.statements[:_FEW_STATEMENTS]]
    return " ".join(said) or told(persona.sentence) or persona.code


def _mixed(published: Summary) -> str:
    """One statement of each persona in turn: true of several, and so of none."""
    said = [
        told(persona.statements[number % len(persona.statements)].text)
        for number, persona in enumerate(published.personas)
        if persona.statements
    ]
    return " ".join(said[:_FEW_STATEMENTS]) or _("None of these.")


def _as_written(text: str) -> str:
    """Signs of an author's words that Markdown would take for its own."""
    return _MARKS.sub(r"\\\1", text)


def _plain(text: str) -> LocalText:
    return LocalText.plain(text)


def _words(text: LocalText) -> str:
    return text.in_language("", "")
