"""Headers of static files."""

from pathlib import Path
from wsgiref.headers import Headers


def add_validator(headers: Headers, path: str, url: str) -> None:
    """A weak ETag, as pages have, because WhiteNoise gives the compressed copies of a file the ETag of the file."""
    file = Path(path).stat()
    headers["ETag"] = f'W/"{int(file.st_mtime):x}-{file.st_size:x}"'
