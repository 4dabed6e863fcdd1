"""From a sentence to a typed plan, without a language model: rules over the grammar's words in several languages."""
