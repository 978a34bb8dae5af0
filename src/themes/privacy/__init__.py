"""Privacy: what in a transcript could tell who somebody is, found for people to decide about."""

from themes.privacy.find import DETECTORS, Detector, find, scan
from themes.privacy.found import Found
from themes.privacy.lexicon import given_names
from themes.privacy.names import NameList

__all__ = ["DETECTORS", "Detector", "Found", "NameList", "find", "given_names", "scan"]
