"""The manifest, `minlint.yaml`: purposes, bindings and waivers as objects, every error with its place."""
