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
        we use your sign-?up|ways you've consented|you can unsubscribe
    """),
    ("privacy_consent", 60, "anywhere", r"""
        (?:we|(?:this|our) (?:web)?site) uses? cookies|protected by recaptcha
        by (?:signing up|submitting|clicking|continuing),? .{0,60}(?:agree|consent|accept)
        by (?:registering|subscribing|entering your|using this site|proceeding),? .{0,60}(?:agree)
    """),
    ("privacy_consent", 45, "anywhere", r"""
        (?:our|the|see|read) (?:\S+ )?privacy (?:policy|notice|statement)
        ^privacy (?:policy|notice|statement)|^cookies? (?:policy|settings)
    """),
    ("privacy_consent", 25, "anywhere", r"""
        (?:accept|manage|reject) (?:all |your |my )?(?:cookie|consent|privacy)
        to (?:view|see|show you) this (?:content|embed)|your (?:ad|privacy) choices
    """),
    ("newsletter_signup", 60, "anywhere", r"""
        (?:sign(?:ed)? up|subscribe|signing up) (?:here |now |today )?(?:for|to) .{2,70}newsletter
        (?:sign up|subscribe|register) (?:here |now )?(?:for|to) (?:our|the|my) .{0,50}e-?mail
        (?:sign up|subscribe|register) (?:here |now )?(?:for|to) (?:our|the) .{0,50}alerts
        (?:sign up|subscribe|register) (?:here |now )?(?:for|to) (?:our|the) .{0,50}briefing
    """),
    ("newsletter_signup", 50, "anywhere", r"""
        (?:in|to|into) your (?:e-?mail )?inbox|your email address|enter your e-?mail
        thanks for (?:signing up|subscribing)|please enter a valid|keep an eye on your inbox
        (?:check|confirm) your (?:e-?mail|inbox)|error processing your
    """),
    ("newsletter_signup", 30, "start", r"""
        (?:please |click here to )?sign up (?:here|now|today|to (?:receive|get))
        (?:please )?sign up for (?:free|our|the|more|updates)
        (?:get|receive) (?:\S+ ){0,8}?(?:newsletter|by e-?mail|alerts)
        stay (?:up to date|informed|in the know|connected)|never miss (?:a|an|out)\b
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
        ^(?:read|more|also|related|watch|listen)\s*(?:[|>»]|:\s)(?!.*[.!?]$)\s*\S
    """),
    ("related_inline", 30, "start", r"""
        (?:follow|see|read|find|get) .{0,40}(?:full|our|complete|live|latest) (?:coverage|updates)
        (?:for|to read|to see) (?:more|the latest|further|all)\b.*(?:click|visit|see our|head to)
        (?:click|tap|go) here (?:for|to (?:read|see|view|watch))
        [\[(]?(?:you can )?(?:read|see|watch|view|find) (?:\S+ ){1,9}?here[.\])]*$
    """),
    ("promo_ad", 12, "start", r"""
        (?:advertisements?|sponsored(?: content)?|promoted|paid content|ad)\s*:?$|advertisement\b
        (?:story|article) continues (?:below|after)|.*scroll to continue|sponsored (?:links|by)
        .*(?:app store|google play)\b|.*report this ad
    """),
    ("promo_ad", 30, "anywhere", r"""
        ^(?:\S+ ){0,5}?(?:download|get|install) (?:the|our|your free)(?: \S+){0,4} apps?\b
        on the go by clicking|^for all (?:the )?(?:latest|breaking) news
        ^(?:catch|get|check out|find) all (?:the )?(?:latest|breaking)
        ^register (?:now )?for (?:free|unlimited)
    """),
    ("promo_ad", 45, "start", r"""
        (?:click|tap) here to (?:get|buy|subscribe|order|shop|join|try|save|download)
        (?:subscribe|become a (?:member|subscriber)) .{0,50}(?:now|today|here|trial|\$1|£1)\b
        (?:join|order|buy|shop|donate|save|enter) .{0,40}(?:now|today|here|free|to win)\b
        (?:join our|support (?:our|us|independent)) .{0,50}(?:free|challenge|journalism|now)\b
        start your .{0,50}(?:trial|subscription)\b
    """),
    ("promo_ad", 40, "anywhere", r"""
        already (?:a|have a) (?:subscriber|subscription|member)|(?:log|sign) in to (?:continue|read)
        to continue reading|free articles? (?:left|remaining)|reached your free|subscriber[- ]only
        subscribe to (?:read|continue|unlock|our|us|the podcast)|\bpodcast here\b
        (?:may|might) (?:earn|receive) (?:a |an )?(?:\S+ )?commission
        affiliate (?:links?|commission)
        delivered through your letterbox|make a contribution|issues for [£$€]\d
        (?:help us|support our) (?:\S+ )?(?:journalism|newsroom|reporting)
    """),
    ("promo_ad", 15, "anywhere", r"""
        free trial|promo(?:tional)? code|^(?:join|follow) .{0,30}(?:whatsapp|telegram)\b
    """),
    ("promo_ad", 35, "start", r"""
        (?:listen|watch|tune in|catch) .{0,60}(?:podcasts?|live|spotify|weekdays|on demand)\b
        (?:listen|watch) .{0,60}(?:wherever you get|listen back)
    """),
    ("social_follow", 40, "start", r"""
        (?:\S+ ){0,4}?(?:follow|like|find|join|connect with) .{2,50} (?:on|at|via) (?:our )?NETWORK
    """),
    ("social_follow", 14, "start", r"""
        (?:follow|tweet(?: to)?|twitter|instagram|facebook)\s*:?\s*[\w. ]{0,40}@\w+|@\w+$
        (?:NETWORK|email)(?:[ ,|/]+(?:NETWORK|pinterest|reddit|email|copy link|print))*$
    """),
    ("reader_callout", 45, "start", r"""
        (?:so )?what do you (?:think|make)|have your say|let us know|add (?:a|your) comment
        tell us (?:what|your|in|about|how)|leave (?:a|your) comment|send (?:us|your)
        join (?:the|our) (?:conversation|discussion|debate)|click here to (?:comment|share)
        share (?:this|your (?:thoughts|views|story|opinion|experience))|report (?:a )?typo
        have you (?:been affected|got a story)|got a (?:tip|story|question|news)|vote (?:in our|now)
        do you (?:have (?:a|any|an)|know (?:more|anything)) .*(?:\?|@)|take our (?:poll|survey)
    """),
    ("reader_callout", 45, "anywhere", r"""
        in the comments?(?: section)?(?: below)?[.!?]*$|comments below[.!?]*$|log in to comment
        (?:e-?mail|contact|write to|get in touch with|message) (?:us|our (?:news|editorial|team))\b
        (?:e-?mail|contact) the (?:newsroom|editor|news ?desk|author|reporter|writer|team)\b
        \bcontact (?:\S+ ){1,5}?at EMAIL|^(?:e-?mail|contact)\s*:?\s*EMAIL
        comments (?:are|have been) (?:closed|disabled|turned off)
    """),
    ("reader_callout", 20, "anywhere", r"""
        ^EMAIL$|(?:tips|newsdesk|news|editorial|letters)@\w|(?:call|text|whatsapp) us on
        ^write to .* at EMAIL
    """),
    ("reader_callout", 5, "whole", r"""
        (?:\d+ )?comments?(?: \(\d+\))?|(?:view|show|read|post)(?: all)?(?: \d+)? comments?
        share(?: this)?(?: article| story| post)?(?: on)?
    """),
    ("source_credit", 14, "start", r"""
        (?:sources?|via|credits?|(?:photo|image) (?:credits?|source)|hat tip|h/t)\s*[:/]\s*\S
        source\(s\)|photos?(?: by)?\s*:\s*\S|originally from\s*:
    """),
    ("source_credit", 8, "start", r"""
        (?:credit:? )?(?:getty images|reuters|ap(?: photo)?|afp|epa(?:-efe)?)(?:\s*[/|].*)?$
        (?:credit:? )?(?:shutterstock|pa(?: media)?|alamy|istock(?:photo)?)(?:\s*[/|].*)?$
        image source\b
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
        home|menu|search|close|next|previous|prev|print|save|loading|play|pause|mute|replay|more
        back
        back to top|skip to .*|show (?:more|less|all|caption)|load more.*|continue reading|expand
        view (?:all|gallery|more|photos|slideshow|full.*|as .*)|see (?:all|more)|more info
        learn more
        explore (?:further|more)|click (?:to|for) .{2,40}|tap to .*|copy link|watch live|tweet
        pin it
        read full (?:story|article)|(?:hide|toggle) caption|enlarge(?: this)?(?: image)?|live
        \d+ (?:of|/) \d+|(?:slide|image|photo|video) \d+(?: (?:of|/) \d+)?
        \d+ min(?:ute)?s?(?: read)?
        open in .*|scroll (?:down|for).*|play video|video player.*|autoplay.*|\d+ shares?|gallery
        slideshow|text size.*|fast links|key links|site map|edition:?.*|list of \d+ items
        end of list
        listen to (?:this|the) (?:article|story)|reuse this content|media playback is .*
        this video can ?not be played|last updated.*|log ?in|sign ?in|register|my account
        subscribe|contact us|about us|help|new|updated?
    """),
    ("tag_list", 45, "anywhere", r"""
        ^(?:tags?|filed (?:under|in)|topics?|categor(?:y|ies))\s*:(?!.*[.!?]$)\s*\S
        ^(?:keywords?|posted in)\s*:(?!.*[.!?]$)\s*\S
        ^(?:more about|labels?|related topics|people|companies)\s*:(?!.*[.!?]$)\s*\S
        ^(?:tagged(?: with| as| in)?|in this (?:article|story))\s*:(?!.*[.!?]$)\s*\S
        ^(?:#\w+[\s,]*){2,}$|^(?:topics|tags)$
    """),
    ("about_org", 9, "start", r"""
        about (?:us|(?:the )?(?-i:[A-Z])[\w&'.-]*(?: [\w&'.-]+){0,6})\s*:?$|notes? to editors?:?$
        (?:media|press) (?:contacts?|inquiries|enquiries)\s*:?.*
    """),
    ("about_org", 90, "anywhere", r"""
        is (?:an? )?(?:\S+ ){0,4}?(?:non-?profit|independent),?(?: \S+){0,6}? newsroom
        is (?:an? )?(?:\S+ ){0,4}?(?:non-?profit|independent),? news (?:organi[sz]ation|outlet|site)
        (?:our|this) (?:journalism|reporting|coverage|project|story) (?:is|was) (?:supported|funded)
        receives? (?:\S+ ){0,3}?(?:support|funding) from .*foundation|is solely responsible for
    """),
    ("embed_residue", 40, "anywhere", r"""
        ^(?:pic\.twitter\.com|https?://t\.co)/\S+$|^a (?:post|photo|video) (?:shared|posted) by
        view this post on|your browser does(?: not|n't)|enable javascript|video unavailable
        this (?:video|content|embed) (?:is not|cannot be|isn't|is no longer)|^\(?embedded content
        ^(?:loading )?(?:player|video)\.\.\.|javascript (?:is )?(?:required|disabled)
    """),
    ("markup_noise", 3, "start", r"""
        \W*[\w-]+\.(?:jpe?g|png|gif|mp4|svg|pdf|webp)\W*$|\[[^\]]{1,40}\]$|[^\w]*\w[^\w]*$
    """),
    ("markup_noise", 400, "anywhere", r"""
        ^[\W_]+$|[=({].*[;{}]\s*$|^(?://|<!--|-->|/\*)|^\s*[{\[]\s*["']|(?:[{}<>;=\\|_].{0,12}){8}
        ^(?:https?://|www\.)\S+$|^(?:</?\w[^>]*>\s*)+$|\{\{.*\}\}|\bgoogletag\b|\.[\w-]+\s*\{[^}]*:
        \[/?(?:button|caption|gallery|embed|video|audio|shortcode|vc_\w+|ad|quote)\b[^\]]*\]
        ^(?:null|undefined|nan|\[object object\])$|&(?:nbsp|amp|quot|#\d+);.*&\w+;
    """),
)  # fmt: skip

_NETWORK = r"(?:twitter|facebook|instagram|youtube|linkedin|tiktok|telegram|whatsapp|threads|x)\b"
_EMAIL = r"[\w.+-]+@[\w-]+\.[\w.]+"

# A name glued to itself and to a headline: link text and its tooltip, run together.
GLUED_LINK = re.compile(r"([A-Z][\w.'-]+(?: [A-Z][\w.'-]+)+)\1[A-Z].*[^.!?\"]$")

AUTHOR_ROLE = re.compile(
    r"^(?:[A-Z][\w.'-]+ ){1,5}(?:\([^)]*\) )?(?:is|was|covers|writes|joined|reports|tweets|works"
    r"|has (?:been|covered|written|worked)|can be reached)\b.*\b(?:reporter|correspondent|editor"
    r"|writer|writes|journalist|columnist|contributor|author|fellow|producer|freelance|covers"
    r"|reached|blogger|critic|newsroom|reporting)\b"
)
AUTHOR_CUE = re.compile(
    r"^about the (?:author|writer|reporter)s?|^(?:written|reported) by\b.{2,50}$"
    r"|\b(?:reach|contact|email|follow) (?:him|her|them) (?:at|on)\b|can be reached (?:at|on|by)"
    r"|'s (?:latest |new |first )?book\b.*\b(?:out now|available|published)",
    re.IGNORECASE,
)


def compiled_cues() -> list[Cue]:
    """Return the cues with their patterns compiled, in order of precedence."""
    cues = []
    for category, most, where, phrases in _TABLE:
        lines = [line.strip() for line in phrases.split("\n") if line.strip()]
        joined = "|".join(lines).replace("NETWORK", _NETWORK).replace("EMAIL", _EMAIL)
        cues.append(Cue(category, most, re.compile(_FRAMES[where] % joined, re.IGNORECASE)))
    return cues
