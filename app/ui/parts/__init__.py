"""What a page of the form is made of."""
