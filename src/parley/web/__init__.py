"""The pages: an application on loopback that shows a ledger, works without scripts, and fetches nothing from elsewhere.

``app`` puts together, ``security`` stands before everything, ``views`` reads the address of a page, ``rendering`` makes
HTML, ``pages`` has a module for each page. Only ``parley serve`` loads it.
"""

from parley.web.app import Settings, create_app

__all__ = ["Settings", "create_app"]
