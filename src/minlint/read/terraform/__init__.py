"""What the Terraform reader is made of."""
