"""One address of each kind of page, in the demonstration and with the published files in."""

import datetime
from typing import Literal

TODAY = datetime.datetime.now(datetime.UTC).date()

THEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")

DEMONSTRATION = {
    "home": "/",
    "picker": "/compare/?a=servce+manger&b=",
    "picker-asks": "/compare/?a=engineer&b=manager&c=analyst",
    "comparison": "/compare/service-manager-vs-client-services-manager/",
    "comparison-official": "/compare/registered-nurse-vs-software-developer/",
    "comparison-one-record": "/compare/software-developer-vs-net-developer/",
    "sheet": "/compare/registered-nurse-vs-software-developer/sheet/",
    "sheet-five": "/compare/actor-vs-lawyer-vs-machinist-vs-airline-pilot-vs-prompt-engineer/sheet/",
    "card": "/embed/compare/registered-nurse-vs-software-developer/",
    "card-five": "/embed/compare/actor-vs-lawyer-vs-machinist-vs-airline-pilot-vs-prompt-engineer/",
    "card-none": "/embed/compare/nobody-vs-zzzz/",
    "comparison-ordered": "/compare/registered-nurse-vs-software-developer/?order=differences&show=differences",
    "comparison-five": "/compare/actor-vs-lawyer-vs-machinist-vs-airline-pilot-vs-prompt-engineer/",
    "titles-probable": "/compare/engineer-vs-registerd-nurse/",
    "titles-open": "/compare/manager-vs-rn/",
    "titles-one-occupation": "/compare/software-engineer-vs-software-developer/",
    "titles-asked": "/compare/registered-nurse-vs-software-developer/?asked=rn-vs-software-engineer",
    "title-open": "/occupations/manager/",
    "occupation": "/occupations/registered-nurse/",
    "a-to-z": "/occupations/",
    "categories": "/categories/",
    "category": "/categories/computer-and-mathematical/",
    "explore": "/explore/?pay_median_min=60000&growth_min=abc",
    "explore-nothing": "/explore/?q=nurse&pay_median_min=900000",
    "rankings": "/rankings/",
    "ranking": "/rankings/fastest-growing/",
    "employers": "/employers/",
    "best-companies": "/companies/best/",
    "industries": "/industries/",
    "places": "/places/",
    "skills": "/skills/",
    "skill": "/skills/sql/",
    "comparison-no-such-place": "/compare/registered-nurse-vs-software-developer/?place=nowhere",
    "search": "/search/?q=manager",
    "title": "/titles/rn/",
    "search-match": "/search/?q=Senior+accountant+II",
    "search-probably": "/search/?q=enginer",
    "search-ideas": "/search/?q=analyst",
    "search-nothing": "/search/?q=zzzz",
    "job-description": "/for-employers/?occupation=registered-nurse",
    "method": "/method/",
    "sources": "/sources/",
    "data": "/data/",
    "day-past": f"/occupations/registered-nurse/?as_of={TODAY}",
    "report": "/corrections/report/?page=/occupations/registered-nurse/&source=Survey",
    "thanks": "/corrections/thanks/",
    "corrections": "/corrections/",
    "api": "/api/",
    "api-form": "/api/?resource=occupation-detail&slug=nobody&sections=pay",
    "not-found": "/compare/servise-manager-vs-actor/",
}
REAL = {
    **DEMONSTRATION,
    "comparison": "/compare/accountant-or-auditor-vs-financial-manager/",
    "comparison-official": "/compare/registered-nurse-vs-software-developer/",
    "comparison-one-record": "/compare/registered-nurse-vs-critical-care-nurse/",
    "comparison-place": "/compare/accountant-or-auditor-vs-financial-manager/?place=metro-35620",
    "comparison-release": "/compare/accountant-or-auditor-vs-financial-manager/?release=2022",
    "comparison-places": "/compare/electrician-vs-plumber-pipefitter-or-steamfitter/places/",
    "place": "/places/metro-35620-new-york-newark-jersey-city-ny-nj/",
    "industry": "/industries/51-information/",
    "employer": "/employers/mayo-clinic/",
    "skill": "/skills/critical-thinking/",
    "technology": "/technology/microsoft-excel/",
    "comparison-five": "/compare/electrician-vs-lawyer-vs-barista-vs-registered-nurse-vs-actor/",
}
JUDGED = ("home", "occupation", "comparison", "ranking", "search")
"""The kinds whose quality is measured in a browser."""
