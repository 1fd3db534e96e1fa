"""Making the model of titles from the names of what is live, measuring it, and storing it for all processes."""

import time
from hashlib import sha256
from typing import NamedTuple

from django.db import connection, transaction

from occupations import background, locks
from occupations.local_copy.renewing import renew
from occupations.models import TitleBuild, TitleModel
from occupations.search import live
from occupations.search.model.measuring import Measured, Step
from occupations.search.model.ranker import Names
from occupations.search.model.segment import build
from occupations.search.model.stored import FORMAT, Stored, to_bytes, version_of
from occupations.search.model.training import examples_version, to_json, train
from occupations.search.public_titles import worth_offering
from occupations.search.reading.tables import Edit, tables

# Editions never change, so which of them are live, and at which addresses, is all that names depend on.
_LIVE_EDITIONS = """
SELECT ARRAY[count(*), sum(hashtextextended(slug, live_id)),
             (SELECT sum(hashtextextended(slug, id)) FROM occupations_category)]::text
FROM occupations_occupation WHERE live_id IS NOT NULL AND withdrawn_at IS NULL
"""
MOST_STORED = 3  # models: the newest ones
MOST_NOTED = 50  # builds, refused ones too
MOST_LOST = 2.0  # percentage points of titles right first that a new model may lose


class Built(NamedTuple):
    """`version`: empty where another process is building."""

    version: str
    figures: dict[str, Measured]
    confidences: list[Step]


class Inputs(NamedTuple):
    """What a model is made of: versions of the live editions, of the titles it learns from, and of the tables of words
    as editors have changed them."""

    editions: str
    learned_from: str
    tables: str
    edits: tuple[Edit, ...]

    @classmethod
    def now(cls) -> "Inputs":
        edits = live.edits_of_tables()
        return cls(_live_editions(), _learned_from(), _version_of(edits), edits)


class Trained(NamedTuple):
    """`size`: bytes."""

    inputs: Inputs
    figures: dict[str, Measured]
    size: int
    seconds: float

    @property
    def stored_figures(self) -> dict[str, dict[str, float]]:
        return {kind: measured._asdict() for kind, measured in self.figures.items()}


class Refused(Exception):
    """The new model is worse than the last by more than MOST_LOST."""

    def __init__(self, why: str, trained: Trained) -> None:
        super().__init__(why)
        self.trained = trained


def build_model(*, accept_worse: bool = False) -> Built:
    """Build, measure and store; replaced as a whole. Raises Refused."""
    renew()
    try:
        return _build_model(accept_worse=accept_worse)
    except Refused as why:
        with transaction.atomic():
            _note(why.trained, refused=str(why))
        raise


@transaction.atomic
def _build_model(*, accept_worse: bool) -> Built:
    background.lift_time_limit()
    if not locks.titles_alone():
        return Built("", {}, [])
    started = time.monotonic()
    inputs = Inputs.now()
    occupations = live.live_occupations()
    names = _names(occupations, inputs.edits)
    found = train(names)
    content = to_bytes(Stored(names.segments[0], found.parameters, found.labeled))
    trained = Trained(inputs, found.figures, len(content), time.monotonic() - started)
    if not accept_worse:
        _refuse_worse(trained)
    version = version_of(content)
    TitleModel.objects.create(
        version=version,
        content=content,
        figures=trained.stored_figures,
        learned_from=inputs.learned_from,
        editions=inputs.editions,
        tables=inputs.tables,
    )
    _remove_oldest(TitleModel, MOST_STORED)
    _note(trained, model=version)
    return Built(version, found.figures, found.confidences)


def _note(trained: Trained, **outcome: str) -> None:
    TitleBuild.objects.create(
        figures=trained.stored_figures,
        size=trained.size,
        seconds=round(trained.seconds, 1),
        learned_from=trained.inputs.learned_from,
        tables=trained.inputs.tables,
        **outcome,
    )
    _remove_oldest(TitleBuild, MOST_NOTED)


def _remove_oldest(model: type[TitleModel] | type[TitleBuild], most: int) -> None:
    old = model.objects.order_by("-id").values_list("id", flat=True)[most:]
    model.objects.filter(id__in=list(old)).delete()


def _names(occupations: dict[int, live.LiveOccupation], edits: tuple[Edit, ...] = ()) -> Names:
    segment = build(live.names_of(set(occupations)), [live.ranked(one) for one in occupations.values()])
    return Names([segment], groups=live.groups_of(occupations), tables=tables(edits))


def learn_for_small_sites() -> str:
    """JSON of what is learned from the names that are live, for sites with too few to learn from."""
    return to_json(train(_names(live.live_occupations()), labeled=False).parameters)


def choose_offered() -> int:
    """Have the newest model say which titles search engines should find. Returns how many."""
    renew()
    slugs = sorted(worth_offering())
    TitleModel.objects.filter(version=live.current().model).update(offered="\n".join(slugs))
    renew()
    return len(slugs)


def is_behind() -> str:
    """What it would be built of now, if the newest model was built of something else; or empty."""
    now = Inputs.now()[:3]
    newest = TitleModel.objects.order_by("-id").values_list("editions", "learned_from", "tables").first()
    return "" if newest == now else " ".join(now)


def _learned_from() -> str:
    """Version of the titles that models learn from; also of their format, because this code cannot read another."""
    return f"{examples_version()[:8]}.{FORMAT}"


def _version_of(edits: tuple[Edit, ...]) -> str:
    """Of the tables, as editors have changed them; empty if they have not."""
    return sha256(repr([tuple(one) for one in edits]).encode()).hexdigest()[:12] if edits else ""


def _live_editions() -> str:
    with connection.cursor() as cursor:
        cursor.execute(_LIVE_EDITIONS)
        return str(cursor.fetchone()[0])


def _refuse_worse(trained: Trained) -> None:
    last = TitleModel.objects.filter(learned_from=_learned_from()).order_by("-id").values_list("figures", flat=True)
    before = (last.first() or {}).get("all", {}).get("first")
    now = trained.figures["all"].first
    if before is not None and now < before - MOST_LOST:
        why = f"The new model is right first for {now}% of the labeled titles, the current one for {before}%."
        raise Refused(why, trained)
