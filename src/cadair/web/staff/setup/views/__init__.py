"""Pages on which organisers start seasons and set them up."""
