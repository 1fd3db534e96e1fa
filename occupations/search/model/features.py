"""What speaks for an occupation, and for none: the names of the numbers in a row, in their order."""

# Of readings.
GROUPS = ("core", "first", "other", "manager", "supervisor")

# Of titles whose occupation is known, labeled by hand and filed: likeness of the nearest, votes, the same words.
LABELED = ("labeled_best", "labeled_vote", "labeled_equal", "filed_best", "filed_vote", "filed_equal")

FEATURES = (
    "vote",  # log of its share of the votes
    "core_vote",
    "best",
    *(f"best_{group}" for group in GROUPS),
    "equal_title",  # a name is exactly what is typed or left of it, and is the title,
    "equal_editor",  # … is by an editor,
    "equal_direct",  # … has this one code, says the classification,
    "equal_reported",  # … people in the occupation call themselves so,
    "equal_source",  # … is in a list of a source
    "equal_typed",  # exactly what is typed
    "equal_alone",  # and no other occupation has it
    "equal_table",  # after a table put it otherwise
    "equal_corrected",
    "equal_first",
    "equal_other",
    "equal_manager",
    "equal_supervisor",
    "same_words",
    "words",  # how likely its names have such words
    "rewritten_words",
    "head",  # how likely its names end in such a word
    "covered",  # how much of the title its names have
    "jobs",
    "no_jobs",
    "own_record",
    "all_other",
    "manager_wanted",
    "manager_unwanted",
    "supervisor_wanted",
    "supervisor_unwanted",
    "helper_unwanted",
    "jobs_unless_equal",
    *LABELED,
)
F = {name: place for place, name in enumerate(FEATURES)}
EQUAL = ("equal_title", "equal_title", "equal_editor", "equal_direct", "equal_reported", "equal_source")
ANY_EQUAL = [F[name] for name in dict.fromkeys(EQUAL)]
IS_LABELED = [F[name] for name in LABELED]
NONE_FEATURES = (
    "none",
    "none_best",
    "none_equal",
    "none_known",  # share of its words, by weight, that names have
    "none_sign",  # what no title has
    "none_all_signs",
    "none_head",  # how often its last word is the last of a name
    "none_one_word",
    "none_long",
    "none_vote",
    "none_symbols",
    "none_whole_sign",
    *(f"none_{name}" for name in LABELED[:3]),
)
