"""A community of made-up members, to see beforehand what a sale takes: `tutti simulate-sale`."""
