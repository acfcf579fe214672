"""Where documents come from: one small file an outlet."""
