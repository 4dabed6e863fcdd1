"""The rules by which a group decides: ballots and their log, the tally, what a proposal may say, who is owed what.

Pure code on plain values: no database, no Discord, no clock. Money is integer cents, thresholds are exact fractions.
"""
