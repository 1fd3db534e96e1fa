"""The pages on which releases are imported: uploaded, checked, read, imported, published, undone; and who may do so."""

import os
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from occupations.importers.requested import jobs, limits
from occupations.importers.requested.report import FigureRow, Findings, PageRow, PairRow, packed
from occupations.models import Occupation, Release, ReleaseImport
from occupations.models.release_imports import ImportPhase
from occupations.models.worker_tasks import NOBODY_AFTER, STALLED_AFTER
from occupations.worker import asking
from tests.admin_pages import form_of, signed_in, text_of
from tests.occupations.importers.oews_files import row
from tests.occupations.importers.requested.test_worker import first_year, many
from tests.occupations.importers.requested.working import checked, imported, let_work, survey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_in_one_transaction")]

BEGIN = reverse("admin:occupations_release_import_begin")


@pytest.fixture
def editor() -> Client:
    return signed_in("Editors")


@pytest.fixture
def publisher() -> Client:
    return signed_in("Publishers")


def page_of(run: ReleaseImport) -> str:
    return reverse("admin:occupations_release_import", args=[run.pk])


def upload(client: Client, *paths, **more):
    files = [SimpleUploadedFile(path.name, path.read_bytes()) for path in paths]
    return client.post(BEGIN, {"chosen_files": files, **more}, follow=True)


def press(client: Client, page, button: str, **values: str):
    return client.post(page.request["PATH_INFO"], form_of(page) | values | {button: "1"}, follow=True)


def test_a_release_is_uploaded_read_imported_and_published(publisher, tmp_path):
    cook = first_year(tmp_path)

    page = upload(publisher, survey(tmp_path, 2025, row(A_MEAN="60000")))
    assert "Waiting for the worker." in text_of(page)
    let_work()
    page = publisher.get(page.request["PATH_INFO"])
    text = text_of(page)
    assert "Checked; nothing is imported yet. 1 public page, and every comparison with it, would change" in text
    assert "Cooks, Restaurant 35-2014 Mean annual wage $50,000 $60,000 +20.0%" in text
    assert f'<a href="/admin/occupations/occupation/{cook.pk}/change/">Cooks, Restaurant</a>' in page.content.decode()

    page = press(publisher, page, "import")
    let_work()
    page = publisher.get(page.request["PATH_INFO"])
    assert "Publish 1 page…" in page.content.decode()
    page = press(publisher, page, "publish")
    assert page.request["PATH_INFO"] == reverse(
        "admin:occupations_occupation_batch", args=[ReleaseImport.objects.latest("created_at").run_id]
    )
    assert "1 would be published." in text_of(page)


def test_undoing_is_confirmed_and_is_for_publishers(publisher, editor, tmp_path):
    first_year(tmp_path)
    run = imported(survey(tmp_path, 2025, row(A_MEAN="60000")))

    assert "Publishers and Administrators can undo it." in text_of(editor.get(page_of(run)))
    assert editor.post(page_of(run), {"undo": "1", "sure": "on"}).status_code == 403
    publisher.post(page_of(run), {"undo": "1"})
    run.refresh_from_db()
    assert run.phase == ImportPhase.DONE
    publisher.post(page_of(run), {"undo": "1", "sure": "on"})
    let_work()
    assert "Its releases count as never imported; their rows stay." in text_of(publisher.get(page_of(run)))
    assert Release.objects.filter(undone_at=None).count() == 1


def test_what_changes_more_than_usual_is_imported_by_a_publisher_with_a_reason(publisher, editor, tmp_path):
    imported(survey(tmp_path, 2024, *many()))
    run = checked(survey(tmp_path, 2025, *many(A_MEAN="100000")))

    text = text_of(page := editor.get(page_of(run)))
    assert "It changes more than is usual" in text
    assert "mean annual wage: 40 of 40 (100.0%; up to 30% is usual) figures changed by 10% or more" in text
    assert "Publishers and Administrators can import it." in text
    assert editor.post(page_of(run), {"import": "1", "reason": "Because."}).status_code == 403

    page = press(publisher, publisher.get(page_of(run)), "import")
    assert "Say why a release that changes so much is right." in text_of(page)
    press(publisher, page, "import", reason="Tips are counted now.")
    let_work()
    assert "publishers agreed to what is unusual about it: “Tips are counted now.”" in text_of(
        publisher.get(page_of(run))
    )


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("notes.md", b"x", "“notes.md” is not read by any source; expected .xlsx, .xlsm, .xls, .csv, .txt, .parquet."),
        (".hidden.csv", b"x", "“.hidden.csv” is no name for a file here"),
        ("empty.csv", b"", "“empty.csv” is empty; expected a file as the publisher offers it."),
        ("large.csv", b"x" * (limits.MOST_BYTES + 1), "The files have 20 MB; expected 20 MB at most."),
    ],
)
def test_what_cannot_be_a_release_is_refused_at_once(editor, name, content, said):
    page = editor.post(BEGIN, {"chosen_files": SimpleUploadedFile(name, content)})

    assert said in text_of(page)
    assert not ReleaseImport.objects.exists()


def test_names_that_lead_elsewhere_are_cut_to_their_end(editor):
    editor.post(BEGIN, {"chosen_files": SimpleUploadedFile("../../etc/notes.csv", b"x")})

    assert list(ReleaseImport.objects.get().files.values_list("name", flat=True)) == ["notes.csv"]


def test_two_files_with_one_name_and_no_file_at_all(editor, tmp_path):
    path = survey(tmp_path, 2024)

    assert f"There are two files “{path.name}”; expected each name once." in text_of(upload(editor, path, path))
    assert "Choose files." in text_of(editor.post(BEGIN, {}))


def test_wrong_files_are_told_with_their_place(editor, tmp_path):
    page = upload(editor, survey(tmp_path, 2025, row(A_MEAN="many")))
    let_work()

    text = text_of(editor.get(page.request["PATH_INFO"]))
    assert "national_2025.xlsx, sheet “national”, row 2, column “A_MEAN”: “many”" in text
    assert "Refused on" in text


def test_too_many_at_once_are_told_to_wait(editor, tmp_path):
    path = survey(tmp_path, 2024)
    for number in range(asking.MOST_AT_ONCE):
        page = upload(editor, path)
        first = f"{number} other import{'' if number == 1 else 's'} first" if number else "for the worker"
        assert f"Waiting{'' if not number else ':'} {first}." in text_of(page)

    assert "5 imports are being worked on or wait." in text_of(upload(editor, path))


def test_folders_are_offered_where_the_operator_allows_them(editor, tmp_path, settings):
    assert "Or a folder" not in text_of(editor.get(BEGIN))
    root, other = tmp_path / "releases", tmp_path / "other"
    for folder in (root / "may", root / "empty", other):
        folder.mkdir(parents=True)
    survey(root / "may", 2024)
    survey(other, 2024)
    (root / "link").symlink_to(other)
    settings.RELEASES_DIR = root.resolve()

    assert limits.folders() == ["may"]
    for wrong in ("../other", "link", "/etc", "empty/..", str(other)):
        page = editor.post(BEGIN, {"folder": wrong})
        assert "Select a valid choice." in text_of(page), wrong
        with pytest.raises(limits.Limit):
            limits.folder(wrong)
    page = editor.post(BEGIN, {"folder": "may"}, follow=True)
    let_work()
    assert "Checked; nothing is imported yet." in text_of(editor.get(page.request["PATH_INFO"]))

    os.utime(survey(root / "may", 2024, row(A_MEAN="51000")))
    press(editor, editor.get(page.request["PATH_INFO"]), "import")
    let_work()
    text = text_of(editor.get(page.request["PATH_INFO"]))
    assert "The files in the folder are not those that were checked." in text


def test_links_in_a_folder_are_refused(tmp_path, settings):
    settings.RELEASES_DIR = tmp_path.resolve()
    (tmp_path / "may").mkdir()
    (tmp_path / "may" / "passwords.txt").symlink_to("/etc/passwd")

    with pytest.raises(limits.Limit, match="is a link"):
        limits.folder("may")


def test_progress_is_a_part_of_the_page_that_is_renewed_and_then_the_page(editor, tmp_path):
    run = jobs.begin([("a.csv", b"x")], "", None)
    ReleaseImport.objects.filter(pk=run.pk).update(
        worker=run.pk, active_at=run.created_at, step="Reading a.csv", done=3, total=7
    )

    part = editor.get(page_of(run), {"part": "progress"}).content.decode()
    assert '<progress max="7" value="3" aria-label="Progress"></progress>' in part
    assert "Reading a.csv… 3 of 7" in part
    assert "<html" not in part
    whole = editor.get(page_of(run)).content.decode()
    assert '<noscript><meta http-equiv="refresh" content="1"></noscript>' in whole

    ReleaseImport.objects.filter(pk=run.pk).update(phase=ImportPhase.STOPPED)
    assert editor.get(page_of(run), {"part": "progress"}).headers["HX-Refresh"] == "true"


def test_long_lists_say_how_many_there_are_and_lead_to_all_with_the_filter(editor):
    pages = [PageRow(1, f"Cook {number}", 1, [("Description", "a", "b")], ["$5"], False, 7) for number in range(60)]
    pairs = [PairRow(1, f"Cook and baker {number}", "before", "after", []) for number in range(51)]
    rows = [
        FigureRow("t", "35", f"Cook {number}", 0, "age_mean", "", "", Decimal(1), Decimal(2), 100.0)
        for number in range(120)
    ]
    run = ReleaseImport.objects.create(
        name="national.xlsx", phase="ready", report={"pages": 60}, findings=packed(Findings(rows, 0, pages, pairs))
    )

    page = editor.get(page_of(run), {"size": "outliers", "unsaid-page": "2"})

    text, html = text_of(page), page.content.decode()
    assert "Page 2 of 2, 51–60 of 60" in text
    assert "Page 1 of 2, 1–50 of 51" in text
    assert "Page 1 of 3, 1–50 of 120" in text
    assert "8 texts" in text
    assert "And 7 more, which are shown before it is published" in text
    assert 'href="?size=outliers&amp;figures-page=2#figures"' in html


def test_a_dead_worker_and_none_at_all_are_told_apart(editor, tmp_path):
    run = jobs.begin([("a.csv", b"x")], "", None)
    ReleaseImport.objects.update(asked_at=run.asked_at - 2 * NOBODY_AFTER)
    assert "No worker has taken it for half a minute." in text_of(editor.get(page_of(run)))

    ReleaseImport.objects.update(worker=run.pk, active_at=run.created_at - 2 * STALLED_AFTER)
    page = editor.get(page_of(run))
    assert "The worker has ended before it was done. Nothing was imported." in text_of(page)
    press(editor, page, "continue")
    run.refresh_from_db()
    assert (run.stalled, run.waiting) == (False, True)


def test_what_was_stopped_says_so(editor, tmp_path):
    page = upload(editor, survey(tmp_path, 2024))

    page = press(editor, page, "stop")

    assert "It was stopped. Nothing was imported." in text_of(page)


def test_figures_are_filtered(editor, tmp_path):
    imported(survey(tmp_path, 2024, row(), row(OCC_CODE="35-2015", OCC_TITLE="Cooks, Short Order")))
    changed = row(OCC_CODE="35-2015", OCC_TITLE="Cooks, Short Order", A_MEAN="51000")
    run = checked(survey(tmp_path, 2025, row(A_MEAN="80000"), changed))

    def shown(**query: str) -> list[str]:
        return [one.title for one in editor.get(page_of(run), query).context["figures"]]

    assert shown() == ["Cooks, Restaurant", "Cooks, Short Order"]
    assert shown(size="outliers") == shown(q="35-2014") == ["Cooks, Restaurant"]
    assert shown(q="short order") == ["Cooks, Short Order"]
    assert shown(q="nothing") == []
    assert shown(size="no such", **{"figures-page": "x"}) == ["Cooks, Restaurant", "Cooks, Short Order"]


def test_the_page_costs_the_same_for_one_figure_and_for_forty(editor, tmp_path, django_assert_max_num_queries):
    imported(survey(tmp_path, 2024, *many()))
    one, forty = many(), many(A_MEAN="52000")
    few = checked(survey(tmp_path, 2025, forty[0], *one[1:]))
    all_of_them = checked(survey(tmp_path, 2026, *forty))
    counts = []
    for run in (few, all_of_them):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            editor.get(page_of(run))
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 16


def test_the_list_and_the_first_page_lead_here_for_those_who_may(editor):
    viewer = signed_in("Viewers")
    address = reverse("admin:occupations_release_changelist")

    assert BEGIN in editor.get(address).content.decode()
    assert BEGIN not in viewer.get(address).content.decode()
    page = viewer.get(BEGIN)
    assert (page.status_code, "can import releases." in text_of(page)) == (403, True)
    assert not Occupation.objects.exists()
