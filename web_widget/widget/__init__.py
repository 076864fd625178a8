"""`bundle.build` joins the JavaScript of the chat into two files; `delivery` serves them."""
