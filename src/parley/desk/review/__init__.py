"""Reviewing: ``reviewing`` is what a desk has as ``desk.review``; ``items`` are entries as a reviewer sees them, by their ``fields``.

``consequence`` tells what comes first in the queue, ``adding`` and ``selecting`` make entries and values of words in an article,
``double_coding`` compares two reviewers by their ``agreement``, and ``differing`` what people decided with what the machine finds now.
"""
