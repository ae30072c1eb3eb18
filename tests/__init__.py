"""Tests. unit/ mirrors the packages; integration/ builds real companies; architecture/ holds the house rules."""
