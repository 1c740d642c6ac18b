"""Prisma schemas: their blocks and fields with places."""
