"""Universal NER, English PUD: the sentences from news, a document a snippet; PER, ORG and LOC."""

from __future__ import annotations

from pathlib import Path

from tests.external.sample import Sample, named, tagged_names

_LABELS = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}


def load(folder: Path) -> Sample:
    """Read every `.iob2` file of `folder`; the sentences of a document are paragraphs."""
    sample = Sample("uner_pud")
    texts: dict[str, str] = {}
    names: dict[str, list[tuple[int, int, str]]] = {}
    for path in sorted(folder.glob("*.iob2")):
        for block in path.read_text("utf-8").split("\n\n"):
            lines = block.split("\n")
            about = dict(
                line[2:].split(" = ", 1)
                for line in lines
                if line.startswith("# ") and " = " in line
            )
            sentence, number = about.get("text", ""), about.get("sent_id", "")
            if not number.startswith("n"):
                continue  # from an encyclopedia
            tokens = [line.split("\t") for line in lines if line and not line.startswith("#")]
            name = number.partition("-")[0]
            begin = len(texts.setdefault(name, ""))
            places, at = [], 0
            for token in tokens:
                at = sentence.find(token[1], at)
                if at < 0:
                    break
                places.append((begin + at, begin + at + len(token[1])))
                at += len(token[1])
            if len(places) < len(tokens):
                sample.skipped[number] = f"{tokens[len(places)][1]!r} is not in its text"
                continue
            names.setdefault(name, []).extend(
                (places[first][0], places[last - 1][1], label)
                for first, last, label in tagged_names((one[2] for one in tokens), _LABELS)
            )
            texts[name] += sentence + "\n\n"
    for name, text in texts.items():
        if text:
            row = {"id": name, "text": text, "entities": named(text, names[name])}
            sample.rows.append(row)
    return sample
