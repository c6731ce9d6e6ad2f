"""What people read: score tables and error lists, from records and comparisons."""

from copydesk.report.comparison import Contender, compare, comparison_sections
from copydesk.report.errors import Mistake, mistakes
from copydesk.report.scores import Section, sections

__all__ = [
    "Contender",
    "Mistake",
    "Section",
    "compare",
    "comparison_sections",
    "mistakes",
    "sections",
]
