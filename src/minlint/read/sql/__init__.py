"""SQL DDL: text -> pieces (`split`) -> tokens (`lexer`) -> changes to a schema (`statements`, `schema`) -> records.

The parser is our own: sqlglot 30 refuses or passes over everyday DDL (STORAGE, bit varying, CHANGE COLUMN), and its
import alone takes four times what reading a schema may.
"""
