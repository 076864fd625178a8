"""Takes out of what a parent typed whatever would say who a family is."""
