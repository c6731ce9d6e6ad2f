"""Look-alikes: body text that a remover of furniture takes for furniture.

One table, each pattern with the reason why a remover stumbles. A sentence counts where it
touches neither furniture nor a zone, a line where most of it is neither. What half of all real
articles hold (short lines without a stop, lists, addresses) is no pattern here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from copydesk.profile.facts import Facts
from copydesk.text import Offsets


class Lookalike(NamedTuple):
    """A pattern of body text, the unit it is searched in, and why it looks like furniture."""

    name: str
    unit: Literal["sentence", "line"]
    pattern: re.Pattern[str]
    reason: str

    def find(self, facts: Facts) -> Iterator[Offsets]:
        """Yield the sentences or lines of a document's body that fit."""
        units = facts.sentences if self.unit == "sentence" else facts.body_lines
        for start, end in units:
            if self.pattern.search(facts.text[start:end]):
                yield start, end


_OPEN = r"^\W*"

LOOKALIKES: tuple[Lookalike, ...] = (
    Lookalike(
        "begins like a caption",
        "sentence",
        re.compile(
            _OPEN + r"(?:The|This|That|An?) (?:image|picture|photo(?:graph)?|footage|video"
            r"|clip|map|chart|graphic|screenshot)\b",
            re.I,
        ),
        "captions and credits begin so; here the picture is what the story is about",
    ),
    Lookalike(
        "begins like a pointer",
        "sentence",
        re.compile(
            _OPEN + r"(?:Read|See|Watch|Listen to|Click|Scroll|More on|Find out|Discover"
            r"|Related|Also)\b(?! ?:)",
            re.I,
        ),
        "related links begin with these imperatives; here they open a sentence of the story",
    ),
    Lookalike(
        "begins like a call",
        "sentence",
        re.compile(
            _OPEN + r"(?:Sign(?:ing)? up|Subscrib\w+|Follow(?:ing)? (?:us|the|our|him|her)"
            r"|Shar(?:e|ing)|Join(?:ing)?|Download(?:ing)?|Register(?:ing)?|Donat\w+"
            r"|Comment(?:s|ing)?|Contact|Email|Call|Vote|Enter)\b",
            re.I,
        ),
        "calls to act begin so; here the act belongs to the story or to a quotation",
    ),
    Lookalike(
        "newsletter, cookies, subscription",
        "sentence",
        re.compile(
            r"\b(?:newsletter|cookies?|subscri(?:be|ber|ption)\w*|unsubscribe\w*|paywall"
            r"|inbox|privacy polic\w+|personal data|consent|opt(?:ed|ing)? (?:in|out)"
            r"|terms (?:and|of) \w+)\b",
            re.I,
        ),
        "words of sign-up and consent boxes; here the story is about them",
    ),
    Lookalike(
        "advertising, copyright",
        "sentence",
        re.compile(
            r"\b(?:advert(?:s|isements?|ising|isers?)?|sponsor(?:s|ed|ship)?|promotions?|vouchers?"
            r"|special offers?|affiliates?|copyright\w*|all rights|disclaimers?)\b",
            re.I,
        ),
        "words of advertisements and legal notices; here trade or a dispute in the story",
    ),
    Lookalike(
        "told an outlet",
        "sentence",
        re.compile(
            r"\b(?:told|speaking to|spoke to|in an interview with|reported by|first reported"
            r" in|according to) (?:the |our )?(?:Reuters|AFP|AP|BBC|CNN|Press Association"
            r"|reporters?|[A-Z]\w+ ?(?:News|Post|Times|Herald|Gazette|Tribune|Radio|Mail"
            r"|Star|Echo|Courier|Observer|Standard|Telegraph|Chronicle|Mirror|Express"
            r"|Wire|TV|Today))\b"
        ),
        "an outlet's name marks credits and bylines; here it is who was spoken to",
    ),
    Lookalike(
        "one-line quotation",
        "line",
        re.compile(r"^\s*(?:“[^“”]{2,160}”|\"[^\"]{2,160}\"|‘[^‘]{2,160}’)\s*$"),
        "a short line in marks looks like a pull quote or a teaser",
    ),
    Lookalike(
        "sub-heading in capitals",
        "line",
        re.compile(r"^\s*(?=(?:[^A-Z\n]*[A-Z]){4})[^a-z\n]{4,60}\s*$"),
        "a short line in capitals looks like the head of a list of links",
    ),
    Lookalike(
        "prices",
        "line",
        re.compile(
            r"(?:[£$€₦₹¥]|\b(?:S\$|A\$|Rs|EUR|USD|NGN|INR)) ?\d[\d.,]*\d?(?![\d.,]*"
            r" ?(?:m|bn|million|billion|trillion|crore|lakh|k)\b)(?s:.)*"
            r"(?:[£$€₦₹¥]|\b(?:S\$|A\$|Rs|EUR|USD|NGN|INR)) ?\d",
            re.I,
        ),
        "two prices in a line look like an offer; here they are the news",
    ),
    Lookalike(
        "capitals for emphasis",
        "sentence",
        re.compile(
            r"\b(?:NOT|NEVER|NOTHING|STILL|EVERY|EXTEND|ONE|ALL|NO|YES|FREE|NOW|ANY|EVEN|TWICE"
            r"|MUST|OUR|THEIR|BEFORE|AFTER|STOP|WILL|ONLY)\b(?! [A-Z]{2})"
        ),
        "buttons and banners shout; here the paper does",
    ),
)

__all__ = ["LOOKALIKES", "Lookalike"]
