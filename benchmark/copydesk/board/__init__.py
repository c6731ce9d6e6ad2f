"""The leaderboard: stored predictions in, scored again; Markdown and charts out."""

from copydesk.board.entries import Entry, Field, entry_of, mark_of, read_field
from copydesk.board.moves import current_results, moves, noted
from copydesk.board.pages import BOARD, README, generated, page_problems, pages
from copydesk.board.render import outline, render, summary

__all__ = [
    "BOARD",
    "README",
    "Entry",
    "Field",
    "current_results",
    "entry_of",
    "generated",
    "mark_of",
    "moves",
    "noted",
    "outline",
    "page_problems",
    "pages",
    "read_field",
    "render",
    "summary",
]
