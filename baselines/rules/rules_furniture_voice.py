"""What the words of a line tell: a page speaks of itself, calls on its reader, says who writes.

Quotation marks are straight.
"""

import re

from rules_lists import words

# What a page asks of its reader, by what it is for.
_CALLS = {
    "newsletter_signup": words("sign subscribe register unsubscribe"),
    "social_follow": words("follow like connect tweet"),
    "reader_callout": words(
        "tell send share email e-mail mail contact call text write submit comment vote leave join "
        "message let have got do are want"
    ),
    "related_inline": words(
        "read see watch view listen find learn discover explore check visit browse click tap go "
        "tune catch hear head scroll continue"
    ),
    "promo_ad": words(
        "get buy shop order book save try start enter win download install donate support help "
        "become upgrade claim grab pick stream play log use activate redeem choose compare"
    ),
}
_CALL_OF = {verb: category for category, verbs in _CALLS.items() for verb in verbs}
_LEAD = re.compile(r"^(?:\W*(?:please|also|so|don't forget to|be sure to|make sure to)\b)?\W*")
_QUESTION = re.compile(r"(?:\S+ ){1,11}?\S+\? \S")
_CONTACT = re.compile(
    r"\w@\w|\btell us\b|\breaders\b|\bcomments?\b|\byes \(|\b\d{3,5} \d{5,7}\b|\bwhatsapp\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?]) | - ")
# What the page has to offer; a story that calls on nobody does not speak of "our" or "here".
_OFFERED = re.compile(
    r"\b(?:newsletters?|inbox|e-?mails?|alerts?|updates|apps?|podcasts?|subscri\w+|here|our"
    r"|(?<!let )(?-i:us)|let us know|coverage|comments?|readers|membership|discount|promo|giveaway"
    r"|facebook|twitter|instagram|youtube|whatsapp|telegram|linkedin|spotify|tiktok|itunes)\b|@\w|https?://|www\.|\w\.com\b",
    re.IGNORECASE,
)
_SALE = re.compile(
    r"\b(?:buy|shop|order|subscribe|enrol|join|pre-?order) (?:it )?(?:now|here|today|online)\b"
    r"|\b\d+ ?% off\b|\b(?:promo|coupon|discount|voucher) codes?\b|\bfree (?:trial|shipping)\b"
    r"|\bsave (?:up to )?[$£€]?\d|\b(?:just|only|from) [$£€][\d.]+ ?(?:a|per|/) ?(?:week|month)"
    r"|[$£€]\d.*\btel\b|\boffer ends\b|[$£€][\d.]+ for \d+ (?:weeks|months|issues)\b"
    r"|^(?:get|try|join|subscribe)\b.* for [$£€]\d|\b2-for-1\b|(?:>>|»|→|▸|►)$",
    re.IGNORECASE,
)
# Words that come together only where a page speaks for itself: how many it takes, and what
# share of the line.
_BAGS = {
    "privacy_consent": (
        3,
        0.12,
        words(
            "privacy cookie cookies consent partners device data accept manage reject preferences "
            "settings choices personalised personalized ads policy browser"
        ),
    ),
    "legal_notice": (
        2,
        0.15,
        words(
            "copyright content press code redistribution licence license advice rights reserved "
            "reproduced disclaimer permission trademark trademarks registered complain complaint "
            "complaints editors' regulated"
        ),
    ),
    "newsletter_signup": (
        3,
        0.2,
        words(
            "newsletter newsletters inbox email e-mail sign subscribe subscribed weekly daily "
            "morning free delivered straight alerts bulletin briefing stories your our best week "
            "week's weekdays readers join edition digest"
        ),
    ),
    "promo_ad": (
        3,
        0.2,
        words(
            "subscriber subscribers subscription unlimited access trial offer sponsored articles "
            "remaining reading month cancel anytime commission affiliate links free"
        ),
    ),
    "embed_residue": (
        2,
        0.3,
        words(
            "embed embedded browser javascript video map data player tweet unavailable load "
            "loaded loading clipboard interactive chart content cannot supported copied playback "
            "play try again refresh graphic code third party provided shown"
        ),
    ),
}
_NETWORKS = words(
    "facebook twitter instagram whatsapp linkedin telegram youtube tiktok threads bluesky mastodon "
    "x"
)
_ACCOUNT = re.compile(
    r"^(?:follow|find|like|join) .* on x$|\S on (?:facebook|instagram|telegram|youtube|twitter)\b",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w.])@\w")

# How readers may comment.
_POLICY = words(
    "comment comments commenting discussion forum civil respectful moderated moderation moderators "
    "monitored abusive off-topic topic conversation profanity guidelines login log logged account "
    "register readers polite community faqs"
)

# Who writes, as a page introduces him below his article.
_BLURB = re.compile(
    r"^(?:Dr\.? |Prof(?:essor|\.)? )?(?!The |An? |It |This |M(?:r|s|rs)\b|Sir )"
    r"((?:[A-Z][\w.'-]+ ){2,4})(?:\([^)]*\) |, .{2,60}, )?"
    r"(?:(?:is|was) (?:an? |the |based |[A-Z])"
    r"|has (?:been|written|covered|worked|reported|edited|taught)\b"
    r"|(?:covers|writes|teaches|works|reports|lives|speciali[sz]es|joined|studied|trained|wrote"
    r"|founded|served|edits|runs|hosts|studies)\b)"
)
SAID = re.compile(r"\b(?:said|says|told|added|asked|according)\b")
_AUTHOR_ROLE = re.compile(
    r"^(?:[A-Z][\w.'-]+ ){1,5}(?:\([^)]*\) )?(?:is|was|covers|writes|joined|reports|tweets|works"
    r"|has (?:been|covered|written|worked)|can be reached)\b.*\b(?:reporter|correspondent|editor"
    r"|writer|writes|journalist|columnist|contributor|author|fellow|producer|freelance|covers"
    r"|reached|blogger|critic|newsroom|reporting)\b"
)
_AUTHOR_CUE = re.compile(
    r"^about the (?:author|writer|reporter)s?|^(?:written|reported) by\b.{2,50}$"
    r"|\b(?:reach|contact|email|follow) (?:him|her|them) (?:at|on)\b|can be reached (?:at|on|by)"
    r"|'s (?:latest |new |first )?book\b.*\b(?:out now|available|published)",
    re.IGNORECASE,
)
_ISSUER = re.compile(
    r"\b(?:leading|leader in|global|worldwide|world's|premier|headquartered|founded in"
    r"|established in|provid(?:er|es)|offers|solutions|publicly traded|listed on|employs"
    r"|subsidiary|mission|vision|brands?|portfolio|customers|clients|members|non-?profit"
    r"|for more information|visit www|learn more)\b",
    re.IGNORECASE,
)
_IMPRINT = re.compile(
    r"^(?:The )?(?:[A-Z&][\w&'.-]* ){1,4}(?:is|has been) (?:an? )?(?:(?:\w+ )?(?:published|owned"
    r"|printed|produced|funded|run|regulated|part|member|supported|distributed|handed|edited)\b"
    r"|(?:[\w-]+ ){0,4}(?:newspaper|co-?operative|agency|outlet|publication|weekly|daily|magazine"
    r"|website|newsroom|broadcaster|journal))"
)
_ABOUT = re.compile(r"about [\w&'. -]{2,40}: ", re.IGNORECASE)


def spoken(text: str) -> str | None:
    """Return the category whose words come thick in a short line, or None."""
    tokens = re.findall(r"[^\W\d][\w'-]*", text.lower())
    if len(tokens) > 40:
        return None
    for category, (least, share, bag) in _BAGS.items():
        if len(bag.intersection(tokens)) >= max(least, share * len(tokens)):
            return category
    signed = text[0] in "—–-"  # the signature of a post that the article quotes
    followed = len(tokens) <= 14 and _HANDLE.search(text) is not None and not signed
    networks = len(_NETWORKS.intersection(tokens))
    followed = followed or (len(tokens) <= 8 and _ACCOUNT.search(text) is not None)
    return "social_follow" if followed or networks >= max(2, 0.3 * len(tokens)) else None


def called(text: str) -> str | None:
    """Return what a line that calls on the reader is for, or None; quotation marks straight."""
    size = len(text.split())
    if size > 40 or '"' in text:
        return None
    if size <= 25 and _SALE.search(text):
        return "promo_ad"
    if _QUESTION.match(text) and _CONTACT.search(text):
        return "reader_callout"
    loud = text.isupper() and size <= 8 and text.endswith("!")
    if not loud and not _OFFERED.search(text):
        return None
    sentences = _SENTENCE.split(text.lower())
    for sentence in sentences if size <= 25 else sentences[:1]:
        verb = re.match(r"[a-z-]+", _LEAD.sub("", sentence))
        asks = verb is not None and verb[0] in ("have", "got", "do", "are", "want")
        if verb and verb[0] in _CALL_OF and (not asks or "?" in sentence):
            return _CALL_OF[verb[0]]
    return None


def is_biography(text: str, before: str) -> bool:
    """Tell whether a last paragraph says who wrote: a trade, or a name not in the text `before`."""
    if _AUTHOR_ROLE.search(text):
        return True
    blurb = _BLURB.match(text)
    return '"' not in text and blurb is not None and blurb[1].split()[-1] not in before


def is_policy(text: str) -> bool:
    """Tell whether a line near the end says how readers may comment."""
    tokens = set(re.findall(r"[a-z][a-z-]+", text.lower()))
    return "comment" in " ".join(tokens) and len(_POLICY & tokens) >= 3


def is_byline_note(text: str) -> bool:
    """Tell whether a line near the end is about the author wherever it stands."""
    return _AUTHOR_CUE.search(text) is not None


def presents_issuer(text: str) -> bool:
    """Tell whether a last paragraph presents a body as it does itself, at the end of its page."""
    if '"' in text:
        return False
    if _IMPRINT.match(text) or _ABOUT.match(text):
        return True
    return len({match[0].lower() for match in _ISSUER.finditer(text)}) >= 3
