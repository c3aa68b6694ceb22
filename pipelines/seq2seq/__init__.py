"""Encoder-decoder models of a hub (BART, PEGASUS, T5, M2M100, NLLB, MADLAD, Marian, mBART, LED).

`family.py` is how each kind of model wants to be asked, `model.py` text in and text out,
`with_transformers.py` and `with_ctranslate2.py` the two libraries that run them.
"""
