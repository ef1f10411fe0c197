"""Who is who over all articles: ``identity`` joins actors by their ``forms``, ``keys`` and ``person_names``, as people ``decided``."""
