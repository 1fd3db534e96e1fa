"""Forms of the admin as a browser sees and sends them."""

from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from occupations.models import Category, Occupation, OccupationSkill, RecordText, Release, Responsibility, Skill
from occupations.publishing import publish
from tests.answers import Answer
from tests.occupations import factories as make


def form_of(response: Answer) -> dict[str, str]:
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
                # A browser sends line ends of its own.
                sent[name] = "".join(field.itertext()).removeprefix("\n").replace("\n", "\r\n")
            case "select", _:
                sent |= _chosen(field)
    return sent


def _chosen(field: Element) -> dict[str, str]:
    """What a browser sends of a list of options: of one that takes several, perhaps nothing."""
    options = list(field.iter("option"))
    chosen = [option for option in options if option.get("selected") is not None]
    if not chosen and field.get("multiple") is None:
        chosen = options[:1]
    return {field.get("name", ""): option.get("value", "") for option in chosen}


def ticked(response: Answer) -> dict[str, Any]:
    """The same of a page for publishing, with everything ticked that has to be confirmed."""
    return form_of(response) | {"checked": list(response.context["form"].cautions)}


def with_new_row(form: dict[str, str], prefix: str, **values: Any) -> dict[str, str]:
    """The form with one more row in one of its lists, as “Add another” makes it."""
    number = int(form[f"{prefix}-TOTAL_FORMS"])
    row = {f"{prefix}-{number}-{name}": str(value) for name, value in values.items()}
    return {**form, **row, f"{prefix}-TOTAL_FORMS": str(number + 1)}


def text_of(response: Answer) -> str:
    """The words of a page, with single spaces."""
    page = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    for parent in list(page.iter()):
        for child in list(parent):
            if child.tag in ("script", "style"):
                parent.remove(child)
    return " ".join(" ".join(page.itertext()).split())


def make_occupation(
    title: str = "Service manager", responsibilities: tuple[str, ...] = (), skills: tuple[str, ...] = ()
) -> Occupation:
    category = Category.objects.get_or_create(name="Management")[0]
    occupation = Occupation.objects.create(title=title, category=category, description="Keeps *customers* happy.")
    for position, text in enumerate(responsibilities, start=1):
        Responsibility.objects.create(occupation=occupation, position=position, text=text)
    for position, name in enumerate(skills, start=1):
        skill = Skill.objects.get_or_create(name=name)[0]
        OccupationSkill.objects.create(occupation=occupation, position=position, skill=skill)
    return occupation


def make_described(title: str, tasks: list[str], skills: int = 2, **pay: Any) -> Occupation:
    """Published, with all that sources say; `pay`: columns of its official pay."""
    owner = make.occupation(title)
    record = make.record(system="onet-soc", code=f"35-{owner.pk % 10_000:04}.00")
    ours = Release.objects.filter(title="2024", dataset__source__title="O*NET")
    release = ours.first() or make.release(make.dataset(source="O*NET"))
    make.classify(owner, record)
    texts = {"description": ["Cooks."], "responsibility": tasks, "alternate_title": [f"{title} one", f"{title} two"]}
    for kind, lines in texts.items():
        for position, text in enumerate(lines, start=1):
            RecordText.objects.create(record=record, release=release, kind=kind, position=position, text=text)
    for number in range(skills):
        make.figure("skill_importance", 4 - number / 10, label=f"Skill {number}", record=record, release=release)
    make.figure("growth", 3, record=record, release=release)
    if pay:
        make.wage(record=record, release=release, **pay)
    publish.publish(owner)
    return owner


def responsibilities(occupation: Occupation) -> list[tuple[int | None, str]]:
    return list(occupation.responsibilities.values_list("position", "text"))


def page_of(occupation: Occupation, name: str = "change", *more: int) -> str:
    return reverse(f"admin:occupations_occupation_{name}", args=[occupation.pk, *more])


def signed_in(group: str, name: str = "", *, csrf: bool = False) -> Client:
    """A browser in which a member of a group has signed in."""
    user = get_user_model().objects.create_user(name or group.lower(), is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client = Client(enforce_csrf_checks=csrf)
    client.force_login(user)
    return client
