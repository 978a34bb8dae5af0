"""Where Streamlit enters; a folder of its own, as Streamlit takes a folder ``pages`` beside its script for its own."""
