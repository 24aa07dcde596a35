"""The pages of the nominator."""
