"""The stored document of a profile: what is published never changes, whatever we call things by now."""

from occupations.profiles.document import decode, encode

STORED = (
    '{"names":{"title":"Cook","running":"cook","plural":"cooks","article":"a"},"overrides":{},'
    '"category":{"slug":"food","name":"Food"},"duties":["Chops.","Stirs."],"duties_release":0,'
    '"releases":[{"key":"tasks@2024#1","dataset":"tasks","source":"Tasks","title":"2024","method":"survey"}]}'
)


def test_responsibilities_are_stored_under_their_first_name():
    profile = decode(STORED)
    assert (profile.responsibilities, profile.responsibilities_release) == (("Chops.", "Stirs."), 0)
    assert encode(profile) == STORED


BASED = (
    '{"names":{"title":"Cook","running":"cook","plural":"cooks","article":"a"},"overrides":{},'
    '"category":{"slug":"food","name":"Food"},"figures":['
    '{"metric":"age_median","value":4000,"record":"cps-2018:cooks","sample_size":2000000},'
    '{"metric":"knowledge_importance","label":"Food","value":400,"record":"onet-soc-2019:35-2014.00","sample_size":21}'
    "]}"
)


def test_people_employed_that_were_kept_as_sample_size_are_the_base():
    age, knowledge = decode(BASED).figures
    assert (age.base, age.sample_size) == (2_000_000, None)
    assert (knowledge.base, knowledge.sample_size) == (None, 21)
