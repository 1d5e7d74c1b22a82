"""Streamlit components: one folder each, a typed wrapper beside its JavaScript and CSS."""
