"""Places: ``places`` finds the words that name one, ``toponyms`` what they may name, ``resolution`` which of these is meant."""
