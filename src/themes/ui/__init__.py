"""What people see: pages on Streamlit, and the coding surface with its routes.

A page shows, the project decides: a click calls one verb of ``Project``, which commits before the click returns.
"""
