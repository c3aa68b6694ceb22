"""Denials and opposites that Korean must keep, and the many places where languages deny."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.faithful import opposites, polarity
from pipelines.findings import serious


def faults(english: str, korean: str) -> set[str]:
    findings = (*polarity.compare(english, korean), *opposites.compare(english, korean))
    return {finding.fault for finding in serious(findings)}


SOUND = """
Neither side would give way.|양측 모두 물러서려 하지 않았다.
Neither the mayor nor the police chief attended the funeral.|시장도 경찰청장도 장례식에 참석하지 않았다.
She can neither read nor write.|그녀는 읽지도 쓰지도 못한다.
He has neither denied nor confirmed the report.|그는 보도를 부인하지도 확인하지도 않았다.
The bank did not raise fees, nor did it cut staff.|은행은 수수료를 올리지 않았고 직원도 줄이지 않았다.
The road has no lights and no sidewalk.|그 도로에는 가로등도 인도도 없다.
They had no food, no water and no medicine.|이들에게는 음식도 물도 약도 없었다.
He did not smoke or drink.|그는 담배를 피우지도 술을 마시지도 않았다.
They left without food or water.|이들은 음식도 물도 없이 떠났다.
Fewer than 40 seats remain.|남은 좌석은 40석이 채 안 된다.
The trip takes less than an hour.|이동에는 한 시간도 걸리지 않는다.
Turnout was less than half that of the last election.|투표율은 지난 선거의 절반에도 못 미쳤다.
Sales fell short of the forecast.|매출이 전망치에 미치지 못했다.
The fine is no more than 500 euros.|벌금은 500유로를 넘지 않는다.
The fine is no more than 500 euros.|벌금은 많아야 500유로다.
No fewer than 60 people signed the letter.|최소 60명이 서한에 서명했다.
The shop will not reopen until May.|가게는 5월에야 다시 문을 연다.
The shop will not reopen until May.|가게는 5월까지 다시 문을 열지 않는다.
He was not told until after the vote.|그는 투표가 끝난 뒤에야 통보받았다.
Not until Sunday did the rain stop.|일요일이 되어서야 비가 그쳤다.
The strike will continue until wages rise.|임금이 오를 때까지 파업은 계속된다.
Hong will miss the rest of the season.|홍은 남은 시즌에 뛰지 못한다.
She missed the train by two minutes.|그녀는 2분 차이로 기차를 놓쳤다.
He missed Monday's hearing.|그는 월요일 심리에 나오지 않았다.
Only a few of the houses survived.|집은 몇 채밖에 남지 않았다.
Only three members voted for the plan.|그 계획에 찬성표를 던진 위원은 3명에 불과했다.
Barely a third of the fields were planted.|밭의 3분의 1 정도만 겨우 파종됐다.
Hardly anyone noticed the change.|변화를 알아챈 사람은 거의 없었다.
Few analysts expected the move.|그런 조치를 예상한 분석가는 거의 없었다.
Few analysts expected the move.|그런 조치를 예상한 분석가는 드물었다.
The lake rarely freezes.|그 호수는 좀처럼 얼지 않는다.
The company denied that it had paid bribes.|회사는 뇌물을 준 적이 없다고 부인했다.
The company denied the claim.|회사는 그 주장이 사실이 아니라고 밝혔다.
The fence prevents deer from reaching the road.|울타리는 사슴이 도로에 들어오지 못하게 막는다.
The court barred him from leaving the country.|법원은 그가 출국하지 못하도록 금지했다.
Police refused to let the marchers pass.|경찰은 행진 참가자들을 통과시키지 않았다.
The pilot avoided a collision.|조종사는 충돌을 피했다.
She avoided answering the question.|그녀는 질문에 답하지 않았다.
They warned residents not to drink the water.|이들은 주민들에게 물을 마시지 말라고 경고했다.
They warned against travel to the region.|이들은 그 지역을 여행하지 말라고 경고했다.
No sooner had the game begun than it started to rain.|경기가 시작되자마자 비가 내리기 시작했다.
Nothing in the law forbids such a sale.|그 법의 어떤 조항도 그런 매각을 금지하지 않는다.
Nothing could be done for the driver.|운전자에게는 손쓸 방법이 없었다.
Nobody was hurt.|다친 사람은 없었다.
None of the 12 passengers was hurt.|승객 12명 모두 무사했다.
He worked for a week without pay.|그는 일주일 동안 무급으로 일했다.
She left without saying goodbye.|그녀는 작별 인사도 없이 떠났다.
The talks ended without an agreement.|회담은 합의 없이 끝났다.
The talks ended without an agreement.|회담은 합의에 이르지 못한 채 끝났다.
It is not impossible that prices will fall.|물가가 내릴 가능성이 없지는 않다.
We cannot win without his help.|그의 도움 없이는 이길 수 없다.
We cannot win without his help.|그의 도움이 있어야만 이길 수 있다.
There is no doubt that he knew.|그가 알고 있었다는 데는 의심의 여지가 없다.
There is no doubt that he knew.|그가 알고 있었던 것이 분명하다.
He had no choice but to resign.|그는 사임할 수밖에 없었다.
He had no choice but to resign.|그에게는 사임 외에 선택의 여지가 없었다.
Isn't it time to act?|이제 행동할 때가 아닌가?
Who would not want that?|누가 그것을 원하지 않겠는가?
It is a question of trust, not money.|돈이 아니라 신뢰의 문제다.
The goal is not to punish but to teach.|목표는 처벌이 아니라 교육이다.
It was an accident rather than an attack.|그것은 공격이 아니라 사고였다.
The law was not only costly but also useless.|그 법은 비용이 많이 들었을 뿐만 아니라 쓸모도 없었다.
Unless it rains, the harvest will fail.|비가 오지 않는 한 흉년이 들 것이다.
Unless it rains, the harvest will fail.|비가 내리지 않으면 농사를 망치게 된다.
The notice told visitors not to feed the ducks.|안내문은 방문객에게 오리에게 먹이를 주지 말 것을 당부했다.
Smoking is not allowed here.|이곳에서는 흡연이 금지된다.
Parking is prohibited.|주차해서는 안 된다.
The cause is unknown.|원인은 알려지지 않았다.
It is unclear how the fire started.|화재가 어떻게 시작됐는지는 불분명하다.
The bridge is unsafe.|그 다리는 안전하지 않다.
The rule is unconstitutional.|그 규정은 위헌이다.
The men were unarmed.|이 남성들은 무장하지 않은 상태였다.
Interest rates were left unchanged.|금리는 동결됐다.
The company is not expected to make a profit this year.|그 회사는 올해 이익을 내지 못할 것으로 예상된다.
The company is not expected to make a profit this year.|그 회사가 올해 이익을 낼 것으로는 예상되지 않는다.
I don't think he will come.|그가 오지 않을 것 같다.
The minister does not believe that the plan will work.|장관은 그 계획이 효과가 없을 것이라고 본다.
The plan is unlikely to succeed.|그 계획은 성공하지 못할 것 같다.
She is too young to vote.|그녀는 너무 어려서 투표할 수 없다.
The team has yet to win a match.|그 팀은 아직 한 경기도 이기지 못했다.
The suspect is still at large.|용의자는 아직 잡히지 않았다.
The two failed to reach an agreement.|두 사람은 합의에 이르지 못했다.
The rocket failed.|로켓은 실패했다.
The firm is no longer in business.|그 회사는 더 이상 영업하지 않는다.
The firm is no longer in business.|그 회사는 문을 닫았다.
He stopped eating meat.|그는 더 이상 고기를 먹지 않는다.
Officials declined to comment.|관계자들은 논평을 거부했다.
Officials declined to comment.|관계자들은 언급하지 않았다.
He spoke on condition of anonymity.|그는 이름을 밝히지 않는 조건으로 말했다.
The town lacks a hospital.|그 마을에는 병원이 없다.
The country lacks doctors.|그 나라는 의사가 부족하다.
More than 200 people are missing.|200명이 넘는 사람이 실종됐다.
The house is empty.|그 집에는 아무도 없다.
The trial was postponed indefinitely.|재판은 무기한 연기됐다.
He ignored the warning.|그는 경고를 무시했다.
He ignored the warning.|그는 경고를 듣지 않았다.
He pleaded not guilty.|그는 무죄를 주장했다.
The jury found her not guilty.|배심원단은 그녀에게 무죄를 평결했다.
Prices may rise again.|물가가 다시 오를지도 모른다.
The deal may collapse.|거래가 무산될지도 모른다.
Many people lost their homes.|적지 않은 사람이 집을 잃었다.
Thousands of birds came.|수많은 새가 왔다.
He is as good as any professional.|그는 어떤 프로 선수 못지않다.
It was merely a joke.|농담에 지나지 않았다.
The president could not attend because of illness.|대통령은 병으로 불참했다.
The army did not respond to requests for comment.|군은 논평 요청에 답하지 않았다.
The ministry did not say when talks would resume.|국방부는 회담이 언제 재개될지 밝히지 않았다.
He was the first African to win the prize.|그는 이 상을 받은 첫 아프리카인이었다.
She never married.|그녀는 평생 결혼하지 않았다.
Such a storm has never been seen before.|그런 폭풍은 전례가 없는 것이다.
Few if any tickets are left.|표는 거의 남지 않았다.
The talks produced little progress.|회담은 별다른 진전을 내지 못했다.
He said little about the plan.|그는 그 계획에 대해 거의 말하지 않았다.
The museum has free admission.|그 박물관은 입장료를 받지 않는다.
The two cars are the same.|두 차는 다르지 않다.
The ship ran out of fuel.|배의 연료가 다 떨어졌다.
He hid the money so that nobody would find it.|그는 아무도 찾지 못하도록 돈을 숨겼다.
It was not a small sum.|적지 않은 금액이었다.
The loss is not insignificant.|그 손실은 적지 않다.
Not everyone agrees.|모두가 동의하는 것은 아니다.
Not all of the money was spent.|돈이 모두 쓰인 것은 아니다.
The court has not ruled yet.|법원은 아직 판결을 내리지 않았다.
"I won't go," she said.|"나는 가지 않겠다"고 그녀는 말했다.
"Don't worry," he told them.|그는 그들에게 "걱정하지 마세요"라고 말했다.
The vote was postponed, not cancelled.|투표는 취소된 것이 아니라 연기됐다.
Except for two houses, nothing was left standing.|집 두 채를 빼고는 아무것도 남지 않았다.
Anything but easy, the climb took nine hours.|결코 쉽지 않은 등반은 아홉 시간이 걸렸다.
He would rather die than surrender.|그는 항복하느니 차라리 죽겠다고 했다.
The office is closed on Sundays.|사무실은 일요일에는 문을 열지 않는다.
Shares rose 3 percent, reversing Monday's fall.|주가는 3% 올라 월요일의 하락을 되돌렸다.
Shares did not fall.|주가는 내리지 않았다.
Exports fell while imports rose.|수출은 감소하고 수입은 증가했다.
The price of oil rose to its highest level in a year.|유가가 1년 만에 최고 수준으로 올랐다.
The rate was cut from 5 percent to 4.5 percent.|금리는 5%에서 4.5%로 인하됐다.
The court ruled against the company.|법원은 회사에 불리한 판결을 내렸다.
Heavy rain fell in the south.|남부에 폭우가 내렸다.
He lost his job after the merger.|그는 합병 이후 직장을 잃었다.
At least 40 people died.|최소 40명이 숨졌다.
Up to 40 people were on board.|최대 40명이 타고 있었다.
He was born before the war.|그는 전쟁 전에 태어났다.
He left before the vote.|그는 투표하기 전에 떠났다.
The council voted before it adjourned.|의회는 표결한 뒤 휴회했다.
The new rule takes effect after Christmas.|새 규칙은 크리스마스 이후 시행된다.
The South Korean navy rescued a North Korean boat.|한국 해군이 북한 선박을 구조했다.
West Virginia voted on Tuesday.|웨스트버지니아주는 화요일 투표를 실시했다.
The Middle East envoy arrived in the morning.|중동 특사는 오전에 도착했다.
She was arrested and later released.|그녀는 체포됐다가 나중에 석방됐다.
The mayor's wife opposed the sale.|시장의 부인은 매각에 반대했다.
Ten cars were sold.|자동차 열 대가 팔렸다.
The price did not rise; it fell.|가격은 오르지 않고 내렸다.
The team won its opening match.|그 팀은 첫 경기에서 이겼다.
The opposition accepted the result.|야당은 결과를 받아들였다.
Support for the ban grew.|금지 조치에 대한 지지가 늘었다.
The strike ended on Friday.|파업이 금요일 끝났다.
Women now make up half of the council.|이제 여성이 의회의 절반을 차지한다.
His mother said that he was well.|그의 어머니는 그가 건강하다고 말했다.
They cut the number of flights.|이들은 항공편 수를 줄였다.
The museum opened in 1901 and closed in 2020.|그 박물관은 1901년 문을 열어 2020년 문을 닫았다.
""".strip().split("\n")


@pytest.mark.parametrize("pair", SOUND)
def test_a_sound_sentence_is_left_in_peace(pair: str) -> None:
    assert faults(*pair.split("|")) == set()


LOST = """
Neither side would give way.|양측 모두 물러서려 했다.
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
