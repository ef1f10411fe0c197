"""Training of the steps of proposals; see CARD.md."""
