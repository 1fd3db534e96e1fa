"""python -m tests.hostile.install: the locked requirements are installed from wheels for every supported Python, and a
package with one other hash is refused. Downloads a few hundred MB."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.servers import ROOT

PYTHONS = ("3.11", "3.12", "3.13")


def main() -> None:
    lock = ROOT / "requirements.txt"
    text = lock.read_text()
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        for python in PYTHONS:
            done = installed(lock, python, Path(folder, python))
            names = {path.name.partition("-")[0].lower() for path in Path(folder, python).glob("*.dist-info")}
            seen = f"{len(names)} packages" if not done.returncode else done.stderr.strip()[-200:]
            failed += show(f"Python {python}", "installed", seen, not done.returncode)
        first = re.search(r"sha256:([0-9a-f])", text)
        assert first
        other = "0" if first[1] != "0" else "1"
        # All hashes of one small package, so that no wheel of it is right.
        name, entry = next((e.split("==")[0], e) for e in re.split(r"\n(?=\S)", text) if e.startswith("jinja2=="))
        flipped = Path(folder, "flipped.txt")
        flipped.write_text(text.replace(entry, re.sub(r"sha256:[0-9a-f]", f"sha256:{other}", entry)))
        done = installed(flipped, PYTHONS[0], Path(folder, "flipped"))
        refused = bool(done.returncode) and "Hash mismatch" in done.stderr
        failed += show(f"one digit of a hash of {name}", "refused", done.stderr.strip()[-100:], refused)
    addresses = re.findall(r"https?://|--index|--find-links", text)
    failed += show("addresses in the lock", "0", str(len(addresses)), not addresses)
    sys.exit(bool(failed))


def installed(lock: Path, python: str, target: Path) -> subprocess.CompletedProcess[str]:
    command = [
        str(Path(sys.executable).with_name("uv")),
        "pip",
        "install",
        "--python-version",
        python,
        "--target",
        str(target),
        "--require-hashes",
    ]
    return subprocess.run([*command, "--only-binary", ":all:", "-r", str(lock)], capture_output=True, text=True)


def show(name: str, expected: str, seen: str, good: bool) -> list[str]:
    print(f"{'ok' if good else 'NOT':4}{name:36}{expected:12}{' '.join(seen.split())}", flush=True)
    return [] if good else [name]


if __name__ == "__main__":
    main()
