"""The coach itself, pure: a routine becomes a plan, events go in, effects come out."""
