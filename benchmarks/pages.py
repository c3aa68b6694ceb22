"""The pages that reading is measured on: HTML with the true body of the article.

They are looked for beside the project, in `../shared/eval/articles`, and are not part of it.
"""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "../shared/eval/articles"


@dataclass(frozen=True)
class Page:
    """A page: its HTML, the text a reader would copy from it, and its article's true body."""

    key: str
    html: str
    body: str

    @cached_property
    def copied(self) -> str:
        """The page as text, laid out as inscriptis does it: with indentation and bullets."""
        from inscriptis import get_text

        return str(get_text(self.html))

    @property
    def pasted(self) -> str:
        """The same without indentation, as most browsers and editors paste it."""
        return "\n".join(line.strip() for line in self.copied.splitlines())


def pages(folder: Path = FOLDER) -> Iterator[Page]:
    """All pages of a folder in the order of their keys."""
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    for key in sorted(truth):
        html = gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes())
        yield Page(key, html.decode("utf-8", "replace"), truth[key]["articleBody"])
