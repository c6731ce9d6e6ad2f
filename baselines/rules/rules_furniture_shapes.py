"""What the shape of a line tells: code, buttons, links, tags, headings.

Quotation marks are straight.
"""

import re

from rules_lists import words

Categories = list[str | None]

FINAL_STOP = re.compile(r"[.!?…。！？؟۔।][\"')\]」』]*$|[,;]$")
BULLET = re.compile(r"^(?:[-*•·‣▪»>]|\d{1,2}[.)])\s+")
DATED = re.compile(
    r"^\W*(?:\d{1,2}[./:]|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri"
    r"|Sat|Sun)\w*\.? \d)"
)
_STRAIGHT = str.maketrans("’‘“”", "''\"\"")
_CODE_MARKS = "{}<>;=\\_[]^~`|"
# 2024-05-01T08:57:40+01:00, TheSaltbyPost, local
_FIELD = re.compile(r"(?:\d{4}-\d\d-\d\dT\d\d:\d\d\S*|(?:[A-Z][a-z]+){3,}|[a-z]{3,})$")
# Statements, commands and closing brackets.
_PROGRAM = re.compile(
    r"^(?:import |from \S+ import |def |class \w+\b.*[:{]$|return\b|function\b"
    r"|(?:var|let|const) \w+ =|@\w+(?:\(.*)?$|[$#] ?\w+ |>>> |//|</?\w+.*>$"
    r"|[\w.\[\]]+ ?= ?\S|[\w.]+\(.*\)?[:;,]?$)"
    r"|[;{}]$|^[\W_]*[})\]][\W_]*$"
)
# A script that an extractor left is shorter than a program that an article explains.
_PROGRAM_LINES = 8
# "Ann LeeAnn Mary LeeCouncil meets MORE": a link and its tooltip, run together.
_GLUED_LINK = re.compile(r"\b([A-Z][\w'-]*[a-z])(?:[A-Z][\w.'-]* )+\1(?=[A-Z]).*?(?: MORE\b|$)")
_TABULAR = re.compile(r" -- |^\||\|.*\||\t|,.*,.*,|: \d|;")
_NO_LINK = re.compile(r"[()\[\]@|;]|^[—–]| -- | – |, [A-Z]{2}$|^[QA]: |[$£€¥¢]\d|: \d")
_SYMBOL = re.compile("[☰≡⋮▾▼▲✕✖▶►🔍🔊]")
_SEPARATED = re.compile(r"\s+[|·•»›>/]\s+|\s{2,}")
# Words of buttons, counters and share bars: a line of nothing else is the page's.
_BUTTONS = words(
    "share shares tweet print email e-mail comment comments reply replies like likes save copy "
    "link links close open menu home login log sign in up out register search next previous prev "
    "back top more less show hide view see all loading play pause mute watch listen follow "
    "subscribe download facebook twitter instagram whatsapp linkedin pinterest reddit telegram "
    "youtube messenger flipboard this article story page post on to the a of via by us image "
    "images photo photos picture pictures gallery slideshow video videos caption expand enlarge "
    "toggle click tap here advertisement advertising ad ads sponsored promoted skip continue "
    "continues below scroll after reading read full new feedback report account profile settings "
    "help contact about options add remove buy now your submit go text size me enter zip yes no "
    "fullscreen thumbnails permalink rss feed trackback pingback pingbacks pin pocket google digg "
    "stumbleupon slideshows slideshow main navigation archives categories cart account collapse "
    "donate required field fields replay mute unmute audio transcript embed copied slide shows "
    "results v accept only necessary reject manage cookies ok edit site map edition contents learn"
)
# Who sells or lends pictures.
_AGENCIES = words(
    "getty images reuters afp ap epa shutterstock istock istockphoto alamy flickr wikimedia "
    "unsplash pexels pixabay corbis bloomberg wireimage filmmagic imago dpa xinhua rex zuma "
    "handout wikipedia commons"
)
_CREDITED = re.compile(
    r"^(?:(?:top|lead|header|cover|featured?|main|file|stock|all|story|banner|home ?page|thumbnail)"
    r" )*(?:photo(?:graph)?|image|picture|pic|illustration|graphic|screen ?(?:shot|grab)|artwork"
    r"|infographic|video)s?"
    r"(?: (?:by|courtesy(?: of)?|via|credits?|copyright|source)\b:?|[:/©]) ?[^.!?]+$"
    r"|^(?:photo|image|picture|illustration)s? (?:by|via|courtesy of) [^!?]{3,40}[(/,][^!?]*\.?$"
    r"|^courtesy (?:of \S|(?-i:[A-Z]))[^.!?]{1,60}$|^credit(?: ?[:/]| ?\.\.\.| ?…)",
    re.IGNORECASE,
)
# "SourceThe Post": a label and its link, run together.
_GLUED_LABEL = re.compile(r"^\W*(?:Source|Via|Credits?|Photo|Image)(?=[A-Z][a-z])")
# "Ann Lee/The Post"
_PAIR = re.compile(r"^(?:[A-Z][\w.'’&-]*,? ?){1,4}(?: ?[/|] ?(?:[A-Z][\w.'’&-]*,? ?){1,4})+$")
_HEADS = words(
    "more related latest popular trending recommended other further top similar recent most also "
    "editors' editor's today's read elsewhere keep hot"
)


def straight(text: str) -> str:
    """Return `text` with straight quotation marks, as all of these functions take it."""
    return text.translate(_STRAIGHT)


def is_latin(text: str) -> bool:
    """Tell whether most letters of `text` are Latin: only there do words and stops tell."""
    letters = [mark for mark in text if mark.isalpha()]
    return 2 * sum(mark < "\u0250" for mark in letters) >= len(letters)


def is_code(text: str) -> bool:
    """Tell whether `text` is code or markup: marks that prose does not use are dense in it."""
    if text[0] == text[-1] == "|":
        return False  # a row of a table
    marks = sum(text.count(mark) for mark in _CODE_MARKS)
    return marks >= 4 and marks >= 0.06 * len(text)


def is_field(text: str) -> bool:
    """Tell whether a line is a bare value of the page's data: a time stamp, a name, a slug."""
    return _FIELD.match(text) is not None


def is_program(text: str) -> bool:
    """Tell whether a line could be one of a program that an article shows."""
    return len(text) <= 120 and _PROGRAM.search(text) is not None


def shown_programs(lines: list[str]) -> list[bool]:
    """Tell of each line whether it is of a program that the article is about: one of many lines."""
    program = [is_program(text) for text in lines]
    return program if sum(program) >= _PROGRAM_LINES else [False] * len(lines)


def glued_share(text: str) -> float:
    """Return the share of `text` that are tooltips, glued to the names that link."""
    return sum(len(glued[0]) for glued in _GLUED_LINK.finditer(text)) / len(text)


def is_label(text: str) -> bool:
    """Tell whether a line points elsewhere: "Also in the Post: ...", without a final stop."""
    label, colon, rest = text.partition(": ")
    tokens = re.findall(r"[\w'-]+", label.lower())
    most = 8 if tokens[:2] in (["also", "in"], ["also", "on"], ["more", "from"]) else 5
    short = 2 <= len(tokens) <= most and tokens[0] in _HEADS | {"from"}
    return bool(colon) and short and rest[:1].isupper() and not FINAL_STOP.search(text.rstrip("?"))


def is_credit(text: str) -> bool:
    """Tell whether a line says whose the picture is: "Ann Lee/Reuters", "Photo by Ann Lee"."""
    bare = text.strip("()[]| ")
    size = len(bare.split())
    if size <= (10 if ":" in bare else 40) and _CREDITED.search(bare):
        return True
    if not bare or size > 8 or len(bare) > 80 or FINAL_STOP.search(bare):
        return False
    if _GLUED_LABEL.search(bare):
        return True
    tokens = set(re.findall(r"[^\W_]+", bare.lower()))
    if tokens and tokens <= _AGENCIES:
        return True
    if not tokens.isdisjoint(_AGENCIES):
        return _PAIR.match(bare) is not None
    return "/" in bare and len(tokens) > 2 and _PAIR.match(bare) is not None


def is_cell(text: str) -> bool:
    """Tell whether a line is a row of a table that has one cell."""
    return text[0] == text[-1] == "|" and bool(text.strip("| ")) and "|" not in text.strip("| ")


def is_tags(text: str) -> bool:
    """Tell whether a line is a row of tags: short pieces between commas, without a final stop."""
    parts = text.lstrip(">#*- ").split(", ")
    if len(parts) < 4 or len(text.split()) > 30 or FINAL_STOP.search(text) or '"' in text:
        return False
    return all(len(part.split()) <= 4 for part in parts) and not re.search(r"\d,| and ", text)


def is_header(text: str) -> bool:
    """Tell whether a line may head a list of links ("Most clicked"): short, and with its words."""
    tokens = re.findall(r"[\w'-]+", text.lower())
    return 2 <= len(tokens) <= 5 and tokens[0] in _HEADS and not FINAL_STOP.search(text)


def is_short(text: str) -> bool:
    """Tell whether a line is no more than a heading: up to five words, without a final stop."""
    return len(text.split()) <= 5 and not FINAL_STOP.search(text)


def is_buttons(text: str) -> bool:
    """Tell whether a line holds nothing but buttons, or a path through the page."""
    tokens = re.findall(r"[^\W\d_](?:[\w'-]*\w)?", text.lower())
    plain = text.rstrip("!") if len(tokens) <= 4 else text
    if not tokens or len(tokens) > 20 or FINAL_STOP.search(plain) or text[0] == "|":
        return False
    if _SYMBOL.search(text):
        return True
    if len(tokens) <= 7 and _BUTTONS.issuperset(tokens):
        return True
    parts = _SEPARATED.split(text)
    return len(parts) >= 3 and all(len(part.split()) <= 7 for part in parts)


def is_item(text: str) -> bool:
    """Tell whether a line could stand in a list of links: short, and without a final stop."""
    return len(text.split()) <= 25 and not FINAL_STOP.search(text)


def is_link(text: str) -> bool:
    """Tell whether a line could be the headline of another article; questions are."""
    parts = text.split()
    figures = sum(part[0].isdigit() for part in parts)
    stopped = FINAL_STOP.search(text.rstrip("?")) is not None
    if not 4 <= len(parts) <= 18 or stopped or figures > 1 or DATED.search(text):
        return False
    return not _NO_LINK.search(text)


def is_title(text: str) -> bool:
    """Tell whether a line looks like a headline by its capitals."""
    parts = text.split()
    if len(parts) < 5 or not (is_item(text) or is_link(text)) or _TABULAR.search(text):
        return False
    if sum(part[0].isdigit() for part in parts) > 2 or "@" in text or "(" in text:
        return False
    longer = [word for word in re.findall(r"[^\W\d_][\w'-]*", text) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in longer)
    return (bool(longer) and capitals >= 0.6 * len(longer)) or text.count(" | ") == 1


def is_paragraph(text: str) -> bool:
    """Tell whether a line is prose: long, with a final stop."""
    return len(text.split()) >= 15 and FINAL_STOP.search(text) is not None
