"""A model as bytes: a line of JSON that says what stands where, then the arrays, each at its place. Opened as a mapping
of the file, processes share its pages."""

import json
import mmap
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from occupations.search.model.calibration import NAMES, Calibration
from occupations.search.model.features import FEATURES, NONE_FEATURES
from occupations.search.model.labeled import Labeled
from occupations.search.model.ranker import Parameters
from occupations.search.model.segment import ARRAYS, Segment

_LAYOUT = "3"  # of the file
# Three digits. Also of what the learned weights are of, because code that knows other facts cannot use them.
FORMAT = int(sha256(" ".join((_LAYOUT, *FEATURES, *NONE_FEATURES, *NAMES)).encode()).hexdigest(), 16) % 900 + 100
_ALIGNED = 64
_OF_SEGMENT = [*ARRAYS, "words"]
_LABELED, _CODES = "labeled_", "labeled_codes"
_OF_PARAMETERS = ("weights", "calibration_weights", "calibration_curve", "none_above")


class Stored(NamedTuple):
    """A model: names of occupations, what was learned, and the titles from which it was learned."""

    segment: Segment
    parameters: Parameters
    labeled: Labeled


def to_bytes(model: Stored) -> bytes:
    """The same names, parameters and titles give the same bytes."""
    segment, parameters, labeled = model
    arrays: dict[str, npt.NDArray[np.generic]] = {
        **{name: segment.arrays[name] for name in _OF_SEGMENT},
        **parameter_arrays(parameters),
        **{_LABELED + name: labeled.segment.arrays[name] for name in _OF_SEGMENT},
        _CODES: np.frombuffer("\n".join(labeled.codes).encode(), dtype=np.uint8),
    }
    places, pieces, offset = {}, [], 0
    for name in sorted(arrays):
        content = np.ascontiguousarray(arrays[name]).tobytes()
        places[name] = [offset, len(content), arrays[name].dtype.str, list(arrays[name].shape)]
        padding = -len(content) % _ALIGNED
        pieces += [content, b"\0" * padding]
        offset += len(content) + padding
    header = json.dumps({"format": FORMAT, "arrays": places}, sort_keys=True).encode()
    header += b" " * (-(len(header) + 1) % _ALIGNED) + b"\n"
    return header + b"".join(pieces)


def version_of(content: bytes) -> str:
    return sha256(content).hexdigest()[:12]


def opened(path: Path) -> Stored:
    with path.open("rb") as file:
        return _read(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)))


def _read(content: memoryview) -> Stored:
    """Raises ValueError where the bytes are of another format."""
    end = bytes(content[: 1 << 16]).find(b"\n") + 1
    header = json.loads(bytes(content[:end]))
    if header["format"] != FORMAT:
        raise ValueError("The stored model has another format.")
    arrays = {}
    for name, (offset, size, kind, shape) in header["arrays"].items():
        part = content[end + offset : end + offset + size]
        arrays[name] = np.frombuffer(part, dtype=np.dtype(kind)).reshape(shape)
    segment = Segment({name: arrays[name] for name in _OF_SEGMENT})
    titles = Segment({name: arrays[_LABELED + name] for name in _OF_SEGMENT})
    return Stored(segment, parameters_of(arrays), Labeled(titles, arrays[_CODES].tobytes().decode().split("\n")))


def parameter_arrays(parameters: Parameters) -> dict[str, npt.NDArray[np.float64]]:
    weights, (of_signals, curve), none_above = parameters
    return dict(zip(_OF_PARAMETERS, (weights, of_signals, curve, np.array([none_above])), strict=True))


def parameters_of(arrays: Mapping[str, npt.NDArray[np.generic]]) -> Parameters:
    weights, of_signals, curve, none_above = (np.asarray(arrays[name], dtype=np.float64) for name in _OF_PARAMETERS)
    return Parameters(weights, Calibration(of_signals, curve), float(none_above[0]))
