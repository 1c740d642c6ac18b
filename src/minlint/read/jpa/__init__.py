"""Entities of JPA, in Java and Kotlin."""
