"""The leaderboard: result files in, Markdown out."""

from copydesk.board.render import render, summary
from copydesk.board.results import Entry, adopt, read_entries

__all__ = ["Entry", "adopt", "read_entries", "render", "summary"]
