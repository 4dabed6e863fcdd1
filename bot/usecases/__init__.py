"""What a member or the clock sets going, one verb a file. The only place that combines the tools of the house."""
