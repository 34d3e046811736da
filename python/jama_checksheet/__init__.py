"""Works inside the yearly security self-assessment check sheet of the Japanese car industry."""

__version__ = "0.1.0"
