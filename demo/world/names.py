"""Pools of names, streets and towns, drawn from faker once a country and combined afterwards.

Belongs here: the pools, and each name as others may spell it. Does not belong here: who bears which name.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from faker import Faker
from numpy.typing import NDArray

from demo.world.countries import COUNTRIES, PLACES, REGIONS_OF_TOWNS, Country

POOL = 240
TOWNS = 20
GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
# Readings of the characters in the Chinese pools; names with other characters are left out.
PINYIN = {
    "王": "Wang", "李": "Li", "张": "Zhang", "刘": "Liu", "陈": "Chen", "杨": "Yang", "黄": "Huang", "吴": "Wu", "赵":
    "Zhao", "周": "Zhou", "徐": "Xu", "孙": "Sun", "马": "Ma", "朱": "Zhu", "胡": "Hu", "林": "Lin", "郭": "Guo",
    "何": "He", "高": "Gao", "罗": "Luo", "郑": "Zheng", "梁": "Liang", "谢": "Xie", "宋": "Song", "唐": "Tang", "许":
    "Xu", "邓": "Deng", "冯": "Feng", "韩": "Han", "曹": "Cao", "曾": "Zeng", "彭": "Peng", "蔡": "Cai", "潘": "Pan",
    "田": "Tian", "董": "Dong", "袁": "Yuan", "于": "Yu", "余": "Yu", "叶": "Ye", "蒋": "Jiang", "杜": "Du", "苏":
    "Su", "魏": "Wei", "程": "Cheng", "伟": "wei", "强": "qiang", "磊": "lei", "洋": "yang", "勇": "yong", "军":
    "jun", "杰": "jie", "涛": "tao", "超": "chao", "明": "ming", "刚": "gang", "平": "ping", "辉": "hui", "鹏":
    "peng", "华": "hua", "飞": "fei", "鑫": "xin", "波": "bo", "斌": "bin", "宇": "yu", "浩": "hao", "凯": "kai",
    "健": "jian", "俊": "jun", "帆": "fan", "旭": "xu", "宁": "ning", "龙": "long", "欢": "huan", "佳": "jia", "阳":
    "yang", "亮": "liang", "成": "cheng", "建": "jian", "峰": "feng", "国": "guo", "晨": "chen", "瑞": "rui", "志":
    "zhi", "东": "dong", "博": "bo", "坤": "kun", "文": "wen", "红": "hong", "霞": "xia", "芳": "fang", "娜": "na",
    "敏": "min", "静": "jing", "秀": "xiu", "英": "ying", "丽": "li", "艳": "yan", "娟": "juan", "兰": "lan", "燕":
    "yan", "玲": "ling", "桂": "gui", "丹": "dan", "萍": "ping", "玉": "yu", "梅": "mei", "莉": "li", "珍": "zhen",
    "婷": "ting", "凤": "feng", "颖": "ying", "雪": "xue", "慧": "hui", "倩": "qian", "琴": "qin", "云": "yun", "洁":
    "jie", "淑": "shu", "春": "chun", "海": "hai", "冬": "dong", "荣": "rong", "莹": "ying", "琳": "lin", "欣":
    "xin", "香": "xiang", "小": "xiao", "金": "jin", "雷": "lei", "想": "xiang", "岩": "yan",
}  # fmt: skip


def transliterated(name: str) -> str:
    """The name in ASCII letters, as a system without others writes it."""
    if any(letter in PINYIN for letter in name):
        return "".join(PINYIN.get(letter, "") for letter in name).capitalize()
    plain = unicodedata.normalize("NFKD", name.translate(GERMAN)).encode("ascii", "ignore").decode()
    return plain or name


def mistyped(name: str) -> str:
    """The name with two neighbouring letters swapped, or the last one lost; a Chinese one with a homophone."""
    if len(name) < 3:
        return {"伟": "玮", "丽": "莉", "英": "瑛", "静": "婧"}.get(name, name)
    middle = len(name) // 2
    swapped = name[: middle - 1] + name[middle] + name[middle - 1] + name[middle + 1 :]
    return swapped if swapped != name else name[:-1]


def initial(name: str) -> str:
    return name if transliterated(name) != name and any(letter in PINYIN for letter in name) else name[0] + "."


def slug(name: str) -> str:
    return "".join(letter for letter in transliterated(name).lower() if letter.isalnum())


@dataclass(frozen=True)
class Pool:
    """Labels of all countries in one list; those of a country lie from `first` on, `count` of them."""

    labels: list[str]
    first: NDArray[np.int64]
    count: NDArray[np.int64]

    def draw(self, chance: np.random.Generator, country: NDArray[np.int64]) -> NDArray[np.int64]:
        """Codes for people of these countries; the front of a pool is commoner, as among real names."""
        place = chance.random(len(country)) ** 1.6 * self.count[country]
        return self.first[country] + place.astype(np.int64)


@dataclass(frozen=True)
class Places:
    """Towns of all countries, each with region, first digits of its postcode and weight."""

    pool: Pool
    region: list[str]
    postcode: list[str]
    weight: NDArray[np.float64]


@dataclass(frozen=True)
class Names:
    female: Pool
    male: Pool
    family: Pool
    street: Pool
    places: Places


def _pooled(per_country: list[list[str]]) -> Pool:
    count = np.array([len(labels) for labels in per_country])
    return Pool([label for labels in per_country for label in labels], np.cumsum(count) - count, count)


def _drawn(draw: Callable[[], str], country: Country) -> list[str]:
    wanted = dict.fromkeys(draw() for _ in range(POOL * 3))
    readable = [
        name for name in wanted if country.code != "CN" or all(letter in PINYIN for letter in name.rstrip("路街"))
    ]
    return readable[:POOL]


def _towns(faker: Faker, country: Country) -> list[tuple[str, str, str, float]]:
    known = [tuple(place.split(",")) for place in PLACES[country.code].split(";")]
    towns = [(city, region, postcode, float(weight)) for city, region, postcode, weight in known]
    regions = REGIONS_OF_TOWNS.get(country.code, [])
    made = list(dict.fromkeys(faker.city() for _ in range(TOWNS if regions else 0)))
    known_cities = {city for city, *_ in towns}
    return towns + [
        (city, regions[place % len(regions)], towns[place % len(towns)][2], 0.5)
        for place, city in enumerate(made)
        if city not in known_cities
    ]


def make_names(seed: int) -> Names:
    female, male, family, street, towns = [], [], [], [], []
    for country in COUNTRIES:
        faker = Faker(country.locale)
        faker.seed_instance(seed)
        female.append(_drawn(faker.first_name_female, country))
        male.append(_drawn(faker.first_name_male, country))
        family.append(_drawn(faker.last_name, country))
        street.append(_drawn(faker.street_name, country))
        towns.append(_towns(faker, country))
    flat = [town for of_country in towns for town in of_country]
    places = Places(
        _pooled([[town[0] for town in of_country] for of_country in towns]),
        [town[1] for town in flat],
        [town[2] for town in flat],
        np.array([town[3] for town in flat]),
    )
    return Names(_pooled(female), _pooled(male), _pooled(family), _pooled(street), places)
