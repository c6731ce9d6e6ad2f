"""The publishing room: a corpus becomes a folder that `datasets.load_dataset` reads."""

from copydesk.hub.push import Pushed, push
from copydesk.hub.release import Published, publish

__all__ = ["Published", "Pushed", "publish", "push"]
