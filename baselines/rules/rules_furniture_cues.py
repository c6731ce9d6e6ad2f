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
    "whole": r"^\W{0,3}(?:%s)\s*(?:[\[(][\d,]+[\])])?[^\w?]{0,4}$",  # « Older posts; Comments (12)
    "label": r"^[\[(]?(?:%s)\s*(?:[:|–—>»]|\.\.\.|…|-\s)\s*\S",  # READ MORE: ...
}

# Parts of alternatives, by the names that the table writes for them.
_LISTED = "(?:related|suggested|recent|popular|latest|featured|similar|active|older|newer)"
_READERS = (
    "(?:(?:user|readers?'?s?|view|show|see|read|add|load|loading|hide|your|all|the|recent) )+"
)


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
        \b(?:use|store)s? [^.]*\bcookies\b.*\byou\b|\binformation on (?:your|a) device\b
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
        related|_LISTED (?:articles?|stor(?:y|ies)|content|news|coverage|links?|topics?|headlines)
        _LISTED (?:posts?|reading|videos?|slide ?shows?|galleries|comments|discussions)
        more (?:from|on|in|by|about) .{2,40}|more (?:news|like this|coverage|to read|headlines)
        (?:read )?more (?:stories|articles|posts) ?(?:from|by|on|about)?(?: .{2,40})?
        (?:view |see |read )?(?:all|other|more) (?:posts|stories|articles) (?:by|from|in) .{2,40}
        most[ -](?:read|popular|viewed|shared|recent|watched|commented|e-?mailed)(?: .{2,30})?
        trending(?: .{2,12})?|archives|external links|hot topics
        recommended(?: for you| stories| reading)?|we recommend|promoted stories|from our partners
        (?:from )?around the web|from the web|popular on .{2,30}
        you (?:may|might) (?:also )?(?:like|be interested in|enjoy)(?: these)?|you may have missed
        editor'?s'? (?:picks|choice)|editors' (?:picks|choice)|(?:today's )?top stories|up next
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
    ("related_inline", 30, "anywhere", r"""
        ^(?:read|more|also|related|watch|listen)\s*(?:[|>»]|:\s)(?!.*[.!]$)\s*\S
        ^to (?:subscribe|hear|read|see|listen|watch|view|sign up|learn more)\b.*://
        ^to (?:subscribe|hear|read|see|listen|watch|view|sign up|learn more)\b.*(?:click|go) here\b
        ^\[(?=(?:[^\s\]]+\s){3})[^\]]*[^\]."\d]\]$
    """),
    ("source_credit", 14, "start", r"""
        \W?(?:sources?|via|credits?|(?:photo|image) (?:credits?|source)|hat tip|h/t)\s*[:/]\s*\S
        (?:chart|graphic|picture|map|rendering|illustration|drawing|photograph)s?: [^.]*$
        (?:submitted|supplied|contributed|handout|file) (?:photo|picture|image)s?$
        source\(s\)|photos?(?: by)?\s*:\s*\S|originally from\s*:
    """),
    ("source_credit", 40, "anywhere", r"""
        has not been edited by|syndicated feed|republished (?:from|with|under)|appeared first on
        ^th(?:is|e) (?:article|story|post|piece) (?:was |has been |also )?(?:originally|first)
        ^th(?:is|e) (?:article|story|post|piece|report) (?:was |has been |is )?(?:re)?published
        ^(?:originally|first) published|^read the original article
        ^(?:re)?(?:printed|published|used) (?:with|by) (?:kind )?permission|^cross-?posted
        ^[a-z][\w .&]{2,40} \d+, [a-z]?\d+(?:[–-]\d+)? \((?:19|20)\d\d\)\.?$|^doi\s*:\s*\S+$
        read full article
    """),
    ("reader_callout", 9, "whole", r"""
        (?:\S+ ){0,3}comments?(?: \S+){0,2} (?:closed|disabled|off|moderated)|no comments(?: yet)?
        _READERS comments?(?: below| here)?|(?:leave|post|add) a (?:reply|comment)
        (?:\d[\d,]* )?(?:comments?|responses|replies|reactions)(?: (?:on|to|so far|yet)\b.*)?
        kommentare|commentaires|comentarios|join the (?:conversation|discussion|debate)
        be the first to .*|what do you think\??|what's your (?:view|opinion)|rate this .*
        report (?:an? |this )?(?:typo|error|mistake|correction|problem|abuse)
        (?:log|sign) ?in (?:or \S+ )?to (?:comment|reply|post|vote).*|(?:take )?our poll|vote now
        \(?optional\)?|(?:name|e-?mail|website|comment|your name|your comment)(?: \(.{2,20}\))? ?\*?
    """),
    ("reader_callout", 30, "anywhere", r"""
        ^you (?:must|need to|have to) (?:be )?(?:log|sign|regist)\S* .*\b(?:comment|post|reply)
        \bin the comments?(?: section)?(?: below)?\W*$|^(?:feedback|corrections)\s*:\s
        (?:share|leave) your (?:thoughts|comments|views|opinion)|comments? (?:powered|hosted) by
    """),
    ("legal_notice", 70, "anywhere", r"""
        ^if you (?:buy|purchase|order) .*\b(?:through|via|using|from) .*\b(?:links?|post|article)\b
        \b(?:get|receive|earn|take)s? an? (?:share|cut|portion|percentage) of .*\b(?:sale|purchase)
        affiliate (?:links?|commission|partner|program)|\b(?:find|read|see)\b.* ethics policy
        \b(?:may|might|we|can) (?:earn|receive|get) (?:an? )?(?:\S+ )?commission\b
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
        (?:continue|keep) reading.*|story continues.*|(?:hide|show|view|see) captions?
        please wait.*|(?:like )?loading|search for|pin it|advertise with us
        (?:sponsored|paid|partner) (?:content|post)
        (?:just|must) (?:watched?|see)|replay.*|page \d+ of \d+|updated .{2,20} ago
        \d+ (?:seconds?|mins?|minutes?|hours?|days?|weeks?|months?|years?) ago|reading time.*
        [\d.,]+[km]? ?(?:shares?|views?|likes?|tweets?|retweets?|followers|votes?|reads|ratings?)
        (?:older|newer|previous|next) (?:posts?|entries|page|article|story)|jump to .{2,20}
        you are here.*|this page was last .*|powered by .{2,30}
        (?:get|see|view|find|read)? ?(?:more|full|all) (?:info(?:rmation)?|details|options|results)
        list of \d+ items|end of list|media playback is .*|last updated.*
    """),
    ("author_bio", 25, "anywhere", r"""
        ^\W?[\w.+-]+@[\w-]+\.[\w.-]+\W*$|^reach .{4,40} at \S+@\S+$
    """),
    ("promo_ad", 60, "start", r"""
        if you(?:'ve| have)? (?:enjoy|like|love|find|found)(?:ed|d)? (?:reading )?(?:this|our)\b
        (?:get|gain|enjoy) (?:\S+ )?access to\b.*\b(?:for (?:as little as|only|just)|code|trial)\b
        (?:you can )?(?:also )?(?:hear|find|download|listen to) .* on (?:itunes|spotify|soundcloud)
        win (?:a|an|two|2) (?:trip|pair|copy|holiday|tickets|place)\b.*!$
    """),
    ("promo_ad", 30, "anywhere", r"""
        \bcancel (?:at )?any ?time\b|\bt&cs? apply\b|\bwhile stocks last\b|\bchance to win\b.*!$
    """),
    ("tag_list", 45, "anywhere", r"""
        ^(?:tags?|filed (?:under|in)|topics?|categor(?:y|ies))\s*:(?!.*[.!?]$)\s*\S
        ^(?:keywords?|posted in)\s*:(?!.*[.!?]$)\s*\S
        ^(?:more about|labels?|related topics|people|companies)\s*:(?!.*[.!?]$)\s*\S
        ^(?:tagged(?: with| as| in)?|in this (?:article|story))\s*:(?!.*[.!?]$)\s*\S
        ^(?:#\w+[\s,]*)+$|^(?:topics|tags)$
    """),
    ("embed_residue", 40, "anywhere", r"""
        ^(?:pic\.twitter\.com|https?://t\.co)/\S+$|^a (?:post|photo|video) (?:shared|posted) by
        ^[^.]{3,60} \((?:pdf|docx?|xlsx?|mp[34]a?|m4a)(?:[,; ] ?[^)]*)?\)$
        ^[^.!?]{3,60} (?:from .{2,40} )?on (?:vimeo|youtube|soundcloud|scribd|flickr)\.?$
        enable javascript|video unavailable
        (?:could not|cannot|failed to|unable to) load (?:the |this )?(?:map|video|content|chart)
        view this post on|your browser does(?: not|n't)
        this (?:video|content|embed) (?:is not|cannot be|isn't|is no longer)|^\(?embedded content
        ^(?:loading )?(?:player|video)\.\.\.|javascript (?:is )?(?:required|disabled)
    """),
    ("markup_noise", 400, "anywhere", r"""
        ^(?![-*•·▪]$)[\W_]+$|^(?://|<!--|-->|/\*)|^\s*[{\[]\s*["']
        ^(?:https?://|www\.)\S+$|^(?:</?\w+(?:\s[^>]*=[^>]*)?/?>\s*)+$|\{\{.*\}\}|\bgoogletag\b|\.[\w-]+\s*\{[^}]*:
        \[/?(?:button|caption|gallery|embed|video|audio|shortcode|vc_\w+|ad|quote)\b[^\]]*\]
        ^(?:null|undefined|nan|\[object object\])$|&(?:nbsp|amp|quot|#\d+);.*&\w+;|^(?:&#?\w+;\s*)+$
        \[/?[a-z][\w-]*(?: [\w-]+=[^\]]+)\]|\[/[a-z][\w-]*\]|^\W*!?\[[^\]]*\]\([^)]*\)\W*$
        ^\W*-30-\W*$|^[(\[]\s*(?:end|ends|more)\s*[)\]]$|^\W{0,2}(?:end|ends)\W{0,2}$
        ^[a-z]+(?:_[a-z]+)+$|^\d?\d:\d\d(?: ?/ ?\d?\d:\d\d)?$
    """),
)  # fmt: skip


def compiled_cues() -> list[Cue]:
    """Return the cues with their patterns compiled, in order of precedence."""
    cues = []
    for category, most, where, phrases in _TABLE:
        lines = [line.strip() for line in phrases.split("\n") if line.strip()]
        joined = "|".join(lines).replace("_LISTED", _LISTED).replace("_READERS", _READERS)
        cues.append(Cue(category, most, re.compile(_FRAMES[where] % joined, re.IGNORECASE)))
    return cues
