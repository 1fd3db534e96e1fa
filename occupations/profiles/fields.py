"""The field of work that an occupation's icon stands for: its major group in the Standard Occupational Classification.
Pure."""

from occupations.profiles.document import CategoryRef

OTHER = "other"
"""For the categories that editors made."""
FIELDS = {
    "management": "11",
    "business-and-financial-operations": "13",
    "computer-and-mathematical": "15",
    "architecture-and-engineering": "17",
    "life-physical-and-social-science": "19",
    "community-and-social-service": "21",
    "legal": "23",
    "educational-instruction-and-library": "25",
    "arts-design-entertainment-sports-and-media": "27",
    "healthcare-practitioners-and-technical": "29",
    "healthcare-support": "31",
    "protective-service": "33",
    "food-preparation-and-serving-related": "35",
    "building-and-grounds-cleaning-and-maintenance": "37",
    "personal-care-and-service": "39",
    "sales-and-related": "41",
    "office-and-administrative-support": "43",
    "farming-fishing-and-forestry": "45",
    "construction-and-extraction": "47",
    "installation-maintenance-and-repair": "49",
    "production": "51",
    "transportation-and-material-moving": "53",
    "military-specific": "55",
}
"""Category → the first two digits of its codes."""


def field_of(category: CategoryRef) -> str:
    return FIELDS.get(category.slug, OTHER)
