from tests.occupations.importers.requested.working import _in_one_transaction  # noqa: F401
