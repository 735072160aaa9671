"""Only words, in several languages, that announce personal data: names, numbers, accounts, streets."""

NAME_CUES = (
    r"my (?:full |last |first |real )?name(?:'s| is)", r"name(?:'s)?\s*:", r"i(?:'m| am) called",
    r"(?:minun )?nimeni on", r"nimi\s*:", r"jag heter", r"mitt namn är", r"jeg heter", r"jeg hedder",
    r"mit navn er", r"ich heiße", r"ich heisse", r"mein name ist", r"je m['’]appelle", r"mon nom est",
    r"me llamo", r"mi nombre es", r"mi chiamo", r"il mio nome è", r"(?:o )?meu nome é", r"(?:eu )?me chamo",
    r"chamo-me", r"mijn naam is", r"ik heet", r"nazywam się", r"mam na imię", r"jmenuji se", r"a nevem",
    r"меня зовут", r"мо[её] имя", r"мене звати", r"με λένε", r"ονομάζομαι", r"benim adım", r"ismim",
    r"numele meu este", r"mă numesc", r"mu nimi on", r"minu nimi on", r"اسمي(?: هو)?", r"اسمي الكامل", r"أدعى",
    r"השם שלי(?: הוא)?", r"קוראים לי", r"मेरा नाम", r"نام من", r"اسم من", r"제 이름은", r"tên tôi là", r"nama saya",
    r"jina langu ni",
)  # fmt: skip
"""What stands before a name; up to three words after it are taken, whatever their case."""

LOOSE_CUES = (
    r"i(?:'m| am)", r"this is", r"call me", r"signed,?", r"yours,?", r"sir", r"madam", r"olen", r"minä olen", r"t\.",
    r"nimim\.", r"adım", r"ich bin", r"je suis", r"soy", r"sono", r"sou", r"ik ben", r"jestem", r"jag är", r"я", r"это",
    r"(?:kind |best |warm )?regards,?", r"terveisin,?", r"terv\.,?", r"hälsningar,?", r"mvh,?", r"grüße,?", r"gruß,?",
    r"saludos,?", r"saluti,?", r"cordialement,?", r"groeten,?", r"pozdrawiam,?", r"с уважением,?",
)  # fmt: skip
"""What stands before names and before other words too: only capitalised words after it are names."""

TITLES = (
    r"mr", r"mrs", r"ms", r"miss", r"mx", r"dr", r"prof(?:essor)?", r"sir", r"lady", r"herra", r"rouva", r"neiti",
    r"tohtori", r"herr", r"frau", r"fru", r"fröken", r"monsieur", r"madame", r"mademoiselle", r"mme", r"mlle",
    r"señor(?:a|ita)?", r"sr", r"sra", r"don", r"doña", r"signor(?:a|e)?", r"dott(?:\.ssa)?", r"senhor(?:a)?",
    r"meneer", r"mevrouw", r"pan", r"pani", r"господин", r"госпожа", r"г-н", r"г-жа", r"доктор", r"пан", r"пані",
    r"السيد", r"السيدة", r"الدكتور", r"الدكتورة", r"الأستاذ", r"الأستاذة", r"श्री", r"श्रीमती",
)  # fmt: skip
"""Titles that stand before a name."""

CJK_CUES = (
    "我叫",
    "我名叫",
    "我的名字是",
    "我的名字叫",
    "名字叫",
    "名叫",
    "我是叫",
    "姓名：",
    "姓名:",
    "名前は",
    "私は",
    "僕は",
)
"""Cues in scripts without spaces: two to four signs after them are taken."""

CJK_TITLES = (
    "先生",
    "女士",
    "小姐",
    "老师",
    "老師",
    "经理",
    "經理",
    "医生",
    "醫生",
    "教授",
    "阿姨",
    "さん",
    "様",
    "씨",
    "님",
)
"""Titles that follow a name."""

SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆"
    "汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧"
)
"""The commonest Chinese family names: before a title that follows, one of these and up to two signs are a name."""

PHONE_CUES = (
    r"(?:tele)?phone", r"tel", r"mobile", r"cell", r"whats?app", r"signal", r"sms", r"call me (?:at|on)",
    r"puh(?:elin)?",
    r"puhelinnumero(?:ni)?", r"numeroni", r"soita", r"mobil", r"telefon(?:o|e)?", r"handy", r"nummer", r"móvil",
    r"celular", r"тел(?:ефон)?", r"номер", r"هاتف", r"جوال", r"رقمي", r"رقم", r"电话", r"電話", r"手机", r"手機",
    r"전화", r"फ़ोन", r"फोन",
)  # fmt: skip

ID_CUES = (
    r"customer", r"client", r"order", r"member(?:ship)?", r"account", r"employee", r"staff", r"student", r"patient",
    r"case", r"ticket", r"passport", r"policy", r"invoice", r"reference", r"ref", r"booking", r"user(?:name)?", r"id",
    r"asiakas(?:numero(?:ni)?|nro)?", r"tilaus(?:numero)?", r"jäsen(?:numero)?", r"henkilötunnus", r"hetu", r"tunnus",
    r"kund(?:en)?(?:nummer|nr)?", r"personnummer", r"medlem(?:snummer)?", r"bestell(?:nummer|ung)", r"ausweis",
    r"cliente", r"pedido", r"dni", r"nie", r"pasaporte", r"commande", r"dossier", r"codice fiscale", r"паспорт",
    r"заказ", r"клиент", r"身份证(?:号)?", r"订单(?:号)?", r"会员(?:号)?", r"رقم الهوية", r"رقم الطلب",
)  # fmt: skip

ACCOUNT_CUES = (
    r"instagram", r"insta", r"ig", r"twitter", r"telegram", r"tg", r"snap(?:chat)?", r"tiktok", r"discord", r"skype",
    r"facebook", r"linkedin", r"youtube", r"steam", r"reddit", r"wechat", r"weixin", r"kik", r"vk", r"微信", r"微博",
    r"qq", r"انستقرام", r"انستغرام", r"تويتر", r"سناب",
)  # fmt: skip

STREET_WORDS = (
    r"street", r"st", r"road", r"rd", r"avenue", r"ave", r"lane", r"ln", r"drive", r"dr", r"boulevard", r"blvd",
    r"court", r"ct", r"close", r"crescent", r"square", r"sq", r"place", r"pl", r"terrace", r"way", r"highway", r"hwy",
    r"gardens", r"grove", r"row", r"mews", r"parkway", r"pkwy",
)  # fmt: skip
"""After a number and a name: 12 Baker Street."""

STREET_ENDINGS = (
    "katu", "kadun", "kadulla", "tie", "tien", "tiellä", "kuja", "kujan", "kujalla", "polku", "polun", "raitti",
    "väylä", "kaari", "ranta", "gatan", "gata", "vägen", "veien", "vej", "gade", "stigen", "gränd", "straße",
    "strasse", "str\\.", "weg", "platz", "gasse", "allee", "ufer", "damm", "straat", "laan", "plein", "gracht", "utca",
)  # fmt: skip
"""At the end of a word and before a number: Mannerheimintie 12."""

STREET_STARTS = (
    r"rue", r"avenue", r"boulevard", r"place", r"chemin", r"impasse", r"allée", r"calle", r"c/", r"avenida", r"avda\.?",
    r"plaza", r"paseo", r"carrer", r"rua", r"travessa", r"praça", r"via", r"viale", r"piazza", r"corso", r"vicolo",
    r"ul\.?", r"ulica", r"al\.", r"ulice", r"ул\.?", r"улица", r"пр\.?", r"проспект", r"пер\.?", r"вул\.?", r"οδός",
    r"strada", r"bulevardul", r"jalan", r"jl\.?", r"شارع", r"طريق",
)  # fmt: skip
"""Before a name and a number (or after a number): rue de Rivoli 12."""

_CAPITALS = (
    "i i'm i've i'd i'll i’m i’ve i’d i’ll monday tuesday wednesday thursday friday saturday sunday january february "
    "march april may june july august september october november december english internet christmas easter god ok "
    "okay tv web facebook google youtube instagram whatsapp netflix covid corona"
)
COMMON_CAPITALS = frozenset(_CAPITALS.split())
"""Words that are written with a capital and name nobody."""
