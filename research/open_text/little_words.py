"""The little words of a language ("the", "and", "että"), which tell nobody what a theme is about.

The lists are our own and short: the common ones (stopwords-iso) know no Maltese, and hold words that answers are about
("work", "problem", "home", "good").

A list counts only where its words fill enough of the answers, so that "war" is a war in English answers.
"""

from collections import Counter
from collections.abc import Sequence

from research.open_text.features import plain_words

FILLED = 0.04
"""Share of all words from which answers are taken to be in the language of a list."""
LOOKED_AT = 2_000

_LISTS = (
    """the and but for not are was were with this that these those they them their there then than you your its
    it's have has had having can can't cannot could will would should shall may might must been being from
    into onto out off over under about which who whom whose what when where why how all any some each every
    both either neither one also just only very too more most much many less least such own same other another
    our his her she him myself did does doing don't doesn't didn't isn't aren't wasn't get gets got because
    while until again still even though through between before after during here upon via per yes i'm i've i'd
    it'll that's there's really quite rather""",
    """olla ole olen olet olemme olette ovat oli olisi ollut eikä eivät emme ette mutta vaan että jos kun koska
    kuin niin myös sekä tai joka jotka jossa jonka jota joita jotta joissa johon jolla jolle mikä mitä missä
    mihin minä sinä hän minun sinun hänen minulla sinulla hänellä minut minua meillä teillä heillä heidän
    meidän teidän tämä tuo nämä nuo siinä siitä siihen sillä sille sitä sen niitä niiden ne se tätä tämän
    hyvin vain vielä aina usein joskus ehkä kyllä muun muuta muut muita kaikki kaikkien kaikilla jokin jotain
    jotakin joku siksi sitten silloin kanssa ilman""",
    """och att det som för inte med den har till ett var jag man men från eller när hur vad där här kan ska
    skulle vill mycket också bara så han hon dem deras sin sina sitt mig dig oss era vara blir blev varit hade
    utan mellan efter""",
    """und oder aber nicht der die das den dem des ein eine einen einem einer eines ist sind war waren sein haben
    hat hatte ich wir ihr sie mir mich uns auch nur noch sehr mit von vom bei zum zur für auf aus nach über
    unter wenn weil dass wie was wer man kann können muss soll wird werden mehr als durch alle alles etwas
    mein meine dein""",
    """les des une est sont était pas plus par pour avec dans sur que qui quoi dont mais elle nous vous ils elles
    leur leurs mon mes ton tes son ses notre votre cette ces cet aux très bien comme tout tous toute toutes
    être avoir fait sans aussi quand peu même""",
    """los las una unos unas del que con por para pero más muy como está están esta este estos estas eso ese son
    era eran ser sin sobre también cuando donde porque hay nos les sus mis todo todos toda todas nada algo
    entre hasta desde""",
    """che non per con del della dei delle degli una uno gli nel nella sono era sia anche come più molto quando
    dove perché questo questa questi queste quello quella tutto tutti mia mio suo sua loro alla alle agli dal
    dalla""",
    """het een van dat die niet met voor zijn was maar ook als dan nog wel naar bij uit aan door over onder heb
    heeft had hebben worden wordt zij wij mij jij deze dit daar hier meer veel heel kan kunnen moet""",
    """yang dan itu ini dengan untuk dari daripada pada kepada ada tidak tak bukan saya anda kami kita mereka dia
    ia ialah adalah akan telah sudah juga atau tetapi tapi kerana jika bila apabila supaya sebagai dalam oleh
    lebih sangat sahaja saja lagi boleh bisa seperti hanya semua setiap tiada tentang antara ketika apa siapa
    mana sini situ""",
    """li hija hi hu huwa huma kien kienet kienu hemm mhux mhumiex din dan dawn dak dik għal għall għax biex meta
    minn mill fil fuq taħt bil mal ta' tal tas tad jew iżda imma wkoll aktar iktar ħafna biss kull kollha jien
    inti aħna intom tiegħi tiegħek tiegħu tagħha tagħna tagħhom x'inhu xi xejn jekk kif fejn min meta ikun
    tkun""",
    """في من على إلى الى عن مع هذا هذه ذلك تلك التي الذي الذين ما لا لم لن ليس كان كانت يكون تكون أن ان إن أنا
    أنت هو هي هم نحن كل بعض أو او ثم لكن ولكن حتى إذا اذا لأن لان كما عند عندي بين بعد قبل فوق تحت غير أي وهو
    وهي ولا وما أكثر جدا""",
    """что как это для или если уже еще ещё так все всё они она оно его меня мне тебя нас вас них был была были
    быть есть нет когда где чтобы потому при под над без очень только даже может надо который которая которые""",
)
LISTS = tuple(frozenset(words.split()) for words in _LISTS)


def little_words_of(texts: Sequence[str]) -> frozenset[str]:
    """The list of the language that most of the answers seem to be in; empty where none is.

    Parameters
    ----------
    texts : sequence of str
    """
    counts = Counter(word for text in texts[:LOOKED_AT] for word in plain_words(text))
    whole = sum(counts.values())
    if not whole:
        return frozenset()
    filled = [sum(counts[word] for word in words) / whole for words in LISTS]
    best = max(range(len(LISTS)), key=filled.__getitem__)
    return LISTS[best] if filled[best] >= FILLED else frozenset()
