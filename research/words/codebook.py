"""What can be said of codebooks."""

from research.words.marking import N_, Catalogue, Told

WORDS: Catalogue = {
    "codebook_not_read": Told(N_("The codebook {file} cannot be read: {why}."), N_("Check its path.")),
    "codebook_not_valid": Told(
        N_("The codebook {file} is not valid YAML or JSON: {why}."), N_("Mend the line named here.")
    ),
    "no_codebook": Told(N_("A codebook is a mapping with a list of “items”."), N_("See “whyprint schema codebook”.")),
    "faulty_codebook": Told(
        N_("The codebook has faults: {faults}."),
        N_("Mend the entries named here; “whyprint schema codebook” prints the expected form."),
    ),
    "item_not_in_codebook": Told(N_("The codebook has no item '{item}'."), N_("Check the spelling in the plan.")),
    "unknown_key_of_codebook": Told(N_("unknown key '{key}'")),
    "attention_no_mapping": Told(N_("attention is not a mapping of column to right answer")),
    "item_without_name": Told(N_("entry {place} of items has no name")),
    "unknown_key_of_item": Told(N_("item '{item}' has the unknown key '{key}'")),
    "unknown_type_of_item": Told(N_("item '{item}' has the unknown type '{type}' (known: {known})")),
    "unknown_facet_of_item": Told(N_("item '{item}' has the unknown facet '{facet}' (known: {known:and})")),
    "range_no_pair": Told(N_("the range of item '{item}' is not [low, high]")),
    "range_backwards": Told(N_("item '{item}' has a range whose low end is not below its high end")),
    "range_no_numbers": Told(N_("range of item '{item}' is not a list of numbers")),
    "versions_no_numbers": Told(N_("versions is not a list of whole numbers")),
    "rewording_without_versions": Told(
        N_("“reworded” of item '{item}' is not a list of texts, each with the “versions” that had it")
    ),
    "too_many_items": Told(
        N_("The codebook describes {n} items; it may describe {most}."), N_("Describe only what will be analysed.")
    ),
    "scales_no_list": Told(N_("scales is not a list")),
    "entry_no_text": Told(N_("“{key}” must be a name, not {value}")),
    "range_too_wide": Told(N_("item '{item}' has more than {most} ordered answers; give it the type numeric")),
    "missing_codes_no_numbers": Told(N_("missing_codes is not a list of numbers")),
    "labels_no_mapping": Told(N_("the labels of item '{item}' are not a mapping of code to text")),
    "label_no_number": Told(N_("label '{label}' of item '{item}' is not a whole number")),
    "entry_no_scale": Told(N_("{entry} is not a scale (it needs a name)")),
    "end_of_scale_no_pair": Told(N_("an end of scale '{scale}' is not [adjective, plural noun]")),
    "codebook_without_items": Told(N_("it has no items")),
    "language_not_described": Told(N_("the language of the answers is item '{item}', which is not described")),
    "item_described_twice": Told(N_("item '{item}' is described {times} times")),
    "reversed_without_range": Told(N_("item '{item}' is reversed but has no range")),
}
