"""`convert`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from copydesk.cli import app
from copydesk.cli.options import say
from copydesk.errors import CopyDeskError, InputError, Problem
from copydesk.markdown import count


@app.command()
def convert(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH...",
            help="`.markup` files or annotation records (`.json`), or folders of either.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Folder to write to. Default: that of the input."),
    ] = None,
    seeds: Annotated[
        Path | None,
        typer.Option(
            "--seeds",
            help="Folder of the texts, `<id>.txt`. Default: `seeds/` beside or above the input, "
            "else the packaged one.",
        ),
    ] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Throw away what is there.")
    ] = False,
) -> None:
    """Compile annotators' markup to annotation records, and write records as markup.

    `<id>.markup` is the text with tags in it (annotations/GUIDELINES.md, section 9) and becomes
    `<id>.json`; `<id>.json` becomes `<id>.markup`. All problems of a file are listed, and it is
    not written; the others are. Exit code 2 where a file has problems.

    **Examples**
    - `copydesk convert 002_a43c84f8abe44c9a.markup`

    - `copydesk convert work/ --out annotations/train --overwrite`

    - `copydesk convert annotations/test/002_a43c84f8abe44c9a.json --out work`
    """
    from copydesk.validate.loading import in_order

    files = list(_files(paths))
    targets: set[Path] = {file.resolve() for file in files}
    refused: list[Path] = []
    for file in files:
        target = (out or file.parent) / file.with_suffix(_OTHER[file.suffix]).name
        try:
            content, notes = _converted(file, seeds)
            _write(target, content, taken=targets, overwrite=overwrite)
        except InputError as error:
            refused.append(file)
            for problem in in_order(error.problems, private=_private(file, seeds)):
                say(str(problem))
            say(f"{file}: {count(len(error.problems), 'problem')}, nothing is written")
            continue
        typer.echo(str(target))
        for note in notes:
            say(f"{file}: {note}")
    say(f"{count(len(files) - len(refused), 'file')} written, {len(refused)} with problems")
    if refused:
        raise typer.Exit(2)


_OTHER = {".markup": ".json", ".json": ".markup"}


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the files to convert; of a folder that has markups, these alone."""
    for path in paths:
        if not path.is_dir():
            if path.suffix not in _OTHER:
                raise CopyDeskError(f"{path}: name a .markup file, a .json record or a folder")
            yield path
            continue
        found = sorted(path.glob("*.markup"))
        records = sorted(one for one in path.glob("*.json") if one.name != "corpus.json")
        if found and records:
            say(f"{path}: it holds markups; its {count(len(records), 'record')} are left alone")
        if not found and not records:
            raise CopyDeskError(
                f"{path}: no .markup and no .json file in it: name the folder that holds them"
            )
        yield from found or records


def _converted(file: Path, seeds: Path | None) -> tuple[str, list[str]]:
    """Return what a file becomes, and what is worth saying. Raises InputError."""
    from copydesk.markup import compile_record, render, to_json
    from copydesk.records import Annotation
    from copydesk.validate import annotation_problems
    from copydesk.validate.loading import read_json, read_text
    from copydesk.validate.rules import Where

    problems: list[Problem] = []
    if file.suffix == ".markup":
        markup, text = read_text(file, problems), _text(file, seeds, problems)
        if markup is None or text is None:
            raise InputError(problems)
        compiled = compile_record(markup.removeprefix("\ufeff"), text, file.stem, str(file))
        notes = []
        if compiled.restored:
            restored = count(compiled.restored, "character")
            notes.append(f"{restored} restored from the stored text (spaces, marks, line ends)")
        if compiled.unnamed and not _private(file, seeds):
            notes.append(f"speakers that no entity has as canonical: {'; '.join(compiled.unnamed)}")
        return to_json(compiled.annotation), notes
    annotation, text = read_json(file, Annotation, problems), _text(file, seeds, problems)
    if annotation is None or text is None:
        raise InputError(problems)
    if annotation.id != file.stem:
        what = f"the record is that of {annotation.id}"
        problems.append(Problem(str(file), 1, "id", "file-name", what, "name it after its id"))
    problems += annotation_problems(annotation, text, Where(str(file)))
    if problems:
        raise InputError(problems)
    markup = render(annotation, text)
    again = compile_record(markup, text, annotation.id, check=False).annotation
    if to_json(again) == to_json(annotation):
        return markup, []
    return markup, ["on the way back ids and order will be those of the text"]


def _private(file: Path, seeds: Path | None) -> bool:
    """Whether the corpus that a file or its text lies in promises that its gold is not printed."""
    from copydesk.records import CorpusInfo
    from copydesk.validate.loading import read_json

    homes = [*file.absolute().parents[:2]]
    homes += (above / "annotations" for above in (seeds or file).absolute().parents)
    about = (folder / "corpus.json" for folder in homes)
    found = [read_json(one, CorpusInfo, []) for one in about if one.exists()]
    return any(info is None or info.private for info in found)


def _text(file: Path, seeds: Path | None, problems: list[Problem]) -> str | None:
    """Return the stored text of a file's document, or None and note what is wrong."""
    from copydesk.resources import data_root
    from copydesk.validate.loading import read_text

    above = [folder / "seeds" for folder in (*file.absolute().parents, data_root())]
    for folder in [seeds] if seeds else above:
        stored = folder / f"{file.stem}.txt"
        if stored.is_file():
            return read_text(stored, problems)
    where = seeds or "any seeds/ beside or above it"
    what = f"there is no stored text {file.stem}.txt in {where}"
    mend = (
        f"save the article as seeds/{file.stem}.txt (UTF-8, LF line ends; it never changes "
        "again), name the file after its text, or pass --seeds FOLDER"
    )
    problems.append(Problem(str(file), 0, "", "no-text", what, mend))
    return None


def _write(target: Path, content: str, *, taken: set[Path], overwrite: bool) -> None:
    """Write a file, whole or not at all. Raises InputError where something is in its place."""
    new = content.encode("utf-8")
    place = target.resolve()
    if place in taken:
        what, mend = "it is an input or written already", "pass --out, or name one of the two"
        raise InputError(Problem(str(target), 0, "", "exists", what, mend))
    taken.add(place)
    if target.exists() and target.read_bytes() == new:
        return
    if target.exists() and not overwrite:
        mend = "pass --overwrite to throw it away, or --out"
        raise InputError(Problem(str(target), 0, "", "exists", "the file is there", mend))
    target.parent.mkdir(parents=True, exist_ok=True)
    scratch = target.with_name(f".{target.name}.new")
    scratch.write_bytes(new)
    os.replace(scratch, target)
