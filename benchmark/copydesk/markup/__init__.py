"""The working format of annotators: a text with tags in it, compiled to a record and back."""

from __future__ import annotations

from copydesk.markup.compiling import Compiled, compile_record
from copydesk.markup.grammar import Mark, Parsed, Trouble, parse
from copydesk.markup.rendering import render, to_json

__all__ = ["Compiled", "Mark", "Parsed", "Trouble", "compile_record", "parse", "render", "to_json"]
