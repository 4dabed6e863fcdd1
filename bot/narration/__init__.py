"""From facts to words: templates, or a language model that may only refer to facts, behind one Protocol."""
