"""Push a published folder to the Hugging Face Hub: checked, one commit, one tag."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from copydesk.errors import CopyDeskError, InputError, Problem
from copydesk.hub.extras import optional
from copydesk.hub.features import CONFIGS
from copydesk.hub.folder import MARKER, Manifest, files_in, read_manifest
from copydesk.hub.release import Published

#: What the Hub itself puts into a repository.
_HUBS_OWN = frozenset({".gitattributes"})


@dataclass(frozen=True, slots=True)
class Pushed:
    """What was pushed: the dataset's address, the commit, and the tag (the gold's version)."""

    url: str
    commit: str
    tag: str


def push(published: Published, repo: str, *, private: bool = False) -> Pushed:
    """Upload a published folder as a dataset of the Hub, in one commit, and tag it.

    The folder is first loaded with `datasets`, every configuration. A repository that does not
    exist is made. Files of an earlier release go in the same commit. The Hub's address is
    `HF_ENDPOINT`, the token `HF_TOKEN` or that of `hf auth login`.

    Args:
        published: what `publish` returned.
        repo: `namespace/name`.
        private: make a new repository private, and allow texts that may not be passed on.

    Raises:
        InputError: texts that may not be passed on; a repository that holds anything `publish`
            did not write, or has a tag of this version.
        CopyDeskError: the folder does not load, or the Hub refuses or cannot be reached.
        MissingExtraError: without the packages of `copydesk[hub]`.
    """
    if published.closed and not private:
        what = f"{', '.join(published.closed)} may not be passed on"
        raise _refuse(repo, "closed-text", what, "publish with --only-open, or push --private")
    _check_loads(published)
    hub = optional("huggingface_hub")
    try:
        return _push(hub, published, repo, private)
    except CopyDeskError:
        raise
    except Exception as error:  # the Hub's client raises those of its HTTP library, too
        told = " ".join(str(error).split()) or type(error).__name__
        raise CopyDeskError(
            f"{repo}: the Hub did not take it: {told}: check the name, the network and the token "
            "(`hf auth login`, or HF_TOKEN)"
        ) from error


def _push(hub: Any, published: Published, repo: str, private: bool) -> Pushed:
    api = hub.HfApi()
    kind = {"repo_id": repo, "repo_type": "dataset"}
    url = str(api.create_repo(**kind, exist_ok=True, private=private or None))
    tag = published.version
    refs = api.list_repo_refs(**kind)
    if tag in {one.name for one in refs.tags}:
        what = f"it has a tag {tag}: that version was pushed before"
        raise _refuse(repo, "tag-exists", what, "raise `version` in annotations/corpus.json")
    there = set(api.list_repo_files(**kind)) - _HUBS_OWN
    _check_replaceable(hub, repo, there)
    here = files_in(published.folder)
    operations = [
        hub.CommitOperationDelete(path_in_repo=name) for name in sorted(there - set(here))
    ]
    operations += [
        hub.CommitOperationAdd(path_in_repo=name, path_or_fileobj=str(published.folder / name))
        for name in here
    ]
    message = f"{published.name} {published.version}"
    done = api.create_commit(**kind, operations=operations, commit_message=message)
    api.create_tag(**kind, tag=tag, tag_message=message, revision=done.oid)
    return Pushed(url, done.oid, tag)


def _check_replaceable(hub: Any, repo: str, there: set[str]) -> None:
    ours: set[str] = set()
    if MARKER in there:
        file = hub.hf_hub_download(repo_id=repo, repo_type="dataset", filename=MARKER)
        try:
            manifest = msgspec.json.decode(Path(file).read_bytes(), type=Manifest)
            ours = {*manifest.files, MARKER}
        except (msgspec.MsgspecError, UnicodeError):
            pass
    strange = sorted(there - ours)
    if strange:
        what = f"it holds files that `publish` did not write: {', '.join(strange[:5])}"
        raise _refuse(repo, "not-ours", what, "name another repository, or empty it by hand")


def _check_loads(published: Published) -> None:
    """Load every configuration as a user will, with a cache of its own."""
    datasets = optional("datasets")
    if read_manifest(published.folder) is None:
        raise _refuse(str(published.folder), "not-ours", "it was not published", "publish it first")
    with tempfile.TemporaryDirectory(prefix="copydesk-") as cache, _quiet(datasets):
        for config in CONFIGS:
            try:
                loaded = datasets.load_dataset(str(published.folder), config, cache_dir=cache)
            except Exception as error:  # `datasets` raises those of what it is built on, too
                raise CopyDeskError(
                    f"{published.folder}: `datasets` does not load {config}: {error}: nothing was "
                    "pushed"
                ) from error
            counts = {split: len(content) for split, content in loaded.items()}
            if counts != published.documents:
                raise CopyDeskError(
                    f"{published.folder}: {config} loads as {counts}, not {published.documents}: "
                    "nothing was pushed"
                )


@contextmanager
def _quiet(datasets: Any) -> Iterator[None]:
    """Keep `datasets` from drawing a bar for each of ten small files."""
    shown = not datasets.are_progress_bars_disabled()
    datasets.disable_progress_bars()
    try:
        yield
    finally:
        if shown:
            datasets.enable_progress_bars()


def _refuse(where: str, code: str, what: str, mend: str) -> InputError:
    return InputError(Problem(where, 0, "", code, what, mend))


__all__ = ["Pushed", "push"]
