"""One module a format; see `minlint.read.Reader`."""
