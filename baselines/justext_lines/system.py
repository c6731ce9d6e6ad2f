"""jusText as it is, on lines: each is a paragraph of a minimal page."""

from html import escape
from typing import Any

import justext

#: What neither HTML nor XML can hold, which parsers refuse or drop.
_CONTROL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127), " ")


class JustextLines:
    """Calls every line that jusText takes for boilerplate furniture."""

    def __init__(self) -> None:
        """Read the stop words."""
        self._stoplist = justext.get_stoplist("English")

    def extract(self, article: dict[str, str]) -> dict[str, Any]:
        """Return the lines of `article` that jusText drops, without white space at their edges.

        Raises ValueError if the paragraphs that come back are not the lines that were given.
        """
        lines = []
        begin = 0
        for line in article["text"].split("\n"):
            surface = line.strip()
            if surface.translate(_CONTROL).strip():
                start = begin + line.index(surface)
                lines.append((start, start + len(surface), surface.translate(_CONTROL)))
            begin += len(line) + 1
        if not lines:
            return {"boilerplate": []}
        page = "".join(f"<p>{escape(text)}</p>\n" for _, _, text in lines)
        page = f"<html><head><title>article</title></head><body>{page}</body></html>"
        paragraphs = justext.justext(page, self._stoplist)
        if len(paragraphs) != len(lines):
            raise ValueError(f"{len(paragraphs)} paragraphs came back for {len(lines)} lines")
        return {
            "boilerplate": [
                {"start": start, "end": end}
                for (start, end, _), paragraph in zip(lines, paragraphs, strict=True)
                if paragraph.is_boilerplate
            ]
        }


def load() -> JustextLines:
    """Return the system, ready to extract."""
    return JustextLines()
