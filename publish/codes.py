"""The diagnostic codes, each with the sentence that explains it: one table, public promises.

A code is words, never a number. It is listed once, under the stage that finds it.
"""

from __future__ import annotations

CODES: dict[str, str] = {
    # project: files and folders
    "file-missing": "A file that is named does not exist.",
    "file-outside": "A file that is named lies outside of the project's folder.",
    "file-unreadable": "A file is not a regular file, cannot be opened, or is not a kind we read.",
    "file-too-large": "A file is larger than the limit for its kind.",
    "file-encoding": "A text file is not UTF-8.",
}
