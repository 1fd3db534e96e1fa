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
