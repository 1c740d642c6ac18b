"""JUnit XML: a suite for each source, a case for each finding, and a case that passes for a source without any.

Errors and warnings fail, a source that can't be read is an error of the check itself, information passes and says so
in the case's output, what is waived is skipped.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from minlint.model import Finding, Result
from minlint.places import ranks
from minlint.report import View
from minlint.report._paths import in_repository
from minlint.report._terminal import clean, one_line

_Element = ElementTree.Element


def findings(result: Result, view: View) -> Iterator[str]:
    """One document."""
    sources: dict[str, list[Finding]] = {reading.source.path: [] for reading in result.readings}
    for finding in view.shown(result):
        sources.setdefault(finding.source, []).append(finding)
    paths = in_repository(sources, view.root)
    root = _Element("testsuites", name="minlint")
    rank = ranks(sources)
    for source in sorted(sources, key=rank.__getitem__):
        suite = ElementTree.SubElement(root, "testsuite", name=clean(source))
        path = clean(paths[source])
        suite.extend([_case(finding, path) for finding in sources[source]] or [_blank(source, "minlint", path)])
        _count(suite, [suite])
    _count(root, list(root))
    ElementTree.indent(root, " ")
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield ElementTree.tostring(root, encoding="unicode") + "\n"


def _blank(source: str, name: str, path: str) -> _Element:
    return _Element("testcase", classname=clean(source), name=clean(name), file=path, time="0")


def _case(finding: Finding, path: str) -> _Element:
    source, message = clean(finding.source), one_line(finding.message)
    subject = ".".join(part for part in (finding.record, finding.field or "+".join(finding.parts)) if part)
    name = f"{finding.code} {finding.name}" + f": {subject}" * bool(subject)
    case = _blank(finding.source, name, path)
    place = source
    if finding.span:
        case.set("line", str(finding.span.line))
        place = f"{source}:{finding.span.line}:{finding.span.column}"
    lines = [f"{place}: {message}", *map(clean, finding.suggestion.strip().splitlines())]
    outcome = _outcome(finding, message)
    outcome.text = "\n".join(lines)
    case.append(outcome)
    return case


def _outcome(finding: Finding, message: str) -> _Element:
    if finding.waived:
        return _Element("skipped", message="waived")
    if finding.severity == "info":
        return _Element("system-out")
    return _Element("error" if finding.code[0] == "E" else "failure", type=finding.severity, message=message)


def _count(element: _Element, suites: list[_Element]) -> None:
    """State how many cases suites have, and how they ended."""
    for key, tag in (("tests", ""), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        path = f"testcase/{tag}" if tag else "testcase"
        element.set(key, str(sum(len(suite.findall(path)) for suite in suites)))
    element.set("time", "0")
