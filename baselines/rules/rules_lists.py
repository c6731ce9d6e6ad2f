"""Word lists, written as running text so that they can be read."""


def words(text: str) -> frozenset[str]:
    """Return the words of `text`, which white space parts."""
    return frozenset(text.split())


def names(text: str) -> frozenset[str]:
    """Return the names of `text`, which semicolons part; a line may break inside a name."""
    return frozenset(" ".join(name.split()) for name in text.split(";") if name.strip())
