"""`validate`, `manifest` and `publish`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from copydesk.cli import app
from copydesk.cli.options import GoldOption, SplitName, SplitOption, say
from copydesk.cli.stored import stored_in, validate_change, validate_stored
from copydesk.errors import CopyDeskError


@app.command()
def validate(
    what: Annotated[
        str,
        typer.Argument(
            metavar="PATH",
            help="A corpus (folder or .jsonl), an annotation, predictions, a system's folder, "
            "submissions; or a SYSTEM as `copydesk run` takes it.",
            show_default=False,
        ),
    ],
    gold: GoldOption = None,
    split: SplitOption = None,
    allow_missing: Annotated[
        bool, typer.Option("--allow-missing", help="Predictions may leave documents out.")
    ] = False,
    fix: Annotated[
        bool,
        typer.Option("--fix", help="Write predictions whose offsets count another unit anew."),
    ] = False,
    changed: Annotated[
        Path | None,
        typer.Option(
            "--changed",
            metavar="FILE",
            help="Only what a pull request changes in `submissions/`; FILE is what `git diff "
            "--name-only -z` prints.",
        ),
    ] = None,
) -> None:
    """Check a file or folder against its schema and every rule; list all problems at once.

    Each problem is one line, `file:line: path: CODE: what is wrong: what to do`; exit code 2.
    A system is also run, twice, on five small articles of our own. Of a submission nothing is
    run: its predictions are scored again.

    **Examples**
    - `copydesk validate my-corpus/`

    - `copydesk validate ./my-system`

    - `copydesk validate predictions.jsonl --split validation`

    - `copydesk validate predictions.jsonl --fix`

    - `copydesk validate submissions/`
    """
    from copydesk.validate import validate_path

    if _is_argument(what):
        _contract(what)
        return
    path = Path(what)
    if changed is not None:
        validate_change(path, changed, gold)
        return
    stored = stored_in(path)
    if stored is not None:
        validate_stored(path, stored, gold)
        return
    if fix:
        path = _fixed(path, gold)
    report = validate_path(path, gold, _split(split), allow_missing=allow_missing)
    for problem in report.problems:
        typer.echo(str(problem))
    counts = ", ".join(f"{count} {what}" for what, count in report.counted.items())
    if report.problems:
        say(f"{len(report.problems)} problems in {path} ({counts or 'nothing read'})")
        raise typer.Exit(2)
    say(f"{path}: no problem ({counts})")
    if (path / "system.toml").exists():
        _contract(what)


def _is_argument(what: str) -> bool:
    """Whether `what` is a door's argument or the name of an embedded system, and no path."""
    from copydesk.run import embedded
    from copydesk.run.doors import DOORS

    return not Path(what).exists() and (what.partition(":")[0] in DOORS or what in embedded())


def _contract(system: str) -> None:
    """Try a system on a few articles; exit code 2 if it breaks the contract."""
    from copydesk.run.contract import check_contract

    contract = check_contract(system)
    for problem in contract.problems:
        typer.echo(str(problem))
    for note in contract.notes:
        say(f"  note: {note}")
    if contract.problems:
        say(f"{len(contract.problems)} problems with {system}")
        raise typer.Exit(2)
    say(f"{system}: keeps the contract on {contract.articles} articles, twice")


def _split(split: SplitName | None) -> str | None:
    """Return the split that predictions must cover; None: those that they speak of."""
    return None if split is SplitName.all or split is None else split.value


def _fixed(path: Path, gold: Path | None) -> Path:
    """Mend a file's offsets and return where the mended one is; the old one stays."""
    from copydesk.corpus import read_corpus
    from copydesk.validate.fix import fix_offsets

    fixed = fix_offsets(
        path, {one.id: one.text for one in read_corpus(gold, check=False).documents}
    )
    say(f"{path}: the offsets were {fixed.diagnosis.unit}; in code points: {fixed.path}")
    return fixed.path


@app.command()
def manifest(
    folder: Annotated[
        Path, typer.Argument(metavar="[FOLDER]", help="Corpus folder.", show_default=False)
    ] = Path(),
) -> None:
    """Write `annotations/MANIFEST.sha256`: each text, record and gold file with its hash.

    A corpus with problems is not signed off: they are printed instead. `copydesk validate` and
    `sha256sum -c annotations/MANIFEST.sha256` check the files against it.

    **Examples**
    - `copydesk manifest .`
    """
    from copydesk.corpus import read_corpus
    from copydesk.validate.checksums import write_checksums

    read_corpus(folder)
    typer.echo(str(write_checksums(folder)))


@app.command()
def publish(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to write the dataset.")],
    gold: GoldOption = None,
    only_open: Annotated[
        bool, typer.Option("--only-open", help="Leave out texts that may not be passed on.")
    ] = False,
    repo: Annotated[
        str | None,
        typer.Option(
            "--push",
            metavar="REPO",
            help="Then upload it to this dataset of the Hub (`namespace/name`), and tag it.",
        ),
    ] = None,
    private: Annotated[
        bool, typer.Option("--private", help="Make a new dataset of the Hub private.")
    ] = False,
) -> None:
    """Write the corpus as a Hugging Face dataset: Parquet files, a card and Croissant metadata.

    **Examples**
    - `copydesk publish dataset/ --only-open`

    - `copydesk publish dataset/ --only-open --push me/copydesk`
    """
    from copydesk.corpus import read_corpus
    from copydesk.hub import publish as write

    corpus = read_corpus(gold)
    if corpus.info.private:
        raise CopyDeskError(
            f"{corpus.name} is private gold: it is not written out; publish an open corpus"
        )
    published = write(corpus, folder, only_open=only_open)
    typer.echo(str(published.folder))
    if repo is not None:
        from copydesk.hub import push

        pushed = push(published, repo, private=private)
        say(f"pushed as {pushed.commit[:12]}, tag {pushed.tag}")
        typer.echo(pushed.url)
