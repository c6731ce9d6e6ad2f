"""Models on the Hugging Face hub, fetched by the parent: the worker has no network."""

from __future__ import annotations

from pathlib import Path

from copydesk.run.doors.options import refuse

#: Weights in formats that PyTorch does not read.
_FOREIGN = ["*.h5", "*.msgpack", "*.ot", "*.onnx", "onnx/*", "openvino/*", "coreml/*"]


def fetch(system: str, model: str) -> Path:
    """Return the local copy of a model on the hub, fetched if it is not there.

    Raises InputError for `system` if there is no such model, or no way to it.
    """
    try:
        from huggingface_hub import snapshot_download

        try:
            found = Path(snapshot_download(model, local_files_only=True))
            whole = any(found.glob("*.safetensors")) or any(found.glob("*.bin"))
        except OSError:
            whole = False
        if not whole:
            found = Path(snapshot_download(model, ignore_patterns=_FOREIGN))
        return found.resolve()
    except Exception as error:  # the hub's client raises what it likes
        what = f"no folder {model!r}, and not on the hub ({' '.join(str(error).split())[:200]})"
        refuse(system, what, "give a folder that save_pretrained wrote, or a model's full name")
