"""TypeScript and JavaScript: what object mappers' models are made of there."""
