"""Compiling the gazetteer out of GeoNames."""
