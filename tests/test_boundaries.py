"""What import-linter cannot know: which modules claim to be pure."""

import ast
import re
import tomllib

from tests.servers import ROOT


def test_modules_that_say_pure_are_under_the_contract():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    pure = next(one["source_modules"] for one in contracts if one["name"].startswith("Pure"))
    claims = set()
    for package in ("careersite", "comparisons", "occupations"):
        for path in (ROOT / package).rglob("*.py"):
            if re.search(r"\bPure\b", ast.get_docstring(ast.parse(path.read_text())) or ""):
                claims.add(".".join(path.relative_to(ROOT).with_suffix("").parts))
    assert len(claims) > 10
    assert [name for name in sorted(claims) if not any(f"{name}.".startswith(f"{one}.") for one in pure)] == []
