"""What can be said of careless answering."""

from research.words.marking import N_, Catalogue, Told

WORDS: Catalogue = {
    "sign_long_string": Told(N_("the same answer many times in a row")),
    "sign_one_answer": Told(N_("nearly always one and the same answer")),
    "sign_low_variability": Told(N_("hardly any variation between answers")),
    "sign_even_odd": Told(N_("halves of the scales contradict each other")),
    "sign_synonyms": Told(N_("items that mean the same answered differently")),
    "sign_antonyms": Told(N_("opposite items answered alike")),
    "sign_mahalanobis": Told(N_("a very unusual combination of answers")),
    "sign_person_total": Told(N_("answers run against everybody else's")),
    "sign_duplicate": Told(N_("exactly the answers of another respondent")),
    "sign_share_missing": Told(N_("most items left out")),
    "sign_speed": Told(N_("very fast")),
    "sign_impossible_speed": Told(N_("faster than reading allows")),
    "sign_attention_failed": Told(N_("an attention check failed")),
    "not_screened": Told(
        N_("Careless answering could not be looked for: too few questions have ordered answers."),
        N_("Add attention checks, or measure how long people take."),
    ),
    "many_flagged": Told(
        N_("{share} of the respondents show signs of careless answering."),
        N_("Look at how they were recruited, and compare results with and without them."),
        hidden=N_("Some respondents show signs of careless answering."),
    ),
    "screening_incomplete": Told(N_("Not computed: {signs}."), N_("Screening rests on the other signs.")),
    "no_even_odd": Told(N_("even-odd consistency (needs three scales)")),
    "no_synonyms": Told(N_("synonyms (too few items that correlate)")),
    "no_antonyms": Told(N_("antonyms (too few items that correlate negatively)")),
    "consistency_not_telling": Told(
        N_("Not counted as signs of carelessness: {signs}. These figures are low in everybody."),
        N_("Screening rests on the other signs; longer scales or attention checks would tell more."),
    ),
}
