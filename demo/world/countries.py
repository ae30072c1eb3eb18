"""The seven countries the company sells in.

Belongs here: their languages, currencies, places and how they buy. Does not belong here: people (people.py).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Country:
    """`list_rate` turns a euro price into a list price; `hours_ahead` is the clock against the company's.

    `transit_days` is a parcel's usual way, `promised_days` what the shop promises.
    """

    code: str
    name: str
    currency: str
    language: str
    time_zone: str
    locale: str
    share: float
    list_rate: float
    hours_ahead: int
    transit_days: int
    promised_days: int
    dialling_code: str


COUNTRIES = (
    Country("DE", "Germany", "EUR", "de", "Europe/Berlin", "de_DE", 0.42, 1.0, 0, 2, 5, "+49 1990"),
    Country("AT", "Austria", "EUR", "de", "Europe/Vienna", "de_AT", 0.11, 1.0, 0, 3, 6, "+43 6990"),
    Country("CH", "Switzerland", "CHF", "de", "Europe/Zurich", "de_CH", 0.10, 1.12, 0, 3, 6, "+41 7000"),
    Country("FR", "France", "EUR", "fr", "Europe/Paris", "fr_FR", 0.12, 1.0, 0, 3, 6, "+33 6990"),
    Country("GB", "United Kingdom", "GBP", "en", "Europe/London", "en_GB", 0.10, 0.89, -1, 4, 8, "+44 7009"),
    Country("US", "United States", "USD", "en", "America/New_York", "en_US", 0.08, 1.15, -6, 6, 10, "+1 5550"),
    Country("CN", "China", "CNY", "zh", "Asia/Shanghai", "zh_CN", 0.07, 7.9, 7, 7, 12, "+86 1990"),
)
CODES = [country.code for country in COUNTRIES]
CURRENCIES = ["EUR", "CHF", "GBP", "USD", "CNY"]
LANGUAGES = ["de", "fr", "en", "zh"]
SHARES = np.array([country.share for country in COUNTRIES])
CURRENCY_OF = np.array([CURRENCIES.index(country.currency) for country in COUNTRIES])
LANGUAGE_OF = np.array([LANGUAGES.index(country.language) for country in COUNTRIES])
LIST_RATE = np.array([1.0, 1.12, 0.89, 1.15, 7.9])
HOURS_AHEAD = np.array([country.hours_ahead for country in COUNTRIES])
TRANSIT_DAYS = np.array([country.transit_days for country in COUNTRIES])
PROMISED_DAYS = np.array([country.promised_days for country in COUNTRIES])
DIALLING_CODES = [country.dialling_code for country in COUNTRIES]
# Central rates of the three years; the daily rate wanders around them (market.py).
PER_EUR = np.array([1.0, 0.955, 0.855, 1.09, 7.8])

# City, region, first digits of the postcode, weight. Where a country has towns made by faker, they come on top.
PLACES = {
    "DE": "Hamburg,Hamburg,20,9;Berlin,Berlin,10,9;München,Bayern,80,7;Köln,Nordrhein-Westfalen,50,6;"
    "Frankfurt am Main,Hessen,60,5;Stuttgart,Baden-Württemberg,70,5;Leipzig,Sachsen,04,4;Dresden,Sachsen,01,3;"
    "Hannover,Niedersachsen,30,3;Bremen,Bremen,28,3;Nürnberg,Bayern,90,3;Kiel,Schleswig-Holstein,24,2;"
    "Lübeck,Schleswig-Holstein,23,2;Freiburg,Baden-Württemberg,79,2;Münster,Nordrhein-Westfalen,48,2;"
    "Rostock,Mecklenburg-Vorpommern,18,1;Erfurt,Thüringen,99,1;Mainz,Rheinland-Pfalz,55,2;"
    "Saarbrücken,Saarland,66,1;Potsdam,Brandenburg,14,1;Magdeburg,Sachsen-Anhalt,39,1",
    "AT": "Wien,Wien,1,9;Graz,Steiermark,8,4;Linz,Oberösterreich,4,3;Salzburg,Salzburg,5,3;Innsbruck,Tirol,6,2;"
    "Klagenfurt,Kärnten,9,1;St. Pölten,Niederösterreich,3,1;Bregenz,Vorarlberg,6,1;Eisenstadt,Burgenland,7,1",
    "CH": "Zürich,Zürich,80,7;Bern,Bern,30,4;Basel,Basel-Stadt,40,4;Luzern,Luzern,60,3;Winterthur,Zürich,84,2;"
    "St. Gallen,St. Gallen,90,2;Genève,Genève,12,3;Lausanne,Vaud,10,2;Lugano,Ticino,69,1",
    "FR": "Paris,Île-de-France,75,9;Lyon,Auvergne-Rhône-Alpes,69,4;Marseille,Provence-Alpes-Côte d'Azur,13,4;"
    "Bordeaux,Nouvelle-Aquitaine,33,3;Lille,Hauts-de-France,59,3;Strasbourg,Grand Est,67,3;"
    "Nantes,Pays de la Loire,44,2;"
    "Rennes,Bretagne,35,2;Toulouse,Occitanie,31,3",
    "GB": "London,Greater London,SW,9;Manchester,Greater Manchester,M,3;Birmingham,West Midlands,B,3;"
    "Edinburgh,Scotland,EH,2;Bristol,South West,BS,2;Leeds,Yorkshire,LS,2;Cardiff,Wales,CF,1;"
    "Belfast,Northern Ireland,BT,1",
    "US": "New York,New York,100,6;Chicago,Illinois,606,3;Boston,Massachusetts,021,3;Seattle,Washington,981,2;"
    "Austin,Texas,787,2;Denver,Colorado,802,2;Portland,Oregon,972,1;San Francisco,California,941,3",
    "CN": "上海,上海市,2000,7;北京,北京市,1000,6;深圳,广东省,5180,4;广州,广东省,5100,4;杭州,浙江省,3100,3;"
    "成都,四川省,6100,3;南京,江苏省,2100,2;青岛,山东省,2660,1",
}
REGIONS_OF_TOWNS = {
    "FR": ["Bretagne", "Normandie", "Occitanie", "Grand Est", "Centre-Val de Loire"],
    "GB": ["South East", "East of England", "Yorkshire", "Wales", "Scotland"],
    "US": ["Ohio", "Michigan", "Pennsylvania", "Oregon", "Virginia"],
    "CN": ["浙江省", "江苏省", "湖北省", "湖南省", "山东省"],
}
