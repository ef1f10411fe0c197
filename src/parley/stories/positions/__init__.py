"""Where each side stands: ``positions`` gathers them, ``stances`` reads the sentences that take one, ``issues`` names what on."""
