"""The headings under which a data dictionary says things, and which column holds what."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from minlint.tuples import NamedTuple

_NAMES_FIELD = """
    column name, field name, variable name, variable field name, attribute name, data element name, property name,
    element name, data field name, physical column name, physical name, technical name, field api name, api name,
    column, field, variable, attribute, data element, data field, fieldname, columnname, varname, var name, col name,
    colname, column id, field id, variable id, column header, spalte, spaltenname, feld, feldname, merkmal, champ,
    nom du champ, colonne, nom de la colonne, campo, nombre del campo, nombre de campo, columna, nome do campo, coluna,
    nome campo, veld, veldnaam, kolom, kolomnaam
"""
_MAY_NAME_FIELD = "property, element, name, item name, item, header, parameter, var, col, question name"

_ROLES = {
    "field": _NAMES_FIELD + "," + _MAY_NAME_FIELD,
    "schema": "table schema, schema name, schema, database name, owner",
    "table": """table name, table, entity name, entity, form name, form, instrument name, instrument, record type,
        record name, record, model name, model, class name, class, resource name, resource, dataset name, dataset,
        data set name, data set, object name, object, collection, message, doctype, view, tablename, entityname, sheet,
        file name, filename, file, tabelle, tabellenname, tabla, tabela, tabella, tabel, entite, entidad""",
    "type": """column type, data type, datatype, field type, variable type, attribute type, property type, type,
        sql type, storage type, value type, type name, udt name, datentyp, typ, feldtyp, type de donnees, tipo de dato,
        tipo de dados, tipo, tipo dato, gegevenstype, field format, data format, format""",
    "format": """text validation type or show slider number, format, field format, data format, validation,
        validation type""",
    "comment": """description, desc, column description, field description, variable description, attribute description,
        definition, column definition, field definition, variable definition, business definition,
        business description, long description, short description, meaning, explanation, label, field label,
        variable label, column label, display name, title, caption, prompt, question, question text, field note, note,
        notes, comment, comments, column comment, field comment, remark, remarks, details, beschreibung, bezeichnung,
        bedeutung, libelle, commentaire, descripcion, etiqueta, descricao, descrizione, omschrijving, toelichting""",
    "required": """required field, required, is required, mandatory, is mandatory, not null, is not null, notnull,
        obligatory, obligation, pflichtfeld, obligatoire, obligatorio, verplicht""",
    "nullable": """is nullable, nullable, null, allow null, allows null, allow nulls, allows nulls, null allowed,
        nulls allowed, null ok, can be null, nulls, optional, is optional""",
    "default": "column default, default value, default, data default",
    "primary": "primary key, is primary key, pk, is pk, primary",
    "unique": "unique, is unique, unique key",
    "key": "column key, key type, key, keys, pk fk, constraint, constraints, schlussel, cle",
    "reference": """references, reference, foreign key, references table, foreign key to, foreign key reference,
        fk reference, fk table, fk to, fk, referenced table name, referenced table, links to""",
    "reference_field": "referenced column name, referenced column, references column, fk column",
    "choices": """choices calculations or slider labels, choices, allowed values, permitted values, permissible values,
        permissible value, valid values, accepted values, possible values, coded values, code list, codelist, codes,
        enumeration, enum, options, response options, answer options, values, value labels, domain values, categories,
        levels, value set, wertebereich, modalites, valores, waarden""",
}


def _listed(names: str) -> list[str]:
    return [" ".join(name.split()) for name in names.split(",")]


@cache
def _ranks() -> dict[str, dict[str, int]]:
    """Heading -> the roles it may have, with its rank in each."""
    found: dict[str, dict[str, int]] = {}
    for role, names in _ROLES.items():
        for rank, name in enumerate(_listed(names)):
            found.setdefault(name, {})[role] = rank
    return found


@cache
def _sure() -> frozenset[str]:
    return frozenset(_listed(_NAMES_FIELD))


_REDCAP = ["form name", "section header", "field type", "field label"]
"""What follows the name of a field in every dictionary of REDCap, whatever has become of that heading."""


class Columns(NamedTuple):
    """Which column of a table has which role; ``sure`` where the field column's heading can't mean another thing."""

    role: dict[str, int]
    comments: tuple[int, ...]
    sure: bool
    redcap: bool
    width: int

    @property
    def known(self) -> int:
        """How many columns have a role."""
        return len(set(self.role.values()) | set(self.comments))


def normalise(heading: str) -> str:
    """A heading's words in lower case: ``COLUMN_NAME``, ``columnName`` and ``Column name *`` are one."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", heading[:200]) if not unicodedata.combining(c))
    plain = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", re.sub(r"\([^()]*\)", " ", plain))
    return " ".join(re.findall(r"[a-z0-9]+", plain.lower()))


def columns_of(row: Sequence[str]) -> Columns | None:
    """What the columns below a row of headings hold; None where none of them names fields."""
    ranks = _ranks()
    best: dict[str, tuple[int, int]] = {}
    comments = []
    headings = [normalise(cell) for cell in row]
    for index, heading in enumerate(headings):
        for role, rank in ranks.get(heading, {}).items():
            best[role] = min(best.get(role, (rank, index)), (rank, index))
            if role == "comment":
                comments.append(index)
    redcap = headings[1:5] == _REDCAP
    if "field" not in best and not redcap:
        return None
    best.setdefault("field", (0, 0))
    held = {name: index for name, (_, index) in best.items() if name != "comment"}
    if held.get("format") == held.get("type"):
        held.pop("format", None)
    heading = headings[held["field"]]
    return Columns(
        held, tuple(comments), redcap or heading in _sure(), redcap or heading == "variable field name", len(row)
    )
