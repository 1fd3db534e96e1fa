"""Lists of words in job titles that name people, and of irregular plurals."""

import re

# Which words name people. Needed only where several nouns could be the head: lists, slashes, prepositions, commas.
PERSON_ENDING = re.compile(r"(?:er|or|ist|ician|arian|man|woman|person|smith|wright|mason|maid|hand|boy)$")
PEOPLE = frozenset(
    """
    accountant actress actuary adjunct admin advocate agent aide analyst apprentice architect artisan assistant
    associate athlete attendant attorney bailiff barista bodyguard boss bursar cadet captain ceo cfo champion
    chaplain chauffeur chef chief cio clerk cna coach concierge consul consultant coo cook cop copilot corporal
    correspondent counsel cpa critic cto dba dean delegate deputy detective dietitian diplomat dj docent doula
    employee emt escort executive expert extern fellow friend governess guard guardian guide guru host hostess
    intern jockey judge justice laundress liaison lieutenant lifeguard lpn lvn maestro magistrate marshal mason
    masseuse mate matron mechanic medic merchant midwife mistress musician nanny notary np nurse official orderly
    paralegal paramedic paraprofessional pilot poet president priest principal professional psychic rabbi referee
    rep representative resident rn roustabout scout scribe seamstress secretary sergeant servant sheriff spy steward
    stewardess superintendent surgeon tech temp trainee umpire valet veterinarian vp waitress warden
    """.split()  # noqa: SIM905 - two hundred quoted words would be harder to read and to extend
)
THINGS = frozenset(
    """
    after anterior banner barrier beer behavior blister boiler border bumper cancer career carrier center chamber
    charter color commuter compressor computer consumer container conveyor copper corner corridor counter cover
    customer cylinder dinner door drawer drier elder elevator error ever exterior factor fertilizer fever fiber
    filter finger floor flower folder former generator german hammer helicopter her higher hoist honor horror human
    indoor inferior infrared inner inter interior junior labor ladder laser later leather letter liquor list liver
    lower lumber major master matter meter minor mirror monitor motor never number odor offer older order other
    outdoor outer over paper peer pepper poor poster posterior power prior propeller proper quarter radiator reactor
    rear refrigerator river roman rotor router rubber sector semiconductor senior sensor sewer shelter shoulder
    silver sober solar summer super superior tensor theater theatre timber tower tractor trailer transformer tumor
    twist under upper user vapor visitor wafer water weather winter
    """.split()  # noqa: SIM905
)
# In front of another noun these are a rank, not one more person: "manager/assistant manager".
RANKS = frozenset({"apprentice", "assistant", "associate", "chief", "deputy", "executive", "master", "principal"})

PHRASES = {"automated teller": False, "criminal justice": False, "custom sewer": True}
"""Whether two words name a person where the second alone says otherwise."""
REVIEWED_PLURALS = {
    "dining room and cafeteria attendant or bartender helper": "dining room and cafeteria attendants and bartender "
    "helpers",
    "driver/sales worker": "driver/sales workers",
    "licensed practical or licensed vocational nurse": "licensed practical and licensed vocational nurses",
    "police or sheriff's patrol officer": "police and sheriff's patrol officers",
    "transit or railroad police officer": "transit and railroad police officers",
}
"""Plurals of official titles that the rules get wrong."""
