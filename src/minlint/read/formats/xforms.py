"""XForms: the forms of ODK, KoboToolbox, CommCare and others as they are filled in."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from minlint.model import Kind, Source
from minlint.read.input import Input

if TYPE_CHECKING:
    from minlint.read import Options

NAME = "xforms"
TITLE = "XForms 1.1 and OpenRosa's (ODK, KoboToolbox, CommCare)"
KIND: Kind = "schema"
SUFFIXES = (".xform", ".xml")
MARKS = ("http://www.w3.org/2002/xforms",)
READS = """What the first instance sends, with `type` and `required` of its bind (an expression: can't say), label and
hint of its control (in English, else the default language), the media that are uploaded, groups and repeats, choices
that stand there or in another instance, calculations and what a device adds. All of it is collected."""
IDIOM = """`<!-- minlint: purpose=ID -->` in the head or anywhere in the form; `<!-- minlint: allow CODE until DATE
because … -->` on the line of a node, its bind or its control, or above it."""
LIMITS = """Instances in files of their own aren't read: there a form has the fields of its controls. Notes, and what
names a submission (`instanceID`), are no fields; models after the first aren't read."""

_MODEL = re.compile(rb"<(?:[\w.-]+:)?model[\s/>]")


def claims(source: Input) -> bool:
    """Whether the head names XForms' namespace and has a model."""
    head = source.head.replace(b"\0", b"")
    return MARKS[0].encode() in head and bool(_MODEL.search(head))


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where it isn't well-formed XML."""
    from minlint.read.elements import parse
    from minlint.read.xforms.form import Form

    markup = parse(source.text)
    form = Form(markup)
    record = form.record(os.path.basename(source.name).partition(".")[0])
    return Source(source.name, NAME, KIND, (record,), markup.problems, form.head(), text=source.text)
