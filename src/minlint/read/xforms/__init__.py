"""XForms: the model, the controls in which people answer, and the words beside them."""
