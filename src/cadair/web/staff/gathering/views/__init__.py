"""The pages of this part of the desk."""
