"""Forms of the admin as a browser sees and sends them."""

from typing import Any

import html5lib
from django.http import HttpResponse

from occupations.models import Category, Occupation, OccupationSkill, Responsibility, Skill


def form_of(response: HttpResponse) -> dict[str, str]:
    """What a browser would send of the page's form, were it sent at once, without the value of any button."""
    page = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    form = next(form for form in page.iter("form") if form.get("method") == "post" and form.get("id") != "logout-form")
    sent: dict[str, str] = {}
    for field in form.iter():
        name = field.get("name")
        if not name or "__prefix__" in name:
            continue
        match field.tag, field.get("type"):
            case "input", "submit" | "button":
                continue
            case "input", "checkbox" | "radio":
                if field.get("checked") is not None:
                    sent[name] = field.get("value", "on")
            case "input", _:
                sent[name] = field.get("value", "")
            case "textarea", _:
                sent[name] = "".join(field.itertext()).removeprefix("\n")
            case "select", _:
                options = list(field.iter("option"))
                chosen = [option for option in options if option.get("selected") is not None] or options[:1]
                sent[name] = chosen[0].get("value", "") if chosen else ""
    return sent


def with_new_row(form: dict[str, str], prefix: str, **values: Any) -> dict[str, str]:
    """The form with one more row in one of its lists, as “Add another” makes it."""
    number = int(form[f"{prefix}-TOTAL_FORMS"])
    row = {f"{prefix}-{number}-{name}": str(value) for name, value in values.items()}
    return {**form, **row, f"{prefix}-TOTAL_FORMS": str(number + 1)}


def text_of(response: HttpResponse) -> str:
    """The words of a page, with single spaces."""
    page = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    for parent in list(page.iter()):
        for child in list(parent):
            if child.tag in ("script", "style"):
                parent.remove(child)
    return " ".join(" ".join(page.itertext()).split())


def make_occupation(title: str = "Service manager", duties: tuple[str, ...] = (), skills: tuple[str, ...] = ()) -> Occupation:
    category = Category.objects.get_or_create(name="Management")[0]
    occupation = Occupation.objects.create(title=title, category=category, description="Keeps *customers* happy.")
    for position, text in enumerate(duties, start=1):
        Responsibility.objects.create(occupation=occupation, position=position, text=text)
    for position, name in enumerate(skills, start=1):
        skill = Skill.objects.get_or_create(name=name)[0]
        OccupationSkill.objects.create(occupation=occupation, position=position, skill=skill)
    return occupation
