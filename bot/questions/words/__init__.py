"""The vocabulary: for each language, which phrases mean which concept."""
