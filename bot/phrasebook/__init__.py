"""What we say, in the language of whoever reads it: catalogues of our sentences, numbers and dates."""
