"""Cases that the tests below share stand beside this file, which lets all of them import these."""
