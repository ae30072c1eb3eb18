"""How every chart looks: type, lines and marks, in the colours of the page's theme.

Belongs here: what all charts share.
Does not belong here: what one kind of chart draws (columns.py).
"""

from __future__ import annotations

from typing import Any

import altair as alt
import streamlit as st

from dashboards.theme import Palette

SMALL = 12
HEIGHT = 248


def font() -> str:
    """The page's typeface."""
    return str(st.get_option("theme.font"))


def finished(chart: alt.LayerChart, palette: Palette, description: str) -> alt.LayerChart:
    """`chart` with the theme; a screen reader says `description`. Drawn as SVG, so that its marks have names too."""
    return chart.properties(
        width="container",
        height=HEIGHT,
        background="transparent",
        padding={"left": 0, "right": 8, "top": 8, "bottom": 4},
        description=description,
        usermeta={"embedOptions": {"renderer": "svg", "actions": False}},
    ).configure(**_config(palette))


def _config(palette: Palette) -> dict[str, Any]:
    return {
        "font": font(),
        "view": {"stroke": None},
        "axis": {
            "labelColor": palette.second,
            "labelFontSize": SMALL,
            "labelFontWeight": 400,
            "domainColor": palette.second,
            "gridColor": palette.line,
            "ticks": False,
            "title": None,
            "labelPadding": 8,
        },
        "text": {"color": palette.ink, "fontSize": SMALL},
        "bar": {"color": palette.actual},
    }
