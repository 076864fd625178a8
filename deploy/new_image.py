"""`python -m deploy.new_image`: in containers, builds again with a new image, before the other parts start.

A volume that is there hides what the image has in its place. So index and model would for ever be those of the first
image, whatever later ones bring. They are not copied over from the new image either: its content is the program's,
and that in the volume is the council's. Uses nothing but Python itself.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from knowledge.settings import ROOT

BUILD = ["make", "build", "--assume-new=knowledge/settings.py"]
"""Builds the index, which takes over what has not changed, and then the model, however old the files are."""
OF_IMAGE = Path("built-at")
OF_VOLUME = Path("var/built-at")
"""When each was built; a new volume begins with the image's."""


def build_if_new(root: Path, run: Callable[[Sequence[str], Path], None]) -> str:
    """Build if the image is another than the one that built what is in the volumes.

    Args:
        root: the folder of the program.
        run: runs a command in a folder, and raises CalledProcessError if it fails.

    Returns:
        What to tell.

    Raises:
        CalledProcessError: it could not be built. It is tried again at the next start.
        FileNotFoundError: this is no image.
    """
    image = (root / OF_IMAGE).read_text()
    mark = root / OF_VOLUME
    if mark.exists() and mark.read_text() == image:
        return "Index and model are of this image."
    run(BUILD, root)
    mark.write_text(image)
    return "Index and model were built again, with this image."


def _run(command: Sequence[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True)


def main() -> int:
    """Build if need be; 1 if that failed."""
    try:
        print(build_if_new(ROOT, _run))
    except FileNotFoundError as error:
        print(f"{error.filename} is not there. This is for containers; elsewhere, run: make build", file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        print(f"{' '.join(error.cmd)} ended with {error.returncode}.", file=sys.stderr)
        print("See the output above, fix the problem and start again.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
