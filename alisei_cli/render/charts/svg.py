"""Drawings for a document: cleaned of all but shapes and text, coloured by classes, told in words to those who do not see them."""

import re
from collections.abc import Mapping
from xml.etree import ElementTree as ET

from markupsafe import Markup

KEPT: Mapping[str, frozenset[str]] = {
    "g": frozenset({"transform"}),
    "path": frozenset({"d", "transform", "fill", "stroke", "stroke-width", "opacity"}),
    "line": frozenset({"x1", "x2", "y1", "y2", "transform", "stroke", "stroke-width"}),
    "text": frozenset({"transform", "text-anchor", "font-size", "fill"}),
    "tspan": frozenset({"x", "dy"}),
}
"""Elements of a chart that reach a document, and their attributes; whatever else a library draws or data bring is left out."""

COLOURS: Mapping[str, str] = {
    "#334155": "ink", "#cbd5e1": "rule",
    "#1f5f99": "c1", "#b5541c": "c2", "#3f7d58": "c3", "#7a4e9e": "c4", "#8a6d1d": "c5", "#b03a5b": "c6", "#2b7f8c": "c7", "#5b6770": "c8",
}  # fmt: skip
"""Colour to the class that gives it; the style sheet may give another one on a dark screen."""
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
_LONG = re.compile(r"-?\d+\.\d{2,}")


def drawing(content: Markup, width: float, height: float, name: str, title: str, description: str) -> Markup:
    """A picture with its text alternative; ``name`` is unlike that of any other picture of the document."""
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{name}-t {name}-d" viewBox="0 0 {width} {height}"'
        ' width="{width}" height="{height}" font-family="{font}">'
        '<title id="{name}-t">{title}</title><desc id="{name}-d">{description}</desc>{content}</svg>'
    ).format(
        name=name, width=_number(width), height=_number(height), font=FONT, title=title, description=description, content=content
    )


def clean_svg(svg: str) -> tuple[Markup, float, float]:
    """Shapes and text of a chart, and its size."""
    root = ET.fromstring(svg)  # noqa: S314 (made by the library from our own specification; entities are not expanded)
    width, height = (float(root.get(side, "0")) for side in ("width", "height"))
    return Markup("").join(_keep_element(child) for child in root), width, height


def _keep_element(element: ET.Element) -> Markup:
    tag = element.tag.rpartition("}")[2]
    if tag not in KEPT or element.get("display") == "none":
        return Markup("")
    given = {key: value for key, value in element.attrib.items() if key in KEPT[tag]}
    if tag == "path" and not (_paints(given.get("fill")) or _paints(given.get("stroke"))):
        return Markup("")
    if tag == "text" and len(element):  # lines below one another: centred, as one line would be
        element[0].set("dy", str(-sum(float(line.get("dy", "0")) for line in element) / 2))
    inside = Markup("").join(_keep_element(child) for child in element)
    if tag == "g" and not inside:
        return inside
    if tag == "g" and not given.get("transform", "").replace("translate(0,0)", ""):
        return inside
    body = Markup("{}{}").format(element.text or "", inside) if tag in ("text", "tspan") else inside
    attributes = Markup("").join(Markup(' {}="{}"').format(key, value) for key, value in _keep_attributes(given, tag).items())
    return Markup("<{tag}{attributes}>{body}</{tag}>").format(tag=tag, attributes=attributes, body=body)


def _paints(value: str | None) -> bool:
    return value not in (None, "none", "transparent")


def _keep_attributes(given: Mapping[str, str], tag: str) -> dict[str, str]:
    """Attributes, shortened, with the classes of their colours."""
    kept = {key: _LONG.sub(lambda found: _number(float(found.group())), value) for key, value in given.items()}
    classes = [f"{key[0]}-{COLOURS[kept[key]]}" for key in ("fill", "stroke") if kept.get(key) in COLOURS]
    if tag in ("path", "line") and "fill" not in kept:
        kept["fill"] = "none"
    if kept.get("opacity") == "1":
        del kept["opacity"]
    return kept | ({"class": " ".join(classes)} if classes else {})


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
