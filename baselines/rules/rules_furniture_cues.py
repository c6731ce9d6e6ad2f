"""Phrases by which a line gives itself away as web furniture, by category, in order of precedence.

Each line of a block of phrases holds alternatives (regular expressions, parted by `|`); they are
matched case-blind against the whole line with straight quotation marks. The limit on words keeps
a paragraph *about* cookies, newsletters or copyright in the article.
"""

import re
from dataclasses import dataclass

# Where a phrase must stand in the line, as a frame around the alternatives.
_FRAMES = {
    "anywhere": r"(?:%s)",
    "start": r"^(?:%s)",
    "whole": r"^(?:%s)\s*[:…\.>»]*$",
    "label": r"^[\[(]?(?:%s)\s*(?:[:|–—>»]|\.\.\.|…|-\s)\s*\S",  # READ MORE: ...
}


@dataclass(frozen=True, slots=True)
class Cue:
    """A compiled block of phrases: it speaks only for lines of at most `most` words."""

    category: str
    most: int
    pattern: re.Pattern[str]


_TABLE: tuple[tuple[str, int, str, str], ...] = (
    ("privacy_consent", 90, "anywhere", r"""
        ^your privacy\b|^we (?:use|share|keep|collect|store|process|value) your
        ways you've consented|we use your sign-?up|you can unsubscribe
    """),
    ("privacy_consent", 45, "anywhere", r"""
        (?:our|the|see|read) (?:\S+ )?privacy (?:policy|notice|statement)
        ^privacy (?:policy|notice|statement)|^cookies? (?:policy|settings)
    """),
    ("newsletter_signup", 50, "anywhere", r"""
        (?:in|to|into) your (?:e-?mail )?inbox|your email address|enter your e-?mail
        thanks for (?:signing up|subscribing)|please enter a valid|keep an eye on your inbox
        (?:check|confirm) your (?:e-?mail|inbox)|error processing your
    """),
    ("newsletter_signup", 30, "start", r"""
        (?:please |click here to )?sign up (?:here|now|today|to (?:receive|get))
        (?:please )?sign up for (?:(?:free|our|more|updates)\b|[^.!?]*$)
        (?:get|receive) (?:\S+ ){0,8}?(?:newsletter|by e-?mail|alerts)
        \[ ?\]|stay (?:up to date|informed|in the know|connected)|never miss (?:a|an|out)\b
    """),
    ("newsletter_signup", 8, "anywhere", r"\bnewsletters?[!:]?$|^newsletter"),
    ("related_list", 9, "whole", r"""
        related(?: (?:articles?|stor(?:y|ies)|content|news|coverage|links?|topics?|posts?|reading))?
        more (?:from|on|in) .{2,40}|more (?:stories|news|like this|coverage|to read|headlines)
        most[ -](?:read|popular|viewed|shared|recent|watched)(?: .{2,30})?|trending(?: .{2,12})?
        recommended(?: for you| stories| reading)?|promoted stories|from our partners
        you (?:may|might) (?:also )?(?:like|be interested in|enjoy)(?: these)?|you may have missed
        editor'?s'? (?:picks|choice)|editors' (?:picks|choice)|top stories|around the web|up next
        (?:the )?latest (?:news|stories|headlines)|in other news|see also|further reading
        read (?:more|next|also)|also read|don'?t miss|must[ -]reads?|what to read next|more:
        popular (?:now|stories)|other (?:stories|news)|elsewhere on .{2,30}|also (?:on|in) .{2,30}
        explore more(?: .{2,30})?
    """),
    ("related_inline", 32, "label", r"""
        read (?:more|also|next)|also (?:read|see)|see (?:also|more)|don'?t miss|must[ -]read
        related(?: (?:article|story|news|stories|coverage|content))?|recommended|further reading
        more here|more on this(?: story)?|watch(?: now| more| also| next| live)?|up next|explore
        from the archives?|in case you missed it|just in|you may like|listen now|background
        (?:photos?|pictures|video|gallery|photo gallery|in pictures|podcast)(?= ?[|:])
    """),
    ("related_inline", 20, "anywhere", r"""
        ^(?:read|more|also|related|watch|listen)\s*(?:[|>»]|:\s)(?!.*[.!]$)\s*\S
    """),
    ("source_credit", 14, "start", r"""
        (?:sources?|via|credits?|(?:photo|image) (?:credits?|source)|hat tip|h/t)\s*[:/]\s*\S
        (?:chart|graphic|picture|map|rendering|illustration|drawing|photograph)s?: [^.]*$
        (?:submitted|supplied|contributed|handout|file) (?:photo|picture|image)s?$
        source\(s\)|photos?(?: by)?\s*:\s*\S|originally from\s*:
    """),
    ("source_credit", 40, "anywhere", r"""
        has not been edited by|syndicated feed|republished (?:from|with|under)|appeared first on
        ^th(?:is|e) (?:article|story|post|piece) (?:was |has been |also )?(?:originally|first)
        ^th(?:is|e) (?:article|story|post|piece|report) (?:was |has been |is )?(?:re)?published
        ^(?:originally|first) published|^read the original article|reprinted with permission
        read full article
    """),
    ("legal_notice", 120, "anywhere", r"""
        all rights reserved|(?:may|must|can)(?:not| not) be (?:published|reproduced|redistributed)
        without (?:the )?(?:prior |express )*written permission|^(?:copyright\s*)?(?:©|\(c\))
        ^copyright\s|(?:views|opinions) (?:and opinions )?expressed (?:in this|here(?:in)?|by|are)
        ^disclaimer|(?:do|does) not (?:necessarily )?reflect the (?:official )?(?:views|opinions)
        quotes? (?:are )?delayed (?:at least|by)|for (?:informational|information) purposes only
        forward-looking statements? (?:within|involve|are|made)
    """),
    ("legal_notice", 25, "anywhere", r"""
        ^terms (?:of (?:use|service)|and conditions|& conditions)|©\s*\d{4}|©.{0,40}$
        ^our standards:|transcripts? (?:are|is) created|use of this (?:site|website) constitutes
    """),
    ("nav_ui", 9, "whole", r"""
        back to top|skip to .*|load more.*|explore (?:further|more)|click (?:to|for) .{2,40}
        tap to .*|\d+ (?:of|/) \d+|(?:slide|image|photo|video) \d+(?: (?:of|/) \d+)?
        \d+ min(?:ute)?s?(?: read)?|open in .*|video player.*|autoplay.*|text size.*|key links
        list of \d+ items|end of list|media playback is .*|last updated.*
    """),
    ("tag_list", 45, "anywhere", r"""
        ^(?:tags?|filed (?:under|in)|topics?|categor(?:y|ies))\s*:(?!.*[.!?]$)\s*\S
        ^(?:keywords?|posted in)\s*:(?!.*[.!?]$)\s*\S
        ^(?:more about|labels?|related topics|people|companies)\s*:(?!.*[.!?]$)\s*\S
        ^(?:tagged(?: with| as| in)?|in this (?:article|story))\s*:(?!.*[.!?]$)\s*\S
        ^(?:#\w+[\s,]*){2,}$|^(?:topics|tags)$
    """),
    ("embed_residue", 40, "anywhere", r"""
        ^(?:pic\.twitter\.com|https?://t\.co)/\S+$|^a (?:post|photo|video) (?:shared|posted) by
        ^[^.]{3,60} \((?:pdf|docx?|xlsx?)(?:[,;] [^)]*)?\)$|enable javascript|video unavailable
        (?:could not|cannot|failed to|unable to) load (?:the |this )?(?:map|video|content|chart)
        view this post on|your browser does(?: not|n't)
        this (?:video|content|embed) (?:is not|cannot be|isn't|is no longer)|^\(?embedded content
        ^(?:loading )?(?:player|video)\.\.\.|javascript (?:is )?(?:required|disabled)
    """),
    ("markup_noise", 400, "anywhere", r"""
        ^[\W_]+$|^(?://|<!--|-->|/\*)|^\s*[{\[]\s*["']
        ^(?:https?://|www\.)\S+$|^(?:</?\w[^>]*>\s*)+$|\{\{.*\}\}|\bgoogletag\b|\.[\w-]+\s*\{[^}]*:
        \[/?(?:button|caption|gallery|embed|video|audio|shortcode|vc_\w+|ad|quote)\b[^\]]*\]
        ^(?:null|undefined|nan|\[object object\])$|&(?:nbsp|amp|quot|#\d+);.*&\w+;|^(?:&#?\w+;\s*)+$
        \[/?[a-z][\w-]*(?: [\w-]+=[^\]]+)\]|\[/[a-z][\w-]*\]|^\W*!?\[[^\]]*\]\([^)]*\)\W*$
        ^[a-z]+(?:_[a-z]+)+$|^\d?\d:\d\d(?: ?/ ?\d?\d:\d\d)?$
    """),
)  # fmt: skip


def compiled_cues() -> list[Cue]:
    """Return the cues with their patterns compiled, in order of precedence."""
    cues = []
    for category, most, where, phrases in _TABLE:
        lines = [line.strip() for line in phrases.split("\n") if line.strip()]
        joined = "|".join(lines)
        cues.append(Cue(category, most, re.compile(_FRAMES[where] % joined, re.IGNORECASE)))
    return cues
