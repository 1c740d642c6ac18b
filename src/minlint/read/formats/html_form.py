"""Forms in HTML and in templates of HTML: where people are asked, by their controls and by their browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minlint.model import Kind, Source
from minlint.read.input import Input

if TYPE_CHECKING:
    from minlint.read import Options

NAME = "html-form"
TITLE = "HTML forms, also in templates (Jinja, Django, ERB, EJS, Handlebars, Twig, Blade, Vue, Svelte)"
KIND: Kind = "schema"
SUFFIXES = tuple(
    """.html .htm .xhtml .shtml .jinja .jinja2 .j2 .njk .twig .erb .ejs .hbs .handlebars .mustache .liquid .vue .svelte
    .cshtml .phtml .blade.php .jsp .astro""".split()  # noqa: SIM905
)
_TAGS = ("<input", "<select", "<textarea", "<iframe")
_BOUND = ("v-model", "ng-model", "ngModel", "formControlName", "x-model", "wire:model")
MARKS = (*_TAGS, *map(str.upper, _TAGS), *_BOUND, "ermissions-Policy", "eature-Policy")
READS = """Controls of each form (`input`, `select`, `textarea`, also those that name it in `form=`) with type,
`autocomplete` as a person's word for what is asked, `required`, `maxlength`, label, `aria-label`, `placeholder`,
legend; radio buttons and check boxes of one name as one field with its choices; controls and components by what a
framework binds them to (`v-model`, `ng-model`, `[(ngModel)]`, `formControlName`, `x-model`, `wire:model`,
`bind:value`) where they have no name. All of it is collected. So is what frames may ask the browser for (`<iframe
allow="camera; geolocation">`) and what a page's Permissions-Policy says."""
IDIOM = """`<!-- minlint: purpose=ID -->` above a form or within it, or in the file's head, and `<!-- minlint: allow
CODE until DATE because … -->` on a control's line or the line above it; also in comments of the template's language."""
LIMITS = """Controls that scripts or a template's tags and helpers make (`{{ form.email }}`) aren't seen; a name that is
put together by a template is left out."""

_CONTROL = re.compile(
    rb"""<(?:input|select|textarea)\b|\b(?:v-|ng-?|x-|wire:)model|\bformControlName|\sallow\s*+="""
    rb"""|["']?(?:permissions|feature)-policy\b""",
    re.IGNORECASE,
)


def claims(source: Input) -> bool:
    """Whether it holds a control that a person fills in, or lets somebody use what a browser asks for."""
    if not source.head or not source.holds(_CONTROL):
        return False
    from minlint.errors import Unreadable
    from minlint.read.html_form.page import page

    try:
        return any(record.fields for record in page(source).records)
    except Unreadable:
        return True


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` for a file that is no text."""
    from minlint.read.html_form.page import page

    found = page(source)
    return Source(source.name, NAME, KIND, found.records, found.problems, found.markers, text=source.text)
