"""Slices that only the text shows: posts, refusals, lost characters, odd spaces, line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from copydesk.profile.facts import Facts, offsets
from copydesk.text import Offsets, shared

_POSTING = re.compile(
    r"\b(?:(?:re)?tweet|(?:re)?post|skeet|toot|live-?stream|blog)(?:s|ed|ted|ing|ged)?\b", re.I
)
_PLATFORM = re.compile(
    r"\b(?:Facebook|Instagram|Twitter|TikTok|Telegram|WhatsApp|Bluesky|Mastodon|LinkedIn|Weibo"
    r"|WeChat|Truth Social|YouTube|Reddit|Snapchat|Threads|social media|social network"
    r"|on X|X post|X account)\b|(?<!\w)@\w{2,}"
)
_DECLINED = re.compile(
    r"\b(?:(?:declin|refus)(?:es|ed|ing) (?:all |any )?(?:(?:to|further) )?"
    r"(?:(?:publicly )?comment|answer|be interviewed|be drawn|elaborate|discuss|say)"
    r"|would not (?:comment|be drawn|elaborate)"
    r"|(?:did|do|does|had|has|have)(?: not|n[’']?t) (?:immediately )?"
    r"(?:respond(?:ed)?|repl(?:y|ied)|return(?:ed)?|answer(?:ed)?|comment(?:ed)?)"
    r"|could not (?:immediately )?be reached|(?:had )?no comment"
    r"|(?:was|were|been) (?:contacted|approached|asked) for (?:a )?comment"
    r"|went unanswered|was not available for comment)\b",
    re.I,
)
_ODD = re.compile("[\u00a0\u00ad\u200b-\u200d\u202f\u2060\ufeff]")
_LOST = re.compile(
    "â€[\u0080-\u00bf™œ˜“”¦\u009d]?|Ã[\u0080-\u00bf]|Â[\u00a0-\u00bf]|ï¿½|\ufffd"
    r"|&(?:amp|quot|nbsp|lt|gt|apos|[rl][sd]quo|[mn]dash|hellip|pound|euro|#x?\w+);"
    r"|\w\?(?:s|t|re|ve|ll|d|m)\b"
    r"|\b(?:[Hh]es|[Ss]hes|[Dd]ont|[Dd]oesnt|[Dd]idnt|[Cc]ant|[Ww]ont|[Ii]snt|[Ww]asnt|[Ww]erent"
    r"|[Aa]rent|[Hh]asnt|[Hh]avent|[Hh]adnt|[Cc]ouldnt|[Ww]ouldnt|[Ss]houldnt|[Tt]heyre|[Tt]heyve"
    r"|[Tt]heyll|[Yy]oure|[Yy]ouve|[Yy]oull|[Ww]eve|[Tt]hats|[Ww]hats|[Tt]heres|Im|Ive)\b"
)
_STOPPED_SHORT = re.compile(r"(?:,[\"”’']?|\w)[^\S\n]*\n[^\S\n]*(?=\S)")
_LONGER = re.compile(r"\b\w{4,}")
#: The part of a headline's longer words that begin with a capital in title case.
TITLE_CASE = 0.8


def posts(facts: Facts) -> Iterator[Offsets]:
    """Yield attributions whose cue is posting, or that name a platform beside the content."""
    for said in facts.attributions:
        if any(_POSTING.search(span.text) for span in said.cue):
            yield facts.hull(said)
            continue
        cues = offsets(said.cue)
        contents = sorted(offsets(said.content))
        around = [one for one in facts.geometry.sentences if any(shared([one], [c]) for c in cues)]
        if any(
            not shared([match.span()], contents)
            for start, end in around
            for match in _PLATFORM.finditer(facts.text, start, end)
        ):
            yield facts.hull(said)


def declined(facts: Facts) -> Iterator[Offsets]:
    """Yield body sentences in which somebody gives no comment or answer."""
    for start, end in facts.sentences:
        if _DECLINED.search(facts.text, start, end):
            yield start, end


def _matches(facts: Facts, pattern: re.Pattern[str]) -> Iterator[Offsets]:
    for match in pattern.finditer(facts.text):
        if facts.outside_furniture(*match.span()):
            yield match.span()


def odd_spaces(facts: Facts) -> Iterator[Offsets]:
    """Yield no-break, soft-hyphen and zero-width characters outside furniture."""
    return _matches(facts, _ODD)


def lost_characters(facts: Facts) -> Iterator[Offsets]:
    """Yield broken encoding, HTML entities and lost apostrophes outside furniture."""
    return _matches(facts, _LOST)


def stray_breaks(facts: Facts) -> Iterator[Offsets]:
    """Yield line ends that interrupt a sentence.

    Both lines are body, the first ends on a comma (with a closing mark or without) or a letter,
    and after a letter the next begins with a small one.
    """
    lines = facts.body_lines
    for match in _STOPPED_SHORT.finditer(facts.text):
        before, after = match.start(), match.end()
        stands = [_line_of(lines, before), _line_of(lines, after)]
        comma = facts.text[before] == ","
        if None not in stands and (comma or facts.text[after].islower()):
            yield before, after


def _line_of(lines: Iterable[Offsets], place: int) -> Offsets | None:
    return next((line for line in lines if line[0] <= place < line[1]), None)


def headline_capitals(facts: Facts) -> Iterator[Offsets]:
    """Yield headlines in title case, and those with a word in capitals that is no name."""
    names = sorted(offsets(facts.entities))
    for zone in facts.zones:
        if zone.kind == "headline":
            words = list(_LONGER.finditer(facts.text, zone.start, zone.end))
            capitals = sum(word[0][0].isupper() for word in words)
            title = len(words) >= 4 and capitals >= TITLE_CASE * len(words)
            shouted = any(word[0].isupper() and not shared([word.span()], names) for word in words)
            if title or shouted:
                yield zone.start, zone.end


__all__ = [
    "declined",
    "headline_capitals",
    "lost_characters",
    "odd_spaces",
    "posts",
    "stray_breaks",
]
