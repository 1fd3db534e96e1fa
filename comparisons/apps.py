from django.apps import AppConfig


class ComparisonsConfig(AppConfig):
    name = "comparisons"

    def ready(self) -> None:
        from comparisons import appearances, merged_words, release_words
        from comparisons.models import PairNote, PublishedWords
        from occupations.importers.requested import pages
        from occupations.local_copy import tables
        from occupations.publishing import merging, renaming
        from occupations.publishing.appearances import also

        also(appearances.of)
        pages.also(release_words.WordsOfPairs())
        merging.also(merged_words.WordsOfPairs())
        renaming.also(merged_words.words_that_name)
        live = "SELECT live_id FROM comparisons_pairnote WHERE live_id IS NOT NULL"
        tables.also(
            tables.whole(
                PairNote,
                "live_id IS NOT NULL OR featured",
                leave_out=("introduction", "verdict", "version"),
                indexed=("first_id, second_id",),
            ),
            tables.whole(PublishedWords, f"id IN ({live})", leave_out=("by",)),
        )
