"""Only English articles are condensed; any other is refused by the name of its language."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.article import Article
from pipelines.errors import NoArticle, WrongLanguage
from pipelines.language import language_name, language_of, require_english

TEXTS = {
    "en": "The council voted on Tuesday to close the last coal plant in the city by 2027.",
    "ko": "시의회는 화요일 밤 마지막 석탄 화력발전소를 2027년 말까지 닫기로 의결했다.",
    "ja": "市議会は火曜日、市内最後の石炭火力発電所を2027年末までに閉鎖することを決めた。",
    "zh": "市议会周二晚投票决定在2027年底前关闭市内最后一座燃煤电厂。",
    "fr": "Le conseil municipal a voté mardi soir la fermeture de la dernière centrale à charbon.",
    "de": "Der Stadtrat hat am Dienstagabend beschlossen, das letzte Kohlekraftwerk zu schließen.",
    "es": "El ayuntamiento votó el martes por la noche el cierre de la última central de carbón.",
    "it": "Il consiglio comunale ha votato martedì sera la chiusura dell'ultima centrale a carbone.",
    "pt": "A câmara municipal votou na noite de terça-feira o encerramento da última central.",
    "ru": "Городской совет во вторник вечером проголосовал за закрытие последней электростанции.",
    "el": "Το δημοτικό συμβούλιο ψήφισε το κλείσιμο του τελευταίου εργοστασίου άνθρακα.",
    "ar": "صوّت مجلس المدينة مساء الثلاثاء على إغلاق آخر محطة كهرباء تعمل بالفحم في المدينة.",
    "th": "สภาเมืองลงมติเมื่อคืนวันอังคารให้ปิดโรงไฟฟ้าถ่านหินแห่งสุดท้ายของเมือง",
    "hu": "A városi tanács megszavazta az utolsó szénerőmű bezárását.",
    "vi": "Hội đồng thành phố đã bỏ phiếu tối thứ Ba để đóng cửa nhà máy điện than cuối cùng.",
}


@pytest.mark.parametrize(("tag", "text"), TEXTS.items(), ids=TEXTS.keys())
def test_a_language_is_known_from_one_sentence(tag: str, text: str) -> None:
    assert language_of(text) == tag


@pytest.mark.parametrize(
    "text",
    [
        "He won.",
        "North Korea's Han Tae-song (한대성) met Kim Jong-un (김정은) and Ri Yong-ho in Pyongyang.",
        "Real Madrid beat Paris Saint-Germain 3-1 at the Parc des Princes in the Champions League.",
        "Stir 200 g flour, 3 eggs and milk. Add salt. Bake 40 minutes at 180 degrees. Serve warm.",
        "THE COUNCIL VOTED ON TUESDAY TO CLOSE THE LAST COAL PLANT.",
    ],
)
def test_english_of_any_kind_is_known_as_english(text: str) -> None:
    assert language_of(text) == "en"


def test_an_english_article_with_korean_quotations_stays_english() -> None:
    text = f"{TEXTS['en']} {TEXTS['en']} A sign at the gate read: {TEXTS['ko']}"
    assert language_of(text) == "en"


def test_a_korean_article_with_english_names_is_korean() -> None:
    text = "유엔 인권이사회 UPR에서 북한은 262개 권고 가운데 63개를 거부했다고 The Korea Times가 전했다."
    assert language_of(text) == "ko"


@pytest.mark.parametrize("text", ["", "2027 – 41 %", "… !!!", "\U000e0001"])
def test_where_nothing_tells_the_language_stays_open(text: str) -> None:
    assert language_of(text) == "und"


def test_an_english_article_is_given_back_as_it_is() -> None:
    for tag in ("en", "en-GB"):
        article = Article((TEXTS["en"],), language=tag)
        assert require_english(article) is article


def test_a_refusal_names_the_article_and_its_language() -> None:
    article = Article((TEXTS["fr"],), title="Fermeture", language="fr-CA")
    with pytest.raises(
        WrongLanguage, match=r"^“Fermeture” is in French, and only English"
    ) as error:
        require_english(article)
    assert error.value.hint


def test_a_korean_text_is_pointed_to_what_reads_korean_aloud() -> None:
    with pytest.raises(WrongLanguage, match="Korean") as error:
        require_english(Article((TEXTS["ko"],), language="ko"))
    assert "deutgi say" in error.value.hint


def test_an_unknown_language_is_not_given_a_name() -> None:
    with pytest.raises(NoArticle, match="cannot be told") as error:
        require_english(Article(("41 %",), language="und"))
    assert not isinstance(error.value, WrongLanguage)


def test_a_language_without_a_name_here_is_called_by_its_tag() -> None:
    assert language_name("xh") == "the language “xh”"
    assert language_name("pt-BR") == "Portuguese"


def test_english_is_known_without_loading_the_large_model() -> None:
    code = (
        "import sys; from pipelines.language import language_of; "
        f"assert language_of({TEXTS['en']!r}) == 'en'; assert language_of({TEXTS['ko']!r}) == 'ko'; "
        "sys.exit('py3langid' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(st.text(st.characters(), max_size=200))
@settings(max_examples=50, deadline=None)
def test_any_text_has_some_tag(text: str) -> None:
    assert 2 <= len(language_of(text)) <= 3
