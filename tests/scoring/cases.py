"""Cases that scorers of the field get wrong: our value, and what each peer says.

A peer's number was measured with the version that is named; where the peer is installed it is
run again. Of tools that no package index holds, the answer is read off their code or as reported.
"""

from __future__ import annotations

import collections
import collections.abc
import importlib
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from copydesk.errors import InputError
from copydesk.stats import compare_systems

from .markup import answer, corpus, document, gold, score, value

Spans = Sequence[tuple[int, int, str]]
#: A text of one long word, in which no edge is ever stripped, and words enough for any list.
LONG = "x" * 600 + " word" * 30


@dataclass(frozen=True)
class Peer:
    """A tool, the version measured (or where its answer is from), and what it says."""

    tool: str
    version: str
    said: str
    run: Callable[[], str] | None = None

    @property
    def installed(self) -> str | None:
        try:
            return version(self.tool)
        except PackageNotFoundError:
            return None


@dataclass(frozen=True)
class Case:
    name: str
    right: str
    ours: Callable[[], str]
    peers: tuple[Peer, ...]


def show(number: float | None) -> str:
    """A value as the tables print it; undefined is `-`."""
    if number is None:
        return "-"
    return f"{number:.3f}".lstrip("0") if 0 < number < 1 else f"{number:.3g}"


def names(golds: Sequence[Spans], answers: Sequence[Spans], text: str = LONG) -> Any:
    """Score names given as (start, end, label), a list a document."""

    def items(spans: Spans) -> list[dict[str, Any]]:
        return [{"start": s, "end": e, "label": label} for s, e, label in spans]

    held = [document(text, f"d{n}", entities=items(spans)) for n, spans in enumerate(golds)]
    given = [{"id": f"d{n}", "entities": items(spans)} for n, spans in enumerate(answers)]
    return score(held, given)


def _refusal(golds: Sequence[Spans], answers: Sequence[Spans]) -> str:
    try:
        names(golds, answers)
    except InputError as error:
        return "refused: " + ", ".join(sorted({one.code for one in error.problems if one.line}))
    return "scored"


def _both(one: str, other: str) -> str:
    return one if one == other else f"{one} or {other}"


def _entity(metric: str, golds: Sequence[Spans], answers: Sequence[Spans]) -> str:
    return show(value(names(golds, answers), f"entities:{metric}"))


# --- peers ------------------------------------------------------------------------------------
def _quietly(call: Callable[[], Any]) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found = call()
        except Exception as error:
            return type(error).__name__
    return found if isinstance(found, str) else show(float(found))


def nervaluate(
    golds: Sequence[Spans],
    answers: Sequence[Spans],
    strategy: str,
    of: str = "f1",
    loader: str = "dict",
    tags: Sequence[str] | None = None,
) -> str:
    def run() -> float:
        def items(spans: Spans) -> list[dict[str, Any]]:
            return [{"start": s, "end": e, "label": label} for s, e, label in spans]

        evaluator = importlib.import_module("nervaluate").Evaluator(
            [items(spans) for spans in golds],
            [items(spans) for spans in answers],
            tags=list(tags or {span[2] for spans in golds for span in spans}),
            loader=loader,
        )
        return float(getattr(evaluator.evaluate()["overall"][strategy], of))

    return _quietly(run)


def seqeval(golds: Any, answers: Any, function: str = "f1_score", **options: Any) -> str:
    return _quietly(
        lambda: getattr(importlib.import_module("seqeval.metrics"), function)(
            golds, answers, **options
        )
    )


def spacy_spans(golds: Sequence[Any], answers: Sequence[Any], cut: bool) -> str:
    """Precision of spaCy's `Scorer.score_spans`; `cut`: the prediction has finer tokens."""

    def run() -> float:
        blank = importlib.import_module("spacy").blank("en")
        tokens = importlib.import_module("spacy.tokens")
        training = importlib.import_module("spacy.training")
        scorer = importlib.import_module("spacy.scorer").Scorer
        coarse = tokens.Doc(blank.vocab, words=["ab-cd-ef", "gh"], spaces=[True, False])
        fine = tokens.Doc(
            blank.vocab, words=["ab", "-", "cd", "-", "ef", "gh"], spaces=[False] * 4 + [True] * 2
        )
        side = fine if cut else coarse.copy()
        coarse.spans["all"] = [tokens.Span(coarse, *span) for span in golds]
        side.spans["all"] = [tokens.Span(side, *span) for span in answers]
        found = scorer.score_spans(
            [training.Example(side, coarse)],
            attr="spans",
            getter=lambda doc, _: doc.spans["all"],
            allow_overlap=True,
            has_annotation=lambda _: True,
        )
        return float(found["spans_p"])

    return _quietly(run)


def neleval_overlap(golds: Sequence[Any], answers: Sequence[Any]) -> str:
    def run() -> float:
        for name in ("Sequence", "Iterable", "Mapping"):  # it was written for Python before 3.10
            if not hasattr(collections, name):
                setattr(collections, name, getattr(collections.abc, name))
        kit = importlib.import_module("neleval.annotation")

        def items(spans: Sequence[Any]) -> list[Any]:
            return [
                kit.Annotation("d", s, e - 1, [kit.Candidate("Q1", 1.0, "PER")]) for s, e in spans
            ]

        right, wrong, _, _ = kit.Measure(["span"], agg="overlap-sumsum").contingency(
            items(answers), items(golds)
        )
        return float(right / (right + wrong))

    return _quietly(run)


def sacrebleu_p() -> str:
    def run() -> float:
        kit = importlib.import_module("sacrebleu.significance")
        bleu = importlib.import_module("sacrebleu.metrics").BLEU
        lines = [f"the cat sat on the mat {n}" for n in range(50)]
        metric = bleu(references=[[line.replace("sat", "sits") for line in lines]])
        test = kit.PairedTest(
            [("one", lines), ("copy", list(lines))], {"BLEU": metric}, None, "ar", n_samples=1000
        )
        return float(test()[1]["BLEU"][1].p_value)

    return _quietly(run)


# --- ours -------------------------------------------------------------------------------------
_TALK = "“It rained hard all of the day,” Ada said. “The bridge is safe now,” Lee said."
_GOLD_TALK = (
    "[c1|“It rained hard all of the day,”] [s1|Ada] [q1|said]. "
    "[c2|“The bridge is safe now,”] [s2|Lee] [q2|said]."
)


def _whole_article(times: int) -> str:
    held = gold(_GOLD_TALK)
    whole = {"start": 0, "end": len(held.text)}
    sources = [{"start": 33, "end": 36}, {"start": 69, "end": 72}]
    items = [{"content": [whole], "source": [sources[n % 2]]} for n in range(times)]
    return show(value(score(held, {"id": "x", "attributions": items}), "attributions:wsw"))


def _one_in_ten() -> str:
    held = [gold(_GOLD_TALK, f"d{n}") for n in range(10)]
    found = score(held, answer(_GOLD_TALK, "d0"), allow_missing=True)
    return show(found.layers["attributions"].headline.recall)


def _disjoint_contents() -> str:
    held = gold(_GOLD_TALK)
    given = answer(
        "“It rained hard all of the day,” [s1|Ada] [q1|said]. "
        "“The bridge [c1|is] safe now,” [s2|Lee] [q2|said][c2|.]"
    )
    found = score(held, given)
    return show(max(one.value or 0 for one in found.layers["attributions"].metrics.values()))


def _five_copies() -> str:
    given = answer(_GOLD_TALK)
    given["attributions"] = given["attributions"][:1] * 5
    counts = score(gold(_GOLD_TALK), given).layers["attributions"].metrics["wsw@.5"].counts
    return f"TP {counts['true_positives']}, FP {counts['predicted'] - counts['true_positives']}"


def _full_stop() -> str:
    held = gold("[k|It rained all day.] [k|The bridge fell in May.] Nobody knew.")
    given = answer("[k|It rained all day]. [k|The bridge fell in May]. Nobody knew.")
    return show(value(score(held, given), "claims:check_worthy_exact"))


def _own_copy() -> str:
    found = names([[(0, 3, "PERSON")]] * 5, [[(0, 3, "PERSON"), (5, 8, "ORG")]] * 5)
    clusters = found.counts.by_cluster()
    headline = found.metrics("entities")[0]
    return show(compare_systems(headline, clusters, clusters.copy(), resamples=10).p)


def _renumbered() -> str:
    held = gold(_GOLD_TALK)
    given = answer(_GOLD_TALK)
    given["attributions"].reverse()
    return show(value(score(held, given), "attributions:all_exact"))


def _typed(label: str, *, spurious: str) -> list[tuple[int, int, str]]:
    return [(0, 3, label), (5, 8, spurious), (10, 13, spurious)]


_ORDER: tuple[Spans, Spans] = (
    [(5, 15, "PERSON"), (0, 10, "PERSON")],
    [(0, 10, "PERSON"), (5, 15, "PERSON")],
)
_PULL: tuple[Spans, Spans] = (
    [(5, 15, "ORG"), (0, 4, "ORG")],
    [(0, 4, "ORG"), (5, 15, "ORG")],
)
_TWO: list[Spans] = [[(0, 10, "ORG"), (10, 20, "ORG")]]
_ONE: list[Spans] = [[(0, 10, "PERSON")]]
_BIG: list[Spans] = [[(0, 500, "ORG")]]
_SMALL: list[Spans] = [[(100, 104, "ORG")]]
_FIVE: list[Spans] = [[(100 * n, 100 * n + 10, "ORG") for n in range(5)]]
_WIDE: list[Spans] = [[(0, 500 - n, "ORG") for n in range(5)]]
_EMPTY_FIRST: list[Spans] = [[], [(0, 3, "PERSON")]]

NERVALUATE, SEQEVAL, SPACY, NELEVAL, SACREBLEU = "1.2.1", "1.2.2", "3.8.18", "3.1.1", "2.6.0"


def _symmetric() -> str:
    found = [
        (_entity("type", one, other), _entity("partial", one, other))
        for one, other in ((_BIG, _SMALL), (_SMALL, _BIG))
    ]
    assert found[0] == found[1]
    return f"type {found[0][0]}, partial {found[0][1]}"


CASES: tuple[Case, ...] = (
    Case(
        "strict: one right and one crossing prediction, in either order",
        ".667",
        lambda: _both(*(_entity("strict", _ONE, [order]) for order in _ORDER)),
        (
            Peer(
                "nervaluate",
                NERVALUATE,
                "0 or .667",
                lambda: _both(*(nervaluate(_ONE, [order], "strict") for order in _ORDER)),
            ),
        ),
    ),
    Case(
        "type: two neighbours, one prediction across both, in either order",
        "1",
        lambda: _both(*(_entity("type", _TWO, [order]) for order in _PULL)),
        (
            Peer(
                "nervaluate",
                NERVALUATE,
                ".500 or 1",
                lambda: _both(*(nervaluate(_TWO, [order], "ent_type") for order in _PULL)),
            ),
        ),
    ),
    Case(
        "type: gold [0, 5), predicted [5, 10)",
        "0",
        lambda: _entity("type", [[(0, 5, "ORG")]], [[(5, 10, "ORG")]]),
        (
            Peer(
                "nervaluate",
                NERVALUATE,
                "1",
                lambda: nervaluate([[(0, 5, "ORG")]], [[(5, 10, "ORG")]], "ent_type"),
            ),
        ),
    ),
    Case(
        "gold of 500 characters, 4 of them predicted; and swapped",
        "type 1, partial .500",
        _symmetric,
        (
            Peer(
                "nervaluate",
                NERVALUATE,
                "type 0, swapped 1",
                lambda: (
                    f"type {nervaluate(_BIG, _SMALL, 'ent_type')}, "
                    f"swapped {nervaluate(_SMALL, _BIG, 'ent_type')}"
                ),
            ),
        ),
    ),
    Case(
        "two predictions of a label outside the label set",
        "refused: unknown-value",
        lambda: _refusal([[(0, 3, "PERSON")]], [_typed("PERSON", spurious="PER")]),
        (
            Peer(
                "nervaluate",
                NERVALUATE,
                "P 1",
                lambda: (
                    "P "
                    + nervaluate(
                        [[(0, 3, "PERSON")]],
                        [_typed("PERSON", spurious="PER")],
                        "strict",
                        "precision",
                        tags=["PERSON"],
                    )
                ),
            ),
        ),
    ),
    Case(
        "the first document has no name",
        "1",
        lambda: _entity("strict", _EMPTY_FIRST, _EMPTY_FIRST),
        (
            Peer(
                "nervaluate",
                NERVALUATE,
                "IndexError",
                lambda: nervaluate(_EMPTY_FIRST, _EMPTY_FIRST, "strict", loader="default"),
            ),
        ),
    ),
    Case(
        "a span of no length, gold [0, 3), predicted [3, 3)",
        "refused: reversed",
        lambda: _refusal([[(0, 3, "PERSON")]], [[(3, 3, "PERSON")]]),
        (
            Peer(
                "nervaluate",
                NERVALUATE,
                "type 1",
                lambda: (
                    "type " + nervaluate([[(0, 3, "PERSON")]], [[(3, 3, "PERSON")]], "ent_type")
                ),
            ),
        ),
    ),
    Case(
        "strict: nothing well formed in gold (I-PER I-PER), one name predicted",
        "0",
        lambda: _entity("strict", [[]], [[(0, 3, "PERSON")]]),
        (
            Peer(
                "seqeval",
                SEQEVAL,
                "1",
                lambda: seqeval([["I-PER", "I-PER"]], [["B-PER", "I-PER"]], mode="strict"),
            ),
        ),
    ),
    Case(
        "no name on either side",
        "-",
        lambda: _entity("strict", [[]], [[]]),
        (
            Peer(
                "seqeval",
                SEQEVAL,
                "0, report: ValueError",
                lambda: (
                    seqeval([["O", "O"]], [["O", "O"]])
                    + ", report: "
                    + seqeval([["O", "O"]], [["O", "O"]], "classification_report")
                ),
            ),
        ),
    ),
    Case(
        "one right prediction and two inside its word: precision",
        ".333",
        lambda: show(
            names([[(0, 8, "PERSON")]], [[(0, 8, "PERSON"), (0, 2, "PERSON"), (3, 5, "PERSON")]])
            .layers["entities"]
            .headline.precision
        ),
        (
            Peer(
                "spacy",
                SPACY,
                "1",
                lambda: spacy_spans(
                    [(0, 1, "PER")], [(0, 5, "PER"), (0, 1, "PER"), (2, 3, "PER")], True
                ),
            ),
        ),
    ),
    Case(
        "one right prediction, twice: precision",
        ".500",
        lambda: show(
            names([[(0, 8, "PERSON")]], [[(0, 8, "PERSON")] * 2])
            .layers["entities"]
            .headline.precision
        ),
        (
            Peer(
                "spacy",
                SPACY,
                "1",
                lambda: spacy_spans([(0, 1, "PER")], [(0, 1, "PER")] * 2, False),
            ),
        ),
    ),
    Case(
        "one right prediction, two of a type that gold lacks: precision",
        ".333",
        lambda: show(
            names([[(0, 3, "PERSON")]], [_typed("PERSON", spurious="ORG")])
            .layers["entities"]
            .headline.precision
        ),
        (
            Peer(
                "HIPE-scorer",
                "by its code: hipe-eval/HIPE-scorer, hipe_evaluation/ner_eval.py",
                "1",
            ),
        ),
    ),
    Case(
        "the predictions in another order, ids renumbered",
        "1",
        _renumbered,
        (Peer("brateval", "reported: READ-BioMed/brateval", ".500 or 1"),),
    ),
    Case(
        "three predictions on one gold span: precision",
        ".333",
        lambda: show(
            names(
                [[(0, 10, "PERSON")]],
                [[(0, 10, "PERSON"), (0, 5, "PERSON"), (5, 15, "PERSON")]],
            )
            .layers["entities"]
            .metrics["type"]
            .precision
        ),
        (
            Peer(
                "neleval",
                NELEVAL,
                ".833",
                lambda: neleval_overlap([(0, 10)], [(0, 10), (0, 5), (5, 15)]),
            ),
        ),
    ),
    Case(
        "a system against its own copy: p",
        "1",
        _own_copy,
        (Peer("sacrebleu", SACREBLEU, ".001", sacrebleu_p),),
    ),
    Case(
        "five near-document-wide spans for five names",
        "type 1, strict 0, iou(.5) 0",
        lambda: ", ".join(
            f"{name} {_entity(name, _FIVE, _WIDE)}" for name in ("type", "strict", "iou(.5)")
        ),
        (
            Peer(
                "nervaluate",
                NERVALUATE,
                "type 1",
                lambda: f"type {nervaluate(_FIVE, _WIDE, 'ent_type')}",
            ),
        ),
    ),
    Case(
        "the whole article, as often as there are quotations, with the right sources",
        "0",
        lambda: _whole_article(2),
        (
            Peer(
                "GenderGapTracker",
                "by its code: sfu-discourse-lab/GenderGapTracker, evaluate_quotes.py "
                "(overlap / gold length; predictions compared by value)",
                "P 1, R 1",
            ),
        ),
    ),
    Case(
        "predictions for one document in ten: recall",
        ".100",
        _one_in_ten,
        (
            Peer(
                "GenderGapTracker",
                "by its code: evaluate_quotes.py (a missing file is passed over)",
                "1",
            ),
            Peer("BEIR", "reported: mean over answered queries", "1"),
        ),
    ),
    Case(
        "contents disjoint from gold's, sources and cues right: the best of all metrics",
        "0",
        _disjoint_contents,
        (Peer("GermEval-2023", "reported: scorer of umanlp/SpkAtt-2023, task 1", "1"),),
    ),
    Case(
        "five copies of one right quotation",
        "TP 1, FP 4",
        _five_copies,
        (
            Peer(
                "Citron",
                "by its code: bbc/citron, citron/metrics.py (each prediction takes any gold)",
                "TP 5",
            ),
        ),
    ),
    Case(
        "the final full stop trimmed from each claim",
        "1",
        _full_stop,
        (
            Peer(
                "exact span F1",
                "reported: a public claim set, untrimmed and trimmed",
                ".371 -> .543",
            ),
        ),
    ),
)

__all__ = ["CASES", "Case", "Peer", "corpus", "names", "nervaluate", "seqeval", "show"]
