"""What people write about what they bought and how they were served, in four languages.

Belongs here: titles and comments by language, reason and wording. Does not belong here: who writes (satisfaction.py).
"""

from __future__ import annotations

DELIGHTED, CONTENT, DISLIKED, LATE, DAMAGED, FAULTY = range(6)
# Languages in the order of countries.LANGUAGES (de, fr, en, zh); each reason has the same number of wordings.
TEXTS: list[list[list[tuple[str, str]]]] = [
    [
        [
            ("Wunderschön", "Sieht noch besser aus als auf dem Bild."),
            ("Sehr zufrieden", "Gute Qualität, schnell geliefert."),
            ("Gerne wieder", "Passt perfekt in unsere Küche."),
        ],
        [
            ("In Ordnung", "Erfüllt seinen Zweck, der Preis ist etwas hoch."),
            ("Ganz gut", "Farbe etwas dunkler als erwartet."),
            ("Solide", "Nichts Besonderes, aber ordentlich."),
        ],
        [
            ("Nicht mein Fall", "Das Material wirkt billig."),
            ("Enttäuscht", "Kleiner als gedacht, ging zurück."),
            ("Schade", "Die Farbe passt gar nicht zum Foto."),
        ],
        [
            ("Viel zu spät", "Kam erst nach zwei Wochen, da war der Geburtstag vorbei."),
            ("Lange gewartet", "Artikel gut, Lieferung sehr langsam."),
            ("Lieferung", "Niemand konnte sagen, wo das Paket ist."),
        ],
        [
            ("Kaputt angekommen", "Schlecht verpackt, ein Stück war zerbrochen."),
            ("Scherben", "Im Karton lagen nur Scherben."),
            ("Beschädigt", "Mit Kratzern geliefert."),
        ],
        [
            ("Geht von selbst aus", "Nach einer Woche schaltet sich das Gerät einfach ab."),
            ("Defekt", "Heizt nicht mehr, schon das zweite Mal."),
            ("Gefährlich", "Es roch verschmort, Finger weg!"),
        ],
    ],
    [
        [
            ("Magnifique", "Encore plus beau qu'en photo."),
            ("Très satisfaite", "Bonne qualité, livraison rapide."),
            ("Parfait", "Va très bien dans notre salon."),
        ],
        [
            ("Correct", "Fait l'affaire, un peu cher."),
            ("Pas mal", "La couleur est plus foncée que prévu."),
            ("Convenable", "Rien de spécial, mais solide."),
        ],
        [
            ("Déçu", "La matière fait bon marché."),
            ("Trop petit", "Plus petit que prévu, je l'ai renvoyé."),
            ("Dommage", "La couleur ne correspond pas à la photo."),
        ],
        [
            ("Trop tard", "Arrivé après deux semaines, l'anniversaire était passé."),
            ("Longue attente", "Bon article, livraison très lente."),
            ("Livraison", "Personne ne savait où était le colis."),
        ],
        [
            ("Arrivé cassé", "Mal emballé, une pièce était brisée."),
            ("En morceaux", "Il n'y avait que des éclats dans le carton."),
            ("Abîmé", "Livré avec des rayures."),
        ],
        [
            ("S'éteint tout seul", "Après une semaine, l'appareil s'arrête sans raison."),
            ("En panne", "Ne chauffe plus, déjà la deuxième fois."),
            ("Dangereux", "Odeur de brûlé, à éviter !"),
        ],
    ],
    [
        [
            ("Beautiful", "Looks even better than in the picture."),
            ("Very happy", "Good quality and quick delivery."),
            ("Would buy again", "Fits our kitchen perfectly."),
        ],
        [
            ("Fine", "Does what it should, a little expensive."),
            ("Quite good", "The colour is darker than I expected."),
            ("Solid", "Nothing special, but decent."),
        ],
        [
            ("Not for me", "The material feels cheap."),
            ("Disappointed", "Smaller than I thought, sent it back."),
            ("Pity", "The colour is nothing like the photo."),
        ],
        [
            ("Far too late", "Came after two weeks, the birthday was over."),
            ("Long wait", "Good article, very slow delivery."),
            ("Delivery", "Nobody could tell me where the parcel was."),
        ],
        [
            ("Arrived broken", "Badly packed, one piece was in shards."),
            ("Shards", "There were only shards in the box."),
            ("Damaged", "It came with scratches."),
        ],
        [
            ("Switches itself off", "After a week the device simply turns off."),
            ("Defective", "Does not heat any more, the second time already."),
            ("Dangerous", "It smelled of burning, stay away!"),
        ],
    ],
    [
        [("非常漂亮", "实物比图片还好看。"), ("很满意", "质量很好，物流很快。"), ("会再买", "放在厨房里正合适。")],
        [("还可以", "能用，就是有点贵。"), ("不错", "颜色比想象的深一点。"), ("一般", "没什么特别，但还行。")],
        [("不喜欢", "材质感觉很廉价。"), ("失望", "比想象的小，退货了。"), ("可惜", "颜色和照片完全不一样。")],
        [
            ("太晚了", "等了两个星期才到，生日都过了。"),
            ("等了很久", "东西不错，送货太慢。"),
            ("物流", "没有人知道包裹在哪里。"),
        ],
        [("收到就是碎的", "包装太差，有一件碎了。"), ("碎片", "箱子里全是碎片。"), ("有损坏", "送来时有划痕。")],
        [
            ("自动关机", "用了一个星期就自己关机。"),
            ("坏了", "不加热了，已经是第二次。"),
            ("危险", "有烧焦的味道，千万别买！"),
        ],
    ],
]
WORDINGS = 3
REASONS = 6
TITLES = [title for language in TEXTS for reason in language for title, _ in reason]
COMMENTS = [comment for language in TEXTS for reason in language for _, comment in reason]

SURVEY_COMMENTS = [
    "Very friendly and quick.",
    "Sehr nette Beratung.",
    "Réponse claire et rapide.",
    "客服很耐心。",
    "Waited far too long in the queue.",
    "Viel zu lange in der Warteschleife.",
    "Attente interminable.",
    "排队太久了。",
    "My problem is still not solved.",
    "Mein Problem ist nicht gelöst.",
    "Toujours pas résolu.",
    "问题还没有解决。",
]
HAPPY, WAITED, UNSOLVED = 0, 4, 8

# Five of the content, five of the others.
TICKET_COMMENTS = [
    "Quick and friendly.",
    "Solved at once, thank you.",
    "Sehr freundlich, danke!",
    "很满意，谢谢。",
    "Parfait, merci.",
    "I had to explain it three times.",
    "Nobody felt responsible.",
    "Viel zu lange gewartet.",
    "等了太久。",
    "Toujours pas de solution.",
]
