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
        N_("No words are written together more often than the same words dealt at random, so no theme is told."),
        N_("Read the answers; a question that asks for a reason gets longer ones."),
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
            "Looked for in {k} parts: where a fifth of the answers is left out, {k} parts come back with an agreement "
            "of {agreement:.2f} (1 is the same parts, 0 is chance)."
        )
    ),
    "themes_chosen_before_others": Told(
        N_(
            "Looked for in {k} parts: where a fifth of the answers is left out, {k} parts come back with an agreement "
            "of {agreement:.2f} (1 is the same parts, 0 is chance); next best is {next} with {next_agreement:.2f}."
        )
    ),
    "words_together": Told(
        N_(
            "Told as themes are the parts whose words are written together more often than in words dealt at random: "
            "{themes}, the weakest with {least:.1f} standard deviations, where dealt words reach {bar:.1f} at most."
        )
    ),
    "words_no_more_together": Told(
        N_("In none of them are words written together more often than in words dealt at random (limit {bar:.1f}).")
    ),
}
