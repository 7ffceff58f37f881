"""Parts from elsewhere, with their licences beside them."""
