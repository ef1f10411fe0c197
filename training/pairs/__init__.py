"""Training of the pair classifier; see CARD.md."""
