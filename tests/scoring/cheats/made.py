"""Made-up golds: dense and sparse articles from patterns."""

from __future__ import annotations

import random

from copydesk.corpus import Corpus
from copydesk.labels import CATEGORIES, ZONE_KINDS

from ..markup import corpus as as_corpus
from ..markup import gold

_PEOPLE = ("Ada Lee", "Bob Kim", "Carla Diaz", "Dev Rao", "Eve Stone", "Finn Okafor")
_BODIES = ("Acme", "Bank of Spain", "Red Cross", "Unite", "Harbour Board")
_PLACES = ("Leeds", "York", "New Haven", "Spain", "Goa")
_FACTS = (
    "the bridge in [GPE|{place}] fell in May after {n} years",
    "[ORG|{body}] lost {n} million pounds last year",
    "prices in [GPE|{place}] rose by {n} per cent",
    "the new law will cost {n} jobs in [GPE|{place}]",
)
_DULL = (
    "The market opens at {n}.",
    "It was a cold morning.",
    "Nobody knew what to expect.",
    "The square was full of people, and a band played for the crowd until noon.",
)
_SPEECH = (
    "[s{i}|[PERSON|{who}]] [q{i}|said] [c{i}|that [k|{fact}]].",
    "At a meeting that went on until late at night, [s{i}|[PERSON|{who}]], who had come with three "
    "of her neighbours, [q{i}|said] [c{i}|that [k|{fact}]].",
    "“[c{i}|[k|{Fact}]],” [q{i}|said] [s{i}|[PERSON|{who}] of [ORG|{body}]].",
    "[q{i}|According to] [s{i}|the mayor], [c{i}|[k|{fact}]].",
    "[s{i}|She] [q{i}|warned] [c{i}|that [v|{fact}]], a plan that took years to draw up.",
    "[c{i}|“It is what we all feared,”] [s{i}|he] [q{i}|added].",
    "[c{i}|[k|{Fact}]], the paper [q{i}|learned] on Monday.",
)
#: Nothing follows these on their line.
_OWN_LINE = {*CATEGORIES, *ZONE_KINDS}
_FURNITURE = (
    "[related_inline|READ MORE: Ten things to know about {place}]",
    "[newsletter_signup|Sign up to our newsletter]",
    "[nav_ui|Menu\nSport\nOpinion]",
    "[promo_ad|Subscribe now for {n} pounds a month]",
    "[reader_callout|Do you know more? Write to us.]",
)


def synthetic(seed: int = 0, documents: int = 24, speech: float = 0.5) -> Corpus:
    """Return made-up articles; `speech` is the share of sentences with an attribution."""
    rng = random.Random(seed)
    held = []
    for number in range(documents):
        speakers: dict[int, list[str]] = {}
        parts = [f"[headline|{rng.choice(_PLACES)} waits for news]"]
        for _ in range(rng.randint(8, 14)):
            who, body, place = rng.choice(_PEOPLE), rng.choice(_BODIES), rng.choice(_PLACES)
            fill = {"who": who, "body": body, "place": place, "n": rng.randint(2, 90)}
            fact = rng.choice(_FACTS).format(**fill)
            fill |= {"fact": fact, "Fact": fact[0].upper() + fact[1:]}
            if rng.random() < speech:
                pattern = rng.choice(_SPEECH)
                fill["i"] = len(speakers) + 1
                named = "{who}" in pattern or "|She]" in pattern or "|he]" in pattern
                speakers[fill["i"]] = [who] if named else []
                if "[k|{Fact}]" in pattern and fact.startswith("["):
                    fill["Fact"] = fact
                parts.append(pattern.format(**fill))
            elif rng.random() < 0.25:
                parts.append(f"[k|{fill['Fact']}].")
            else:
                parts.append(rng.choice(_DULL).format(**fill))
        for _ in range(rng.choice([0, 0, 1, 2, 3])):
            place = rng.randint(1, len(parts))
            parts.insert(
                place, rng.choice(_FURNITURE).format(place=rng.choice(_PLACES), n=rng.randint(2, 9))
            )
        markup = parts[0]
        for part, after in zip(parts[1:], parts, strict=False):
            alone = (
                part[1:].partition("|")[0] in CATEGORIES or after[1:].partition("|")[0] in _OWN_LINE
            )
            markup += ("\n" if alone or rng.random() < 0.5 else " ") + part
        held.append(gold(markup, f"d{number}", outlet=f"o{number % 8}", speakers=speakers))
    return as_corpus(held)
