"""From the text of a page to its forms."""

from __future__ import annotations

import os
import re
from functools import lru_cache

from minlint.located import Places
from minlint.model import Field, Marker, Record, Span
from minlint.read.content import Content
from minlint.read.devices import policy
from minlint.read.html_form.autofill import labels
from minlint.read.html_form.tags import Tag, tags
from minlint.read.input import Input
from minlint.read.margins import Comment, Margins
from minlint.tuples import NamedTuple

_CLOSES = {
    "<!--": "-->",
    "{#": "#}",
    "{{!--": "--}}",
    "{{--": "--}}",
    "<%--": "--%>",
    "<%#": "%>",
    "{/*": "*/}",
    "@*": "*@",
}
"""How comments begin and end in HTML and in the languages of its templates."""
_OPENS = re.compile("|".join(map(re.escape, _CLOSES)))
_TEMPLATE = re.compile(r"\{\{|\{%|<%|\$\{|@\{|\{[\w.]+\}")
_CONTROLS = frozenset(("input", "select", "textarea"))
_MODELS = frozenset("v-model ng-model [(ngmodel)] formcontrolname x-model wire:model bind:value".split())  # noqa: SIM905
"""Attributes with which frameworks bind what is filled in: Vue, AngularJS, Angular, Alpine, Livewire, Svelte."""
_HEARD = frozenset(("legend", "option", "h1", "h2", "h3"))
_NOT_ASKED = frozenset(("submit", "button", "reset", "image"))
_NESTED = re.compile(r"(?P<first>[^\[\]]+)(?P<rest>(?:\[[^\[\]]*\])+)")


class Control(NamedTuple):
    """An ``input``, ``select`` or ``textarea``: its tag, its name and where that stands, the form it belongs to."""

    tag: Tag
    name: str
    form: int
    span: Span
    label: str = ""
    legend: str = ""

    @property
    def type(self) -> str:
        """``text``, ``radio``, ``select`` …"""
        if self.tag.name not in _CONTROLS:
            return self.tag.get("type").strip().lower() or self.tag.name
        if self.tag.name != "input":
            return "select_multiple" if self.tag.name == "select" and "multiple" in self.tag.said else self.tag.name
        return self.tag.get("type").strip().lower() or "text"


class Form(NamedTuple):
    """A form: what it is called, its id, where its name stands, the line it begins on."""

    name: str
    id: str
    span: Span | None
    line: int
    comment: str = ""


@lru_cache(maxsize=1)
def page(source: Input) -> Content:
    """The forms of a file, each a record; controls that stand in none are one more."""
    return _Page(source).content()


class _Page:
    """Walks the tags; nothing in a page is ever an error."""

    def __init__(self, source: Input) -> None:
        self.text = source.text
        self.places = Places(self.text)
        self.stem = os.path.basename(source.name).partition(".")[0]
        comments = _comments(self.text)
        self.margins = Margins(self.text, comments, self.places)
        self.forms = [Form(self.stem, "", None, 0)]
        self.ends: dict[int, int] = {}
        self.controls: list[Control] = []
        self.features: dict[str, Field] = {}
        self.purposes: list[Marker] = []
        self.options: dict[int, list[str]] = {}
        self.labels: dict[str, str] = {}
        self.open = 0  # the form that is, 0 for none
        self.label: list[str] | None = None
        self.target = ""
        self.inside: list[int] = []
        self.legends: list[str] = []
        self.hearing = self.title = ""
        self.select: int | None = None
        for part in tags(_blanked(self.text, comments)):
            if isinstance(part, str):
                self._words(" ".join(part.split()))
            elif part.closes:
                self._end(part)
            else:
                self._begin(part)

    def content(self) -> Content:
        """What was found."""
        groups: dict[int, list[int]] = {}
        named = {form.id: index for index, form in enumerate(self.forms) if form.id}
        for index, control in enumerate(self.controls):
            groups.setdefault(named.get(control.tag.get("form"), control.form), []).append(index)
        if self.features:
            groups.setdefault(0, [])
        records = tuple(self._record(form, groups[form]) for form in sorted(groups))
        return Content(records, (), self.margins.head())

    def _begin(self, tag: Tag) -> None:
        if tag.name == "form" and not self.open:  # one within another is none
            self._form(tag)
        elif tag.name in _CONTROLS or _bound(tag):
            self._control(tag)
        elif tag.name in ("iframe", "meta"):
            self._policy(tag)
        elif tag.name == "label":
            self.label, self.target, self.inside = [], tag.get("for"), []
        elif tag.name == "fieldset":
            self.legends.append("")
        elif tag.name in _HEARD:
            self.hearing = tag.name
            value = tag.get("value")
            if tag.name == "option" and self.select is not None and value and not _TEMPLATE.search(value):
                self.options.setdefault(self.select, []).append(value)

    def _end(self, tag: Tag) -> None:
        if tag.name == "form" and self.open:
            self.ends[self.open], self.open = self.places.at(tag.start)[0], 0
        elif tag.name == "label" and self.label is not None:
            self._end_label(" ".join(self.label))
        elif tag.name == "fieldset" and self.legends:
            self.legends.pop()
        elif tag.name == "select":
            self.select = None
        if tag.name == self.hearing:
            self.hearing = ""

    def _words(self, words: str) -> None:
        if not words or _TEMPLATE.search(words):
            return
        if self.label is not None and self.hearing != "option":
            self.label.append(words)
        if self.hearing == "legend" and self.legends:
            self.legends[-1] += words
        elif self.hearing == "option" and self.select is not None:
            self.options.setdefault(self.select, []).append(words)
        elif self.hearing:
            self.title = words

    def _form(self, tag: Tag) -> None:
        key = next((name for name in ("id", "name") if _plain(tag.get(name))), "")
        line = self.places.at(tag.start)[0]
        words = tag.get("aria-label") or self.margins.words(line) or tag.get("title") or self.title
        self.open = len(self.forms)
        self.forms.append(Form(tag.get(key) if key else self.stem, tag.get("id"), self._place(tag, key), line, words))

    def _policy(self, tag: Tag) -> None:
        """What a frame, or the page itself, may ask the browser for."""
        sent = tag.get("http-equiv").strip().lower() in ("permissions-policy", "feature-policy")
        found = tag.said.get("allow" if tag.name == "iframe" else "content") if tag.name == "iframe" or sent else None
        if found is None or _TEMPLATE.search(found.value):
            return
        said = self.margins.at(self._lines(tag))
        for feature in policy.allowed(self.text[found.start : found.end], bare=tag.name == "iframe"):
            span = self.places.span(found.start + feature.start, found.start + feature.end)
            own = policy.field(feature, "permissions policy", span)
            own = own._replace(markers=tuple(each for each in said if each.kind != "purpose"))
            self.features.setdefault(own.path, own)
        self.purposes += (each for each in said if each.kind == "purpose" and each not in self.purposes)

    def _control(self, tag: Tag) -> None:
        key = next((name for name in ("name", _bound(tag), "id") if _plain(_bare(tag.get(name)))), "")
        if not key or tag.get("type").lower() in _NOT_ASKED or ("name" in tag.said and not _plain(tag.get("name"))):
            return
        index = len(self.controls)
        if self.label is not None:
            self.inside.append(index)
        if tag.name == "select":
            self.select = index
        legend = next(filter(None, reversed(self.legends)), "")
        self.controls.append(Control(tag, _bare(tag.get(key)), self.open, self._place(tag, key), legend=legend))

    def _end_label(self, words: str) -> None:
        self.labels[self.target] = words
        for index in self.inside:
            self.controls[index] = self.controls[index]._replace(label=words)
        self.label = None

    def _place(self, tag: Tag, key: str) -> Span:
        """Where an attribute's value stands; the tag's name where there is none."""
        if found := tag.said.get(key):
            braces = found.value != _bare(found.value)
            return self.places.span(found.start + braces, found.end - braces)
        return self.places.span(tag.start + 1, tag.start + 1 + len(tag.name))

    def _lines(self, tag: Tag) -> range:
        return range(self.places.at(tag.start)[0], self.places.at(tag.end)[0] + 1)

    def _record(self, number: int, members: list[int]) -> Record:
        form, end = self.forms[number], self.ends.get(number, 0)
        taken, fields = set[int](), dict[str, Field]()
        for index in members:
            lines = self._lines(self.controls[index].tag)
            taken.update(lines)
            said = tuple(marker for marker in self.margins.at(lines) if marker.kind != "purpose")
            field = self._field(index, self.controls[index])._replace(markers=said)
            fields[field.path] = _merged(fields.get(field.path), field)
        if number == 0:
            fields.update((name, each) for name, each in self.features.items() if name not in fields)
            return Record(form.name, tuple(fields.values()), markers=tuple(self.purposes), direction="in")
        lines = range(form.line, (end or form.line) + 1)
        own = [
            marker
            for line in lines
            for marker in self.margins.at([line])
            if line not in taken or marker.kind == "purpose"
        ]
        return Record(form.name, tuple(fields.values()), form.span, form.comment, markers=tuple(own), direction="in")

    def _field(self, index: int, control: Control) -> Field:
        tag, kind = control.tag, control.type
        choice = kind in ("radio", "checkbox")
        own = control.label or self.labels.get(tag.get("id"), "") or tag.get("aria-label") or tag.get("label")
        words = (control.legend,) if choice and control.legend else (own, tag.get("placeholder"), tag.get("title"))
        listed = [*self.options.get(index, ()), *((tag.get("value"), own) if choice else ())]
        path, length = _path(control.name), tag.get("maxlength")
        return Field(
            path if path.endswith("[]") or kind != "select_multiple" else f"{path}[]",
            kind,
            control.span,
            mandatory=None if kind == "hidden" else "required" in tag.said or tag.get("aria-required") == "true",
            comment=": ".join(dict.fromkeys(word for word in words if word and not _TEMPLATE.search(word))),
            enum=tuple(word for word in dict.fromkeys(listed) if word and not _TEMPLATE.search(word)),
            default=kind == "hidden" and bool(tag.get("value")),
            length=int(length) if re.fullmatch(r"0*[1-9]\d{0,8}", length) else None,
            labels=labels(tag.get("autocomplete")),
        )


def _merged(before: Field | None, field: Field) -> Field:
    """The radio buttons and check boxes of one name as one field, at the first of them."""
    if before is None:
        return field
    return before._replace(
        enum=tuple(dict.fromkeys(before.enum + field.enum)),
        markers=before.markers + field.markers,
        mandatory=before.mandatory or field.mandatory,
    )


def _path(name: str) -> str:
    """A name as a path: ``user[home][street]`` and ``tags[]`` as frameworks take them apart."""
    match = _NESTED.fullmatch(name)
    if not match:
        return name
    steps = re.findall(r"\[([^\[\]]*)\]", match["rest"])
    return match["first"] + "".join(f".{step}" if step and not step.isdigit() else "[]" for step in steps)


def _bound(tag: Tag) -> str:
    """The attribute with which a framework binds a control, or a component that stands for one; empty for none."""
    return next((name for name in tag.said if name.partition(".")[0] in _MODELS), "")


def _bare(name: str) -> str:
    """A name without the braces in which Svelte writes it."""
    return name[1:-1] if name.startswith("{") and name.endswith("}") and name[1:2] != "{" else name


def _plain(name: str) -> bool:
    """Whether a name is one, and isn't put together by a template."""
    return bool(name.strip()) and not _TEMPLATE.search(name)


def _comments(text: str) -> list[Comment]:
    """The comments of a page; one that never ends is none."""
    found: list[Comment] = []
    endless, start = set[str](), 0
    while opens := _OPENS.search(text, start):
        sign, start = opens.group(), opens.end()
        end = -1 if sign in endless else text.find(_CLOSES[sign], start)
        if end < 0:
            endless.add(sign)  # so that a text of nothing but openings is searched once
            continue
        start = end + len(_CLOSES[sign])
        found.append(Comment(opens.start(), start))
    return found


def _blanked(text: str, comments: list[Comment]) -> str:
    """A text of the same length without its comments, in which controls may be switched off."""
    parts, last = [], 0
    for comment in comments:
        parts += [text[last : comment.start], re.sub(r"[^\r\n]", " ", text[comment.start : comment.end])]
        last = comment.end
    return "".join(parts) + text[last:]
