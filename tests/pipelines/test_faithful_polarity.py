"""Denials and opposites that Korean must keep, and the many places where languages deny."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.faithful import changes, opposites
from pipelines.faithful.denial import polarity
from pipelines.findings import serious


def faults(english: str, korean: str) -> set[str]:
    findings = [polarity.compare, opposites.compare, changes.compare]
    return {found.fault for each in findings for found in serious(each(english, korean))}


SOUND = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "polarity.tsv").read_text("utf-8").splitlines()
    if line[0] != "#"
]
"""Sentences and a Korean that says the same, often in other words of negation."""


@pytest.mark.parametrize("pair", SOUND)
def test_a_sound_sentence_is_left_in_peace(pair: tuple[str, str]) -> None:
    assert faults(*pair) == set()


LOST = """
Neither side would give way.|양측 모두 물러서려 했다.
Two workers did not get out in time.|작업자 두 명은 제때 빠져나왔다.
Pope to visit Lebanon, but not Syria|교황, 레바논 방문…시리아도 가
Festival will not go ahead|축제 열려
She can neither read nor write.|그녀는 읽고 쓸 수 있다.
They left without food or water.|이들은 음식과 물을 가지고 떠났다.
The shop will not reopen until May.|가게는 5월까지 다시 문을 연다.
Nothing in the law forbids such a sale.|그 법의 어떤 조항은 그런 매각을 금지한다.
Nobody was hurt.|다친 사람이 있었다.
The two failed to reach an agreement.|두 사람은 합의에 이르렀다.
Hardly anyone noticed the change.|많은 사람이 변화를 알아챘다.
The suspect has not been caught, police said.|용의자가 붙잡혔다고 경찰이 밝혔다.
He did not refuse the offer.|그는 제안을 거부했다.
The reactor was shut down but no radiation leaked.|원자로 가동은 중단됐으나 방사능이 누출됐다.
The senator said she had never met him and had not taken his money.|상원의원은 그를 만난 적이 있으며 그의 돈을 받지 않았다고 말했다.
The firm said it could not find the file and would not comment.|회사는 그 파일을 찾을 수 있으며 논평하지 않겠다고 밝혔다.
No court has ever accepted the claim.|그 주장을 받아들인 법원은 한 곳도 있다.
The company is not expected to make a profit this year.|그 회사는 올해 이익을 낼 것으로 예상된다.
He had never ruled out a return.|그는 복귀를 배제한 적이 있다.
No more than 12 of the sculptures are genuine.|조각 가운데 진품은 12점을 넘는다.
Few expected the lawsuit to succeed, and it did not.|소송이 성공하리라고 예상한 사람은 거의 없었고 실제로 성공했다.
The plant cannot reopen unless both sides agree.|양측이 동의하면 공장은 다시 문을 열 수 없다.
The police had not ruled out arson.|경찰은 방화 가능성을 배제했다.
Australia could not replace Bulgarian gas.|호주는 불가리아산 가스를 대체했다.
There is no evidence of a link, and the 1998 paper was retracted.|연관성의 증거는 있으며 1998년 논문은 철회됐다.
The bank left rates unchanged and did not explain its decision.|은행은 금리를 동결했으며 결정 이유를 설명했다.
The court did not explain its ruling, which leaves the ban in force.|법원은 판결 이유를 설명했으며, 금지 명령은 효력을 유지한다.
""".strip().split("\n")

ADDED = """
The mayor said taxes would rise.|시장은 세금이 오를 것이라고 밝히지 않았다.
The mayor, who has not been charged, said taxes would rise.|기소되지 않은 시장은 세금이 오를 것이라고 말하지 않았다.
Though still in the hospital, he has begun to write.|아직 입원 중이지만 그는 글을 쓰기 시작하지 않았다.
Police seized the drugs hidden in the truck.|경찰은 트럭에 숨겨진 마약을 압수하지 않았다.
The two sides failed to agree.|양측은 합의하지 못하지 않았다.
Unemployment fell in May.|5월 실업률은 떨어지지 않았다.
Only two of the ministers resigned.|장관 두 명만이 사임하지 않았다.
He was too ill to stand trial and was released.|그는 너무 아파 재판을 받을 수 없어 석방되지 않았다.
The company denied the claim.|회사는 그 주장을 부인하지 않았다.
The disputed border was closed in March.|분쟁 중인 국경은 3월에 폐쇄되지 않았다.
Snow is unlikely; a high of 6 degrees is expected.|눈이 올 가능성은 낮으며 최고기온은 6도로 예상되지 않는다.
The two countries settled their dispute.|양국은 분쟁을 해결하지 않았다.
They agreed to withdraw their troops.|이들은 병력을 철수하기로 합의하지 않았다.
Heavy snow kept pupils at home, and the mayor closed two roads.|폭설로 학생들이 집에 머물렀고 시장은 도로 두 곳을 폐쇄하지 않았다.
The ferry can carry only 30 cars and sails on Friday.|페리는 자동차를 30대밖에 실을 수 없으며 금요일에 출항하지 않는다.
Smokers die younger than others, the study found.|흡연자는 그렇지 않은 사람보다 일찍 죽지 않는다고 연구진이 밝혔다.
""".strip().split("\n")

TURNED = """
Shares rose 4 percent on higher sales.|주가는 판매 감소로 4% 올랐다.
Apartment prices rose again, gaining 0.1 percent.|아파트값이 0.1% 올라 다시 하락했다.
Electric car sales doubled while those of diesel cars fell.|전기차 판매는 줄었고 경유차 판매도 줄었다.
The airport was forced to close.|공항이 개방됐다.
The plant will stop making engines.|공장은 엔진 생산을 시작한다.
At least 20 people died.|최대 20명이 숨졌다.
He was fined up to 50 euros.|그는 최소 50유로의 벌금을 물었다.
The government banned the film.|정부는 그 영화를 허용했다.
Two-thirds of the members opposed the plan.|위원의 3분의 2가 그 계획에 찬성했다.
The attack took place at 9:03 p.m.|공격은 오전 9시 3분에 일어났다.
She visited the school early Thursday.|그녀는 목요일 오후 학교를 방문했다.
The storm hit the northern coast.|폭풍이 남부 해안을 강타했다.
The team beat Norway in the final.|그 팀은 결승에서 노르웨이에 패배했다.
A woman was rescued from the river.|한 남성이 강에서 구조됐다.
The jury acquitted the driver.|배심원단은 운전자에게 유죄를 평결했다.
His son took over the farm.|그의 딸이 농장을 물려받았다.
The talks began on Monday.|회담은 월요일 종료됐다.
More than 300 people attended.|300명 이하가 참석했다.
Exports grew last year.|지난해 수입이 늘었다.
He spoke after the vote was held.|그는 투표가 실시되기 전에 발언했다.
The suspects were taken into custody.|용의자들은 석방됐다.
The residents welcomed the decision.|주민들은 그 결정을 비난했다.
The bank reported a profit of 2 million euros.|은행은 200만 유로의 적자를 냈다고 밝혔다.
The airline posted a loss for the third year.|그 항공사는 3년째 흑자를 기록했다.
The firm will hire 300 people in Busan.|회사는 부산에서 300명을 해고할 계획이다.
The party won a majority of the seats.|그 당은 의석의 소수를 차지했다.
She arrived early for the hearing.|그녀는 청문회에 늦게 도착했다.
He hurt his left knee in training.|그는 훈련 중 오른쪽 무릎을 다쳤다.
The car is sold only overseas.|그 차는 국내에서만 판매된다.
The private sector added most of the jobs.|새 일자리 대부분은 공공 부문에서 나왔다.
Demand for chips has doubled.|반도체 공급이 두 배로 늘었다.
The beach is safe for children.|그 해변은 아이들에게 위험하다.
Twelve people survived the crash.|추락 사고로 12명이 사망했다.
The rebels attacked the town on Sunday.|반군은 일요일 그 도시를 방어했다.
The president appointed her as minister.|대통령은 그녀를 장관직에서 해임했다.
The country joined the union in 2004.|그 나라는 2004년 연합을 탈퇴했다.
The army will deploy 400 soldiers there.|육군은 그곳에서 병사 400명을 철수한다.
Workers demolished the old bridge.|인부들이 옛 다리를 건설했다.
The country abolished the tax in May.|그 나라는 5월 그 세금을 도입했다.
The singer was hospitalized on Monday.|그 가수는 월요일 퇴원했다.
It was the first flight to the island.|섬으로 가는 마지막 비행기였다.
He has lived alone since the war.|그는 전쟁 이전부터 혼자 살았다.
Few people came to the funeral.|장례식에 많은 사람이 왔다.
The quake caused small waves.|지진으로 큰 파도가 일었다.
Customers waited in a long line.|손님들은 짧은 줄을 서서 기다렸다.
The new train is very fast.|새 열차는 매우 느리다.
The raid took place at night.|습격은 대낮에 벌어졌다.
The war lasted four years.|평화는 4년간 이어졌다.
All members attended the meeting.|모든 위원이 회의에 불참했다.
Population growth accelerated in June.|6월 들어 인구 증가가 둔화했다.
The court extended the deadline.|법원은 기한을 단축했다.
He lost his sight in the war.|그는 전쟁에서 시력을 얻었다.
Rural schools have fewer teachers.|도시 학교에는 교사가 적다.
The ruling party chose a new leader.|야당이 새 대표를 선출했다.
The outflow of capital worries the bank.|은행은 자본의 유입을 우려한다.
The plaintiff spoke for an hour.|피고는 한 시간 동안 발언했다.
The suspect was taken to a hospital.|피해자는 병원으로 옮겨졌다.
Traders are optimistic about the year.|거래인들은 올해를 비관한다.
The region was hit by drought.|그 지역은 홍수 피해를 입었다.
The lake freezes every winter.|그 호수는 여름마다 언다.
The test was easy for most pupils.|시험은 학생 대부분에게 어려웠다.
A strong wind blew from the sea.|바다에서 약한 바람이 불었다.
Flats in the center are expensive.|도심 아파트는 값싼 편이다.
They drove down a narrow road.|그들은 넓은 길을 달렸다.
Three Republicans voted for the bill.|민주당 의원 3명이 법안에 표를 던졌다.
The agency downgraded its forecast.|그 기관은 전망을 상향했다.
The ministry spoke with its allies.|국방부는 적국과 대화했다.
The firm violated the contract.|회사는 계약을 준수했다.
The mayor took office in January.|시장은 1월 퇴임했다.
Exports grew 14 percent but shipments to China fell 3 percent.|수출은 14% 줄었고 대중국 출하는 3% 감소했다.
The index closed 512.3 points lower after gaining in the morning.|지수는 오전에 상승했다가 512.3포인트 오른 채 마감했다.
As many as 30 people, and at least 12 children, died.|최소 30명이 숨졌고 이 가운데 어린이가 12명 이상이다.
The rule has been in force since 2004, before the merger.|이 규정은 합병 전인 2004년 이전부터 시행됐다.
""".strip().split("\n")


@pytest.mark.parametrize("pair", LOST)
def test_a_denial_that_is_lost_is_found(pair: str) -> None:
    assert "denial missing" in faults(*pair.split("|"))


@pytest.mark.parametrize("pair", ADDED)
def test_a_denial_that_is_added_is_found(pair: str) -> None:
    assert "denial added" in faults(*pair.split("|"))


@pytest.mark.parametrize("pair", TURNED)
def test_an_opposite_is_found(pair: str) -> None:
    assert "opposite" in faults(*pair.split("|"))


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_is_compared(english: str, korean: str) -> None:
    faults(english, korean)


def test_beginnings_of_names_are_no_direction() -> None:
    assert faults("Ortega lost by 900 votes.", "오르테가는 900표 차이로 졌다.") == set()
    assert faults("The Olaf prize was cut.", "올라프상의 상금이 줄었다.") == set()


def test_a_denial_that_korean_may_say_without_one_is_told_but_is_not_sure() -> None:
    (found,) = polarity.compare(
        "No team from Asia had won the cup before.", "아시아 팀이 이 대회에서 우승한 것은 처음이다."
    )
    assert found.fault == "denial missing"
    assert not serious((found,))


def test_a_denial_of_a_verb_that_the_english_has_not_is_told_but_is_not_sure() -> None:
    (found,) = polarity.compare(
        "The country defaulted on its debt in May.", "그 나라는 5월 채무를 이행하지 못했다."
    )
    assert found.fault == "denial added"
    assert not serious((found,))


@pytest.mark.parametrize(
    "pair",
    [
        ("The landslide cut the road to 300 tourists.", "산사태로 관광객 300명이 나오지 못했다."),
        (
            "The clinic has three beds for the county.",
            "이 진료소에는 병상이 충분하지 않아 셋뿐이다.",
        ),
    ],
)
def test_what_could_not_be_done_is_told_but_is_not_sure(pair: tuple[str, str]) -> None:
    (found,) = polarity.compare(*pair)
    assert found.fault == "denial added"
    assert not serious((found,))
