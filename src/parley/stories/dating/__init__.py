"""On which days an undated article was published: ``dating`` weighs what ``text``, ``links`` and ``offices`` tell of it."""
