"""What is said of open answers: their themes, how sure these are, and why nobody is quoted."""

from research.words.marking import N_, NP_, Catalogue, Told

FEW_TO_QUOTE = N_("There are too few open answers for quotes.")

WORDS: Catalogue = {
    "few_answers_for_themes": Told(
        NP_(
            "{n} person wrote an answer; themes need {least}.",
            "{n} people wrote an answer; themes need {least}.",
            by="n",
        ),
        N_("Read the answers; so few are quickly read."),
        hidden=N_("Too few people wrote an answer to find themes."),
    ),
    "answers_carry_no_themes": Told(
        N_("{answers} answers that share {words} words and pieces of words do not carry {themes} themes."),
        N_("Ask for two or more themes, for at most one per 15 answers, or read the answers."),
        hidden=N_("So few answers do not carry {themes} themes."),
    ),
    "themes_like_chance": Told(
        N_("These themes come back no better ({agreement:.2f}) than themes of words dealt at random ({shuffled:.2f})."),
        N_("Read the answers instead of the themes."),
    ),
    "many_answers_without_theme": Told(
        N_("{without} of the answers speak of none of the themes."),
        N_("Read some of them: they may say what nobody else does."),
        hidden=N_("Many open answers speak of none of the themes."),
    ),
    "consent_not_true_or_false": Told(
        N_("The consent to be quoted is not true or false."), N_("Give one truth value per person.")
    ),
    "few_answers_to_quote": Told(
        NP_("{n} open answer; quotes need {least} or more.", "{n} open answers; quotes need {least} or more.", by="n"),
        hidden=FEW_TO_QUOTE,
    ),
    "nobody_to_quote": Told(N_("Nobody who agreed to be quoted wrote an answer that can be shown.")),
    "themes_chosen": Told(
        N_(
            "{k} themes: where a fifth of the answers is left out, {k} themes come back with an agreement of "
            "{agreement:.2f} (1 is the same themes, 0 is chance)."
        )
    ),
    "themes_chosen_before_others": Told(
        N_(
            "{k} themes: where a fifth of the answers is left out, {k} themes come back with an agreement of "
            "{agreement:.2f} (1 is the same themes, 0 is chance); next best is {next} with {next_agreement:.2f}."
        )
    ),
    "random_words_less": Told(N_("Words dealt at random reach {shuffled:.2f} at most.")),
    "random_words_as_much": Told(
        N_("Words dealt at random reach as much ({shuffled:.2f}): do not read much into these themes.")
    ),
}
