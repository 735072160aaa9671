"""What can be said of files and tables of answers, read or made up."""

from research.words.marking import N_, NP_, Catalogue, Told

RIGHT_FILE = N_("Check that the file is the right one.")
CHECK_PATH = N_("Check its path.")
IN_A_COLUMN = N_("an answer in column {column}")

WORDS: Catalogue = {
    "unknown_kind_of_file": Told(N_("{file} is of an unknown kind."), N_("Give one of {kinds}.")),
    "no_such_file": Told(N_("There is no file {path}."), CHECK_PATH),
    "file_not_read": Told(
        N_("{file} cannot be read: {why}."), N_("Open it in the program it came from and save it again.")
    ),
    "file_too_dear": Told(
        N_("{file} takes more time or memory to read than a table of its size should."),
        N_("Save it as CSV (UTF-8) in the program it came from and give that."),
    ),
    "limit_no_number": Told(N_("{name} is '{value}', which is no whole number."), N_("Mend it, or take it out.")),
    "file_crashed_reader": Told(
        N_("{file} is damaged: its reader broke off."), N_("Open it in the program it came from and save it again.")
    ),
    "columns_not_named": Told(
        N_("The first line does not name the columns: {faults}."), N_("Give every column one name of its own.")
    ),
    "line_empty": Told(N_("it is empty")),
    "too_many_columns": Told(N_("line {line}: there are more than {most} columns")),
    "column_without_name": Told(N_("line {line}: column {number} has no name")),
    "column_named_twice": Told(N_("line {line}: the column '{column}' is there twice")),
    "line_of_other_width": Told(
        NP_(
            "line {line} has one cell, the first line has {width}.",
            "line {line} has {found} cells, the first line has {width}.",
            by="found",
        ),
        N_("Look for a separator or a quotation mark too many or too few on this line."),
    ),
    "line_no_table": Told(
        N_("What begins on line {line} is not a table: {why}."),
        N_("Look for a quotation mark too many or too few on this line."),
    ),
    "line_with_nul": Told(N_("line {line} has a NUL sign."), N_("Save the file again as CSV.")),
    "line_of_other_signs": Told(
        N_("line {line} has signs that are not UTF-8."), N_("Save the file as UTF-8 (in Excel: “CSV UTF-8”).")
    ),
    "file_without_answers": Told(N_("{file} has no lines of answers."), RIGHT_FILE),
    "empty_file": Told(N_("{file} is empty."), RIGHT_FILE),
    "no_respondents": Told(N_("The data have no respondents."), RIGHT_FILE),
    "columns_missing": Told(
        NP_(
            "The data lack {n} column of the codebook: {columns}.",
            "The data lack {n} columns of the codebook: {columns}.",
            by="n",
        ),
        N_("Add them, or take them out of the codebook; names must match letter by letter."),
    ),
    "columns_twice": Told(N_("These columns appear more than once: {columns}."), N_("Keep one of each.")),
    "columns_outside_codebook": Told(
        NP_(
            "In {n} column many answers do not fit the codebook: {cells}.",
            "In {n} columns many answers do not fit the codebook: {cells}.",
            by="n",
        ),
        N_("Correct the range or labels there, or add the codes that mean no answer to “missing_codes”."),
    ),
    "cells_outside_codebook": Told(
        NP_(
            "{n} cell does not fit the codebook and counts as missing: {cells}.",
            "{n} cells do not fit the codebook and count as missing: {cells}.",
            by="n",
        ),
        N_("Correct these lines, or declare the codes as missing codes."),
        hidden=N_("Some answers did not fit the codebook and count as missing."),
    ),
    "cell_outside_range": Told(
        N_("line {line}, column {column}: '{value}' is not a number from {low} to {high}"), hidden=IN_A_COLUMN
    ),
    "cell_no_code": Told(
        N_("line {line}, column {column}: '{value}' is none of the codes {codes}"), hidden=IN_A_COLUMN
    ),
    "cell_no_number": Told(N_("line {line}, column {column}: '{value}' is not a number"), hidden=IN_A_COLUMN),
    "cell_two_numbers": Told(
        N_("line {line}, column {column}: '{value}' may be meant as thousands or with decimals"), hidden=IN_A_COLUMN
    ),
    "further_cells": Told(N_("and {n} more"), hidden=N_("and more")),
    "ids_empty_or_repeated": Told(
        N_("The id column {column} is empty or repeated on lines {lines}."),
        N_("Give every respondent one id of their own."),
        hidden=N_("The id column {column} is empty or repeated on some lines."),
    ),
    "versions_not_described": Told(
        NP_(
            "{n} line answers version {versions:and} of the questionnaire, and the codebook describes {described:and}: "
            "the same number may mean something else there.",
            "{n} lines answer version {versions:and} of the questionnaire, and the codebook describes {described:and}: "
            "the same number may mean something else there.",
            by="n",
        ),
        N_("Give each file of an export the codebook beside it; answers of these versions are analysed apart."),
        hidden=N_("Some lines answer versions of the questionnaire that the codebook does not describe."),
    ),
    "versions_unknown": Told(
        N_(
            "The lines answer version {versions:and} of the questionnaire, and the codebook does not say which of "
            "these can stand side by side."
        ),
        N_("Export the answers again, or name in the codebook the column (“version”) and the “versions” it describes."),
    ),
    "version_no_number": Told(
        NP_(
            "In the column {column}, {n} line has no number of a version.",
            "In the column {column}, {n} lines have no number of a version.",
            by="n",
        ),
        N_("Write the number there, or take “version” out of the codebook."),
        hidden=N_("In the column {column}, some lines have no number of a version."),
    ),
    "weights_not_positive": Told(
        N_("The weights in {column} must all be positive numbers."),
        N_("Leave out people without a weight, or drop “weight” from the codebook."),
    ),
    "few_items_at_all": Told(
        NP_(
            "There is {n} item and at least {needed} are needed.",
            "There are {n} items and at least {needed} are needed.",
            by="n",
        ),
        N_("Choose more items."),
    ),
    "few_people_at_all": Told(
        NP_(
            "There is {n} respondent and at least {needed} are needed.",
            "There are {n} respondents and at least {needed} are needed.",
            by="n",
        ),
        N_("Collect more answers, or relax the filter."),
        hidden=N_("There are too few respondents: at least {needed} are needed."),
    ),
    "items_twice": Told(N_("These item names occur more than once: {items}."), N_("Give every item its own name.")),
    "columns_no_numbers": Told(
        N_("These columns are not numbers: {columns}."),
        N_("Code the answers as numbers, or leave the columns out."),
    ),
    "infinite_values": Told(
        N_("These items hold infinite values: {items}."),
        N_("Look for a division by zero where the data were prepared, or declare a missing code."),
    ),
    "items_without_answers": Told(N_("Nobody answered {items}."), N_("Leave these items out of the analysis.")),
    "items_answered_alike": Told(
        N_("Everybody gave the same answer to {items}."),
        N_("Leave these items out: they cannot go together with anything."),
    ),
    "unusable_weights": Told(
        N_("Some weights are missing, negative or infinite, or all are zero."),
        N_("Give every respondent a weight above zero, or run without weights."),
    ),
    "no_rated_answers": Told(
        N_("There are no answers on rating scales to look at."), N_("Give the items their range in the codebook.")
    ),
    "few_items_to_make_up": Told(
        NP_("{n} item cannot measure {k} factors.", "{n} items cannot measure {k} factors.", by="n"),
        N_("Plan three items or more per factor."),
    ),
    "few_people_to_make_up": Told(
        NP_("{n} person cannot hold {k} segments.", "{n} people cannot hold {k} segments.", by="n"),
        N_("Plan ten people or more per segment."),
    ),
    "no_dask": Told(
        N_("A cluster was asked for, but Dask is not installed."),
        N_("Install the extra “dask”: pip install 'whyprint[dask]'."),
    ),
    "no_scheduler": Told(
        N_("No scheduler answers at {address}: {why}."),
        N_("Start one with “dask scheduler”, workers with “dask worker”, and check the address."),
    ),
}
