"""Personal data in this app: which role an account holds in which season."""
