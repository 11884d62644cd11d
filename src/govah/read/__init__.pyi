# What reading shows, for type checkers and editors; at run time each is imported when it is first asked for.
from govah.read.extract import read_document, refuse_large
from govah.read.plain import read_plain
from govah.read.prediction import to_prediction
from govah.read.reading import read_text

__all__ = ["read_document", "read_plain", "read_text", "refuse_large", "to_prediction"]
