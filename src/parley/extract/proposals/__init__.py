"""What is on the table: ``proposals`` gathers the ``plans`` that are named, ``steps`` the ``moves`` in their life."""
