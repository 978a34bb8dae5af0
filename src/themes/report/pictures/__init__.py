"""Pictures of what was counted: plain shapes, written as SVG (``drawing``) or as PNG (``png``), without a browser."""
