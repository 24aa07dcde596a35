"""The desk for translations: what is missing, who has it, both languages side by side."""
