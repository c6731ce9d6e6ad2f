"""The check of an answer on its way in: what is stored is what a scorer will take."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from copydesk.labels import LAYERS
from copydesk.predictions import sound
from copydesk.records import Article, Prediction
from copydesk.structure import Fault, faults, parse
from copydesk.validate.predictions import prediction_problems

#: Characters of a reason, so that no failure fills the disk.
REASON_LENGTH = 300

_decode = msgspec.json.Decoder(Prediction).decode


class RefusedError(Exception):
    """An answer that cannot stand; its text is the reason."""


def check(answer: bytes | msgspec.Raw, article: Article, layers: Sequence[str]) -> Prediction:
    """Return the prediction that `answer` holds for `article`.

    `layers` are those that the system has declared; empty means "not known yet".
    Raises RefusedError with where in the record, what is wrong, and what to do.
    """
    try:
        prediction = _decode(answer)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise RefusedError(_why_not_read(bytes(answer), error)) from None
    if prediction.id != article.id:
        raise RefusedError(f"id: {prediction.id!r} is another article's, not {article.id!r}")
    given = layers_of(prediction)
    text = article.text or ""
    if prediction.failure is None:
        _check_layers(given, layers)
    if not sound(prediction, text) or (given and prediction.failure is not None):
        problems = prediction_problems(prediction, text)
        first = problems[0] if problems else Fault("", "", "does not hold up", "validate it")
        raise RefusedError(_said(first.path, first.what, first.mend))
    if prediction.truncated_at is not None and prediction.truncated_at > len(text):
        what = f"{prediction.truncated_at} lies outside the text, which has {len(text)} code points"
        raise RefusedError(_said("truncated_at", what, "count code points"))
    if prediction.failure is not None:
        return Prediction(article.id, failure=f"reported: {prediction.failure}"[:REASON_LENGTH])
    return prediction


def layers_of(prediction: Prediction) -> tuple[str, ...]:
    """Return the layers that a prediction attempts, in the order of the contract."""
    return tuple(layer for layer in LAYERS if getattr(prediction, layer) is not None)


def _check_layers(given: Sequence[str], layers: Sequence[str]) -> None:
    if not layers:
        return
    for layer in layers:
        if layer not in given:
            raise RefusedError(
                f"{layer}: the card declares it, the answer lacks it: "
                "give [] where there is none, or take it out of `layers`"
            )
    for layer in given:
        if layer not in layers:
            raise RefusedError(f"{layer}: is not among the system's layers: declare it")


def _why_not_read(answer: bytes, error: Exception) -> str:
    plain, fault = parse(answer)
    found = [fault] if fault else faults(plain, Prediction)
    return _said(found[0].path, found[0].what, found[0].mend) if found else str(error)


def _said(path: str, what: str, mend: str) -> str:
    reason = f"{path}: {what}: {mend}" if path else f"{what}: {mend}"
    return reason[:REASON_LENGTH]
