"""GLiNER, a line at a time: it drops what stands behind its 384th word, with a warning at most."""

import re
import tomllib
from pathlib import Path

from gliner import GLiNER

WORD, LIMIT = re.compile(r"\w+(?:[-_]\w+)*|\S"), 384  # GLiNER's own words, and how many it reads
LABELS = list(tomllib.loads(Path(__file__).with_name("system.toml").read_text())["labels"])


class System:
    """Names by the labels of system.toml."""

    def __init__(self):
        self.model = GLiNER.from_pretrained("urchade/gliner_medium-v2.1")

    def extract(self, article):
        entities, cut = [], None
        for line in re.finditer(r"[^\n]+", article["text"]):
            words = [word.start() for word in WORD.finditer(line[0])]
            if cut is None and len(words) > LIMIT:
                cut = line.start() + words[LIMIT]
            for name in self.model.predict_entities(line[0], LABELS, threshold=0.5):
                place = {key: line.start() + name[key] for key in ("start", "end")}
                entities.append({**place, "label": name["label"], "score": name["score"]})
        return {"entities": entities, **({"truncated_at": cut} if cut is not None else {})}


def load():
    """Start it, in the worker."""
    return System()
