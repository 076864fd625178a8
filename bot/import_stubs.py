"""Stand-ins for what Rasa and spaCy import but this assistant does not need while it runs.

Rasa imports TensorFlow for those of its classifiers and policies that learn by it (DIET, TED), whether a
configuration names them or not: 400 MB and four seconds. This assistant names none of them, so TensorFlow gets
stand-ins, which can be imported and subclassed, and which say what is wrong once they are used.

spaCy imports PyTorch where it finds it, for models that this assistant does not have. It need not find it: the
sentence model is run by ONNX Runtime.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

TENSORFLOW = frozenset({"tensorflow", "keras"})


class TensorFlowAbsent(RuntimeError):
    """Something that needs TensorFlow was used."""


class _StandInType(type):
    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return StandIn


class StandIn(metaclass=_StandInType):
    """In place of any class, function or constant of TensorFlow."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        raise TensorFlowAbsent(
            "This needs TensorFlow, which this assistant does without. Take DIET, TED and ResponseSelector out of "
            "config.yml, or start Rasa by its own command: rasa."
        )


class _StandInModule(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return StandIn


class _Finder(MetaPathFinder, Loader):
    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        return ModuleSpec(name, self, is_package=True) if name.partition(".")[0] in TENSORFLOW else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _StandInModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """There is nothing to run."""


def spare_tensorflow() -> None:
    """Put stand-ins in TensorFlow's place for the rest of this process. It must not have been imported yet."""
    sys.meta_path.insert(0, _Finder())


def spare_pytorch() -> None:
    """Let PyTorch not be found for the rest of this process. It must not have been imported yet."""
    sys.modules["torch"] = None  # type: ignore[assignment]  # Python's own way to say so
