"""Two people who keep one occupation at the same time, at random, with its history as the witness.

Each opens the form, types for a while, and saves what the other may have changed in between. A question about a
conflict is answered at once, by one's own words or by the other's.
"""

from random import Random
from typing import NamedTuple

from django.test import Client
from django.utils import timezone

from occupations.admin.history import store
from occupations.admin.history.of_occupations import OccupationHistoryAdmin
from occupations.models import Occupation
from tests.admin_pages import form_of, page_of, with_new_row


class Result(NamedTuple):
    """`lost`: words that a save took away although whoever saved had neither changed them nor was asked about them, and
    words that were saved and are not there."""

    saves: int
    conflicts: int
    lost: list[str]


def words_in_history(occupation: Occupation) -> set[str]:
    state = store.state(OccupationHistoryAdmin.history, occupation.pk, timezone.now()) or {}
    texts = [row["text"] for row in state.get("responsibility", [])]
    return {state["occupation"][0]["description"], *texts} - {""}


class Editor:
    def __init__(self, client: Client, name: str, occupation: Occupation) -> None:
        self.client, self.name, self.address = client, name, page_of(occupation)
        self.form: dict[str, str] = {}  # empty: not open
        self.typed: dict[str, str] = {}  # field → word
        self.replaced: set[str] = set()  # what these fields said when the form was opened

    def open(self) -> None:
        self.form = form_of(self.client.get(self.address))
        self.typed, self.replaced = {}, set()

    def type(self, random: Random, word: str) -> None:
        """A word that nobody has typed before."""
        rows = [name for name in self.form if name.startswith("responsibilities-") and name.endswith("-text")]
        what = random.choice(("description", "row", "row", "new", "order", "delete"))
        if what == "new":
            number = self.form["responsibilities-TOTAL_FORMS"]
            self.form = with_new_row(self.form, "responsibilities", text=word)
            self.typed[f"responsibilities-{number}-text"] = word
        elif what == "order" and rows:
            self.form[random.choice(rows).replace("-text", "-position")] = "1"
        elif what == "delete" and len(rows) > 8:
            name = random.choice(rows)
            self.form[name.replace("-text", "-DELETE")] = "on"
            self.replaced.add(self.typed.pop(name, self.form[name]))
        else:
            name = random.choice(rows) if what == "row" and rows else "description"
            self.replaced.add(self.typed.pop(name, self.form[name]))
            if name.replace("-text", "-DELETE") not in self.form:
                self.typed[name] = word
            self.form[name] = word

    def save(self, random: Random) -> int:
        """Returns how many conflicts there were."""
        asked, answer = 0, self.client.post(self.address, self.form)
        while answer.status_code == 200:
            conflicts = answer.context["conflicts"]
            assert conflicts, answer.context["errors"]
            choices = {one.name: random.choice(("stored", "typed")) for one in conflicts}
            for one in conflicts:
                self.replaced.update(one.stored if choices[one.name] == "typed" else one.typed)
            asked += len(conflicts)
            answer = self.client.post(self.address, form_of(answer) | choices)
        assert answer.status_code == 302
        self.form = {}
        return asked

    def lost(self, before: set[str], after: set[str]) -> list[str]:
        gone = (before | set(self.typed.values())) - after
        return [word for word in gone if not any(word in text for text in self.replaced)]


def interleave(occupation: Occupation, clients: dict[str, Client], saves: int, seed: int) -> Result:
    random = Random(seed)
    editors = [Editor(client, name, occupation) for name, client in clients.items()]
    done = conflicts = typed = 0
    lost: list[str] = []
    while done < saves:
        editor = random.choice(editors)
        if not editor.form:
            editor.open()
        elif random.random() < 0.6:
            typed += 1
            editor.type(random, f"{editor.name} {typed}.")
        else:
            before = words_in_history(occupation)
            conflicts += editor.save(random)
            lost += editor.lost(before, words_in_history(occupation))
            done += 1
    return Result(done, conflicts, lost)
