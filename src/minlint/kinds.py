"""Declared types of every dialect as one of a few kinds, with their length, precision and scale."""

from __future__ import annotations

import re
from functools import lru_cache

from minlint.tuples import NamedTuple


class Kind(NamedTuple):
    """What a declared type holds.

    ``length`` is in characters, bytes or dimensions; ``precision`` and ``scale`` are a decimal's digits; for times
    ``precision`` is the number of digits of a second, None where the type doesn't say. ``inner`` is the kind of an
    array's items.
    """

    name: str
    length: int | None = None
    precision: int | None = None
    scale: int | None = None
    inner: str | None = None


UNKNOWN = Kind("unknown")

_WORDS = {
    "text": (
        "constant_keyword wildcard match_only_text search_as_you_type semantic_text nmtoken ncname qname idref "
        "text string str varchar varchar2 nvarchar nvarchar2 char nchar bpchar character citext clob nclob "
        "tinytext mediumtext longtext ntext name sysname charfield textfield slugfield urlfield filepathfield "
        "emailfield unicode unicodetext utf8 large_string largebinarystring symbol keyword xml cstring "
        "shortstring ansistring charactervarying nationalcharacter stringtype texttype token normalizedstring "
        "anyuri email password uri url hostname idn phone wstring citextfield richtext smalltext "
        "nullstring longtextfield texteditor htmleditor markdown stringproperty emailstr secretstr "
        "strictstr constr httpurl anyurl phonenumberfield countryfield regexfield lowcardinality fixedstring "
        "id objectid canonical oid barcode short_text long_text textquestion phone_number website"
    ),
    "integer": (
        "nonpositiveinteger negativeinteger unsignedshort unsignedbyte unsigned_long integral "
        "integer int int2 int4 int8 int16 int32 int64 int128 int256 bigint smallint tinyint mediumint hugeint "
        "uhugeint uint uint8 uint16 uint32 uint64 uinteger ubigint usmallint utinyint long short byte sint32 "
        "sint64 fixed32 fixed64 sfixed32 sfixed64 serial bigserial smallserial serial4 serial8 i8 i16 i32 i64 "
        "u8 u16 u32 u64 integerfield bigintegerfield smallintegerfield positiveintegerfield "
        "positivesmallintegerfield positivebigintegerfield autofield bigautofield biginteger smallinteger "
        "nonnegativeinteger positiveinteger unsignedint unsignedlong unsignedshort unsignedbyte counter varint "
        "pls_integer rowid "
        "integertype longtype bit_count unsignedinteger unsignedbiginteger unsignedtinyinteger unsignedsmallinteger "
        "unsignedmediuminteger tinyinteger mediuminteger foreignid nullint64 nullint32 nullint16 "
        "conint positiveint nonnegativeint strictint opinion_scale rating nps scalequestion ratingquestion"
    ),
    "decimal": (
        "half_float scaled_float fractional "
        "decimal numeric number dec float float4 float8 float16 float32 float64 double real money smallmoney "
        "floatfield decimalfield currency binary_float binary_double bigdecimal bignumeric doubleprecision "
        "percent double_type decimaltype half unsigneddecimal nullfloat64 confloat condecimal "
        "positivefloat nonnegativefloat strictfloat quantity"
    ),
    "boolean": (
        "boolean bool bit booleanfield nullbooleanfield check yesno logical booleantype tinyint1 flag strictbool "
        "nullbool yes_no"
    ),
    "date": (
        "date datefield date32 date64 datetype full_date pastdate futuredate condate localdate dateonly datequestion"
    ),
    "time": "timequestion time timetz timefield time32 time64 timetype localtime timeonly time_usec",
    "datetime": (
        "date_nanos "
        "datetime datetime2 datetimeoffset smalldatetime timestamp timestamptz timestampltz timestampntz "
        "datetimestamp int96 timestamp_tz timestamp_ntz timestamp_ltz timestamp_s timestamp_ms timestamp_ns "
        "timestamp_us "
        "datetimefield date_time datetime64 instant localdatetime zoneddatetime offsetdatetime iso8601 "
        "naivedatetime awaredatetime pastdatetime utcdatetime datetimetype timestamptype "
        "datetimetz nulltime utc_datetime naive_datetime utc_datetime_usec naive_datetime_usec"
    ),
    "duration": "duration daytimeduration yearmonthduration interval timedelta durationfield period timespan",
    "binary": (
        "bindata "
        "binary varbinary bytea blob tinyblob mediumblob longblob bytes image raw longraw binaryfield "
        "largebinary byte_array filefield imagefield attachimage attach fixed base64binary hexbinary bfile "
        "large_binary data_uri binarytype uint8array buffer "
        "attachment photo audio video file_upload fileuploadquestion"
    ),
    "vector": "vector halfvec sparsevec embedding fixed_size_list vectorfield",
    "geo": (
        "geometry geography point linestring polygon multipoint multilinestring multipolygon "
        "geometrycollection geo_point geopoint geo_shape st_point pointfield polygonfield linestringfield "
        "multipolygonfield geometryfield sdo_geometry latlng geolocation geohash geojson geotrace geoshape"
    ),
    "json": (
        "flattened flat_object nested "
        "json jsonb object record struct map hstore variant jsonfield any super document hash dict mapping jsontype "
        "row humanname codeableconcept contactpoint backboneelement"
    ),
    "ip": "inet cidr ip ipv4 ipv6 ipaddress genericipaddressfield ipaddressfield ipvanyaddress inet4 inet6 ipnetwork",
    "uuid": "uuid uniqueidentifier guid uuidfield uuidv4 uniqueid foreignuuid binary_id",
    "array": "array list repeated set tuple sequence arrayfield multiset collection table",
    "enum": (
        "enum select choice choices dropdown select_one select_multiple radio checkbox enumfield enum8 enum16 "
        "multiselect choicefield typedchoicefield multiplechoicefield literal mysqlenum singlestoreenum coding "
        "multiple_choice picture_choice choicequestion"
    ),
}
_KINDS = {word: kind for kind, text in _WORDS.items() for word in text.split()}
_FORMATS = {
    **{kind: kind for kind in _WORDS},  # a format whose types are its own says so what they are
    "date": "date",
    "date-time": "datetime",
    "time": "time",
    "duration": "duration",
    "uuid": "uuid",
    "ipv4": "ip",
    "ipv6": "ip",
    "byte": "binary",
    "binary": "binary",
    "int32": "integer",
    "int64": "integer",
    "float": "decimal",
    "double": "decimal",
    "decimal": "decimal",
    "timestamp-millis": "datetime",
    "timestamp-micros": "datetime",
    "local-timestamp-millis": "datetime",
    "local-timestamp-micros": "datetime",
    "time-millis": "time",
    "time-micros": "time",
    "geojson": "geo",
    "base64": "binary",
    "base64url": "binary",
    "year": "integer",
}
_FRACTIONS = {
    "utc_datetime": 0,
    "naive_datetime": 0,
    "utc_datetime_usec": 6,
    "naive_datetime_usec": 6,
    "timestamp_s": 0,
    "timestamp_ms": 3,
    "timestamp_us": 6,
    "timestamp_ns": 9,
    "smalldatetime": 0,
}
_ARRAY = re.compile(r"(?:\[\d*\])+$|^(?:array|list|repeated|set|sequence|arrayof|vector)\b[\s<(\[]+")
_BYTES = frozenset(("byte[]", "[]byte", "bytearray"))
_NUMBERS = re.compile(r"\(\s*(\d{1,9})\s*(?:char|byte|max)?\s*(?:,\s*(-?\d{1,9})\s*)?\)")
_NULL = re.compile(r"(?:^null\||\|null$|\s*\|\s*(?:none|null|undefined)\b|\?$|^optional\[|^nullable\()")
_WORD = re.compile(r"[a-z][a-z0-9_]*")


@lru_cache(maxsize=16_384)
def kind_of(declared: str, form: str = "") -> Kind:
    """The kind of a declared type with the form (``format``, ``logicalType``) a schema gives it."""
    text = declared.strip().lower()[:400]
    base, _, suffix = text.partition(":")
    form = (form.lower() or (suffix if suffix in _FORMATS else "")).strip()
    if form in _FORMATS and not _ARRAY.search(text):
        return Kind(_FORMATS[form], precision=_precision_of(form))
    text = _NULL.sub("", base if base and suffix in _FORMATS else text).strip().strip("[]\"'`")
    if _NULL.sub("", declared.strip().lower()) in _BYTES:
        return Kind("binary")
    return _dimensioned(text) or _array(declared.strip().lower()) or _plain(text)


def _precision_of(form: str) -> int | None:
    return {"timestamp-millis": 3, "timestamp-micros": 6}.get(form.removeprefix("local-"))


def _dimensioned(text: str) -> Kind | None:
    """Vectors: ``vector(512)``, ``float[512]``, ``FLOAT[128]``."""
    fixed = re.fullmatch(r"(?:float\d*|real|double|halffloat)\[(\d{2,5})\]?", text)
    if fixed:
        return Kind("vector", int(fixed.group(1)), inner="decimal")
    named = re.match(r"(?:halfvec|vector|sparsevec|dense_vector|knn_vector)\b(?:\s*\((\d{1,5}))?", text)
    if named and "<" not in text:
        return Kind("vector", int(named.group(1)) if named.group(1) else None)
    return None


def _array(text: str) -> Kind | None:
    found = _ARRAY.search(text)
    if not found or re.fullmatch(r"\[[^\[\]]+\](?:\(.*\))?", text):
        return None
    rest = _ARRAY.sub("", text).strip("<>()[] ")
    return Kind("array", inner=_plain(rest).name if rest else None)


def _plain(text: str) -> Kind:
    text = text.replace("[", "").replace("]", "")
    found = _WORD.search(text)
    if not found:
        return UNKNOWN
    first, name = found.group(), None
    for candidate in _WORD.findall(text)[:6]:
        name = (
            _KINDS.get(candidate)
            or _KINDS.get(candidate.removesuffix("_type"))
            or _KINDS.get(candidate.removesuffix("type"))
        )
        if name:
            break
    numbers = _NUMBERS.search(text)
    sizes = (int(numbers.group(1)), int(numbers.group(2)) if numbers.group(2) else None) if numbers else (None, None)
    return _sized(name or "unknown", first, text, *sizes)


def _sized(name: str, first: str, text: str, one: int | None, two: int | None) -> Kind:
    if name == "decimal" and first in ("number", "numeric", "decimal", "dec", "decimalfield"):
        whole = one is not None and two in (None, 0)
        return Kind("integer", precision=one) if whole else Kind("decimal", precision=one, scale=two)
    if name == "datetime":
        return Kind(name, precision=one if one is not None else _FRACTIONS.get(first))
    if name == "time":
        return Kind(name, precision=one)
    if name == "integer" and text.startswith("tinyint(1)"):
        return Kind("boolean")
    if name == "enum" and re.match(
        r"enum\s*\(\s*'(?:yes|no|y|n|t|f|0|1|true|false)'\s*,\s*'(?:yes|no|y|n|t|f|0|1|true|false)'\s*\)", text
    ):
        return Kind("boolean")
    if "double precision" in text:
        return Kind("decimal")
    return Kind(name, length=one) if name in ("text", "binary", "boolean") else Kind(name)
