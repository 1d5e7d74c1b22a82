"""Streamlit components: one folder each, a typed wrapper beside its JavaScript and CSS.

Streamlit loads `loader.js` of each, which hands over to its `main.js`; what all of them import lies in `page/`.
"""
