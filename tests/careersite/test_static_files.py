"""Static files are collected once for all processes of a checkout."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from careersite.management.commands import serve


def test_two_at_once_collect_one_after_the_other_and_only_what_changed(settings, tmp_path: Path, monkeypatch):
    settings.STATIC_ROOT = tmp_path / "var" / "static"
    collected = []

    def collect(command: str, **options) -> None:
        collected.append(command)
        assert not (settings.STATIC_ROOT / ".collected").exists()
        time.sleep(0.1)

    monkeypatch.setattr(serve, "call_command", collect)
    with ThreadPoolExecutor(4) as processes:
        list(processes.map(lambda _: serve.collect_static_files(), range(4)))
    assert collected == ["collectstatic"]
    assert (settings.STATIC_ROOT / ".collected").exists()
