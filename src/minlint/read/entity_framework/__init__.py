"""Entity Framework's classes."""
