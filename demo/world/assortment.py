"""The range by name: categories with their elasticity and seasons, subcategories with noun and usual price.

Belongs here: what can be read off a catalogue. Does not belong here: the products made of it (products.py).
"""

from __future__ import annotations

import numpy as np

# Category: elasticity, season of twelve months, and per subcategory its noun and a usual price in euros.
RANGE: dict[str, tuple[float, list[float], list[tuple[str, str, float]]]] = {
    "Kitchen": (
        -1.4,
        [1.0, 0.9, 0.9, 0.9, 0.9, 0.8, 0.8, 0.9, 1.0, 1.1, 1.4, 1.6],
        [
            ("Cookware", "Pan", 59),
            ("Kitchen appliances", "Kettle", 69),
            ("Knives", "Knife", 39),
            ("Storage", "Jar", 15),
        ],
    ),
    "Tableware": (
        -1.1,
        [0.9, 0.9, 1.0, 1.0, 0.9, 0.9, 0.8, 0.8, 0.9, 1.0, 1.4, 1.7],
        [("Plates", "Plate", 14), ("Glasses", "Glass", 9), ("Cutlery", "Fork", 8), ("Serving", "Bowl", 29)],
    ),
    "Home textiles": (
        -1.8,
        [1.2, 1.0, 0.9, 0.9, 0.8, 0.8, 0.8, 0.9, 1.1, 1.2, 1.3, 1.3],
        [
            ("Bed linen", "Duvet cover", 79),
            ("Blankets", "Throw", 59),
            ("Cushions", "Cushion", 29),
            ("Curtains", "Curtain", 49),
        ],
    ),
    "Furniture": (
        -2.3,
        [1.1, 1.0, 1.1, 1.1, 1.0, 0.9, 0.8, 0.9, 1.1, 1.1, 1.0, 0.8],
        [("Chairs", "Chair", 149), ("Tables", "Table", 399), ("Shelves", "Shelf", 189), ("Stools", "Stool", 89)],
    ),
    "Lighting": (
        -1.3,
        [1.1, 1.0, 0.9, 0.8, 0.7, 0.6, 0.6, 0.8, 1.1, 1.4, 1.5, 1.4],
        [
            ("Table lamps", "Lamp", 69),
            ("Pendants", "Pendant", 119),
            ("Floor lamps", "Floor lamp", 159),
            ("Candles", "Candle", 18),
        ],
    ),
    "Decoration": (
        -1.6,
        [0.7, 0.8, 1.0, 1.1, 1.0, 0.9, 0.8, 0.8, 0.9, 1.1, 1.6, 2.0],
        [("Vases", "Vase", 35), ("Frames", "Frame", 22), ("Clocks", "Clock", 55), ("Mirrors", "Mirror", 89)],
    ),
    "Bath": (
        -0.8,
        [1.1, 1.0, 1.0, 1.0, 1.0, 1.0, 0.9, 0.9, 1.0, 1.0, 1.1, 1.1],
        [
            ("Towels", "Towel", 24),
            ("Bath mats", "Bath mat", 29),
            ("Soap dishes", "Soap dish", 14),
            ("Baskets", "Basket", 34),
        ],
    ),
    "Garden": (
        -1.2,
        [0.3, 0.5, 1.1, 1.9, 2.1, 1.9, 1.5, 1.1, 0.7, 0.4, 0.3, 0.3],
        [
            ("Planters", "Planter", 39),
            ("Garden chairs", "Garden chair", 99),
            ("Lanterns", "Lantern", 29),
            ("Tools", "Trowel", 19),
        ],
    ),
}
SERIES = [
    "Elbe", "Alster", "Bille", "Trave", "Eider", "Havel", "Spree", "Isar", "Saale", "Werra", "Fulda", "Lahn",
    "Mosel", "Nahe", "Ahr", "Leine", "Aller", "Oker", "Bode", "Selke", "Ilm", "Unstrut", "Elster", "Mulde",
    "Zschopau", "Neisse", "Oder", "Warnow", "Peene", "Recknitz", "Stör", "Oste", "Wümme", "Hunte", "Ems",
    "Hase", "Lippe", "Ruhr", "Wupper", "Sieg", "Agger", "Dhünn", "Erft", "Rur", "Inde", "Kyll", "Sauer",
    "Our",
]  # fmt: skip
VARIANTS = [
    ("sand", "moss"),
    ("white", "ink"),
    ("small", "large"),
    ("oak", "ash"),
    ("linen", "slate"),
    ("clear", "smoke"),
]
SUPPLIERS = [
    "Hansen Keramik", "Nordlicht Leuchten", "Weberei Oberland", "Atelier Dubois", "Brook & Lane", "锦绣家居",
    "Holzwerk Süd",
    "Casa Lago", "Kupferschmiede Harz", "Northfield Goods",
]  # fmt: skip
CATEGORIES = list(RANGE)
SUBCATEGORIES = [subcategory for _, _, subs in RANGE.values() for subcategory, _, _ in subs]
ELASTICITY = np.array([elasticity for elasticity, _, _ in RANGE.values()])
SEASON = np.array([season for _, season, _ in RANGE.values()])
SEASON /= SEASON.mean(axis=1, keepdims=True)
