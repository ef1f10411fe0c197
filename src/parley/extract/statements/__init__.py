"""Who said what: ``statements`` tells it of each attribution that ``tags`` (the trained tagger) or ``attribution`` (rules) finds."""
