"""Public corpora, read from where a user keeps them, and systems measured on them.

`python -m tests.external FOLDER` reads the folders `polnear`, `worldwide`, `conllpp`, `uner_pud`
and `aeb_residual` of FOLDER, as far as they are there. Nothing of what they hold is part of the
project.
"""
