"""The kinds of files that Themes reads, one module each; ``registry`` lists them."""
