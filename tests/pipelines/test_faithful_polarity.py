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
The finance ministry said it saw no need for a supplementary budget, although growth had slowed to 1.1 percent.|기획재정부는 성장률이 1.1%로 둔화했지만 추가경정예산은 필요하지 않다고 밝혔다.
Rescuers have been unable to reach the village because the only road is blocked by rocks.|유일한 도로가 바위로 막혀 구조대가 마을에 접근하지 못하고 있다.
The airline said none of its pilots had been told of the change.|항공사는 조종사 누구도 변경 사실을 통보받지 못했다고 밝혔다.
Lawyers for the former president said he would not answer questions until he had seen the evidence.|전 대통령 측 변호인단은 그가 증거를 보기 전에는 질문에 답하지 않을 것이라고 말했다.
Only one of the five bidders met the deadline; the other four were disqualified.|입찰자 다섯 곳 가운데 마감 시한을 지킨 곳은 한 곳뿐이었고 나머지 네 곳은 실격됐다.
It was the first time in 30 years that the party had failed to win a majority.|그 당이 과반을 얻지 못한 것은 30년 만에 처음이다.
The vaccine has not been tested on children under five.|이 백신은 5세 미만 어린이에게는 시험되지 않았다.
Farmers who refuse to sell their land will not be forced to leave, the governor promised.|주지사는 땅을 팔지 않으려는 농민들을 강제로 내보내지 않겠다고 약속했다.
The museum, which has been closed since the flood, will not charge admission when it reopens in June.|홍수 이후 문을 닫은 박물관은 6월 재개관하면 입장료를 받지 않을 예정이다.
The prime minister survived a vote of no confidence by four votes.|총리는 네 표 차로 불신임 투표에서 살아남았다.
Investigators found nothing to suggest that the crash was deliberate.|조사관들은 추락이 고의였음을 시사하는 점을 전혀 발견하지 못했다.
He is the only player on the team who has never been injured.|그는 팀에서 한 번도 다친 적이 없는 유일한 선수다.
Without rain by the end of the month, most of the crop will be lost.|이달 말까지 비가 오지 않으면 작물 대부분을 잃게 된다.
There was no immediate response from Moscow.|러시아 측은 즉각 반응을 보이지 않았다.
There was no immediate claim of responsibility for the attack.|이번 공격을 자처하는 세력은 아직 나타나지 않았다.
The cause of the blackout was not immediately known.|정전의 원인은 즉각 알려지지 않았다.
The two leaders did not shake hands.|두 정상은 악수를 나누지 않았다.
It remains unclear whether the hostages are alive.|인질들이 살아 있는지는 여전히 불분명하다.
Apple does not disclose how many of the headsets it sells.|애플은 헤드셋 판매량을 공개하지 않는다.
The euro was little changed at $1.09.|유로화는 1.09달러로 거의 변동이 없었다.
The index ended flat.|지수는 보합으로 마감했다.
Nearly half of those surveyed said they could not name a single member of the cabinet.|설문 응답자의 거의 절반이 각료의 이름을 한 명도 대지 못했다.
A court in Seoul dismissed the lawsuit, saying that the plaintiffs had no standing.|서울의 한 법원은 원고들에게 자격이 없다며 소송을 각하했다.
The union rejected the offer, calling it insufficient.|노조는 제안이 충분하지 않다며 거부했다.
Spain's king did not attend, sending his daughter instead.|스페인 국왕은 참석하지 않고 대신 딸을 보냈다.
The bank left rates where they were for a fifth month.|은행은 다섯 달째 금리를 그대로 두었다.
They were told to evacuate but many stayed.|이들은 대피하라는 통보를 받았지만 많은 사람이 떠나지 않았다.
The team went unbeaten through the season.|그 팀은 시즌 내내 한 번도 지지 않았다.
The mayor had promised not to raise bus fares before the election, but did so in March.|시장은 선거 전에 버스 요금을 올리지 않겠다고 약속했으나 3월에 올렸다.
Doctors say the disease cannot be cured, only slowed.|의사들은 이 병은 치료할 수 없고 늦출 수만 있다고 말한다.
Two of the suspects escaped and have not been seen since.|용의자 두 명은 달아난 뒤 행방이 묘연하다.
The island has no airport, and ferries run only twice a week.|이 섬에는 공항이 없고 여객선은 일주일에 두 번만 다닌다.
Nobody has yet claimed the prize.|아직 아무도 상금을 찾아가지 않았다.
Her lawyers insist that she did nothing wrong.|그녀의 변호인들은 그녀가 잘못한 것이 없다고 주장한다.
The building was unoccupied at the time of the fire.|화재 당시 건물에는 아무도 없었다.
The driver was not wearing a seat belt.|운전자는 안전벨트를 매지 않은 상태였다.
All but two of the crew survived.|선원은 두 명을 제외하고 모두 살아남았다.
The army said it had no record of the incident.|군은 그 사건에 대한 기록이 없다고 밝혔다.
The company has not turned a profit since 2016.|회사는 2016년 이후 흑자를 내지 못하고 있다.
Schools will stay shut on Monday.|학교는 월요일에도 문을 열지 않는다.
Ships are avoiding the strait.|선박들은 이 해협을 피하고 있다.
The law makes it illegal to own a gun without a license.|이 법은 면허 없이 총기를 소유하는 것을 불법으로 규정한다.
The new rules make it harder for students to stay after graduation.|새 규정으로 학생들이 졸업 후 체류하기가 더 어려워졌다.
The president has yet to sign the bill.|대통령은 아직 법안에 서명하지 않았다.
The bill has not been signed.|이 법안은 아직 서명되지 않은 상태다.
He would not say whether he would run again.|그는 다시 출마할지 밝히지 않았다.
Not one of the 14 proposals was adopted.|14개 제안 가운데 채택된 것은 하나도 없었다.
The shortage of nurses is not new, but it has never been this bad.|간호사 부족은 새로운 일이 아니지만 이렇게 심각한 적은 없었다.
He missed the cut for the third week in a row.|그는 3주 연속 컷 통과에 실패했다.
Nothing was stolen.|도난당한 것은 없었다.
The minister did not rule out sending troops.|장관은 파병 가능성을 배제하지 않았다.
"It's not over," the coach said.|감독은 "아직 끝나지 않았다"고 말했다.
"We have nothing to hide," he said.|그는 "우리는 숨길 것이 없다"고 말했다.
The region has not seen rain for 110 days.|이 지역에는 110일째 비가 내리지 않았다.
The dam is no longer safe, engineers warned.|기술자들은 댐이 더는 안전하지 않다고 경고했다.
Fewer people are marrying in South Korea.|한국에서 결혼하는 사람이 줄고 있다.
Almost no trains ran on Thursday.|목요일에는 열차가 거의 운행되지 않았다.
Trains did not run on Thursday because of the strike.|파업으로 목요일 열차 운행이 중단됐다.
The rebels have ignored calls for a truce.|반군은 휴전 요구에 응하지 않고 있다.
They did not agree on a date.|양측은 날짜에 합의하지 못했다.
A spokesman declined to say who had paid for the trip.|대변인은 누가 여행 경비를 냈는지 말하기를 거부했다.
He lived to 104 and never saw a doctor.|그는 104세까지 살면서 한 번도 의사를 찾지 않았다.
The water is not fit to drink.|이 물은 마시기에 적합하지 않다.
The water is undrinkable.|이 물은 마실 수 없다.
The ship's captain ignored orders to stop.|선장은 정지 명령을 따르지 않았다.
Visitors are not allowed to take photographs.|방문객은 사진을 찍을 수 없다.
The government has been slow to respond.|정부는 신속하게 대응하지 못했다.
Both candidates avoided the subject.|두 후보 모두 그 문제를 언급하지 않았다.
Thousands remain without power.|수천 가구에 아직 전기가 들어오지 않고 있다.
Thousands remain without power.|수천 가구가 여전히 정전 상태다.
The pact is not binding.|이 협약은 구속력이 없다.
The pact is nonbinding.|이 협약은 구속력이 없다.
The hotel is so remote that it can be reached only by boat.|그 호텔은 너무 외딴곳에 있어 배로만 갈 수 있다.
The hotel can be reached only by boat.|그 호텔은 배가 아니면 갈 수 없다.
They could do little but watch.|이들은 지켜보는 것 말고는 할 수 있는 일이 거의 없었다.
The book was never published in his lifetime.|그 책은 그가 살아 있는 동안에는 출판되지 않았다.
There are no plans to close the plant, the company said, despite losses of $40 million.|회사는 4000만 달러의 손실에도 공장을 폐쇄할 계획은 없다고 밝혔다.
The bird, thought extinct since 1950, was photographed in March.|1950년 이후 멸종된 것으로 여겨졌던 이 새가 3월 사진에 찍혔다.
Police do not believe that the two deaths are connected.|경찰은 두 죽음이 서로 관련이 없다고 보고 있다.
Officials do not expect the numbers to improve before 2026.|당국은 2026년 이전에는 수치가 나아지지 않을 것으로 예상한다.
The judge did not accept that he had acted in self-defence.|판사는 그가 정당방위로 행동했다는 주장을 받아들이지 않았다.
He cannot be extradited because the two countries have no treaty.|양국 간에 조약이 없어 그를 인도할 수 없다.
Critics say the plan does too little, too late.|비판자들은 이 계획이 너무 미흡하고 너무 늦었다고 말한다.
No team has scored fewer goals.|이보다 득점이 적은 팀은 없다.
No other country exports more rice.|쌀을 이보다 많이 수출하는 나라는 없다.
The fire is not yet under control.|불길은 아직 잡히지 않았다.
Crews had yet to contain the fire.|진화대는 아직 불길을 잡지 못했다.
He has not played since breaking his ankle in April.|그는 4월 발목이 부러진 뒤 경기에 나서지 못했다.
The law does not apply to companies with fewer than 50 workers.|이 법은 직원이 50명 미만인 회사에는 적용되지 않는다.
Inflation, which had not topped 2 percent since 2012, reached 3 percent.|2012년 이후 2%를 넘은 적이 없던 물가 상승률이 3%에 이르렀다.
She won the race despite not having trained for weeks.|그녀는 몇 주 동안 훈련하지 못했는데도 경주에서 우승했다.
The deal stops short of a full ban.|이번 합의는 전면 금지에는 미치지 못한다.
The disease is not contagious.|이 병은 전염되지 않는다.
The school lets students leave early if they have no afternoon classes.|학교는 오후 수업이 없는 학생들이 일찍 귀가하도록 허용한다.
More often than not, the trains are late.|열차는 대개 늦는다.
Not surprisingly, shares fell.|예상대로 주가는 하락했다.
The two are not related.|두 사람은 친척 관계가 아니다.
I couldn't be happier.|더할 나위 없이 행복하다.
The peace did not last.|평화는 오래가지 못했다.
He did not live to see it.|그는 그것을 보지 못하고 세상을 떠났다.
Taiwan has no formal ties with the United States.|대만은 미국과 공식 외교 관계가 없다.
The motive is still unknown.|동기는 아직 밝혀지지 않았다.
Some 300 families lost everything.|약 300가구가 모든 것을 잃었다.
He forgot to lock the door.|그는 문을 잠그지 않았다.
The letter went unanswered.|그 편지에는 답장이 오지 않았다.
The proposal failed by two votes.|제안은 두 표 차로 부결됐다.
The painting failed to sell.|그 그림은 팔리지 않았다.
Seoul has not decided whether to attend.|한국 정부는 참석 여부를 결정하지 않았다.
The plane never left the ground.|그 비행기는 이륙조차 하지 못했다.
Nine of the ten wells are dry.|우물 열 곳 중 아홉 곳은 물이 말랐다.
The company blamed the weather, not its workers.|회사는 직원이 아니라 날씨를 탓했다.
Unlike his brother, he never learned English.|형과 달리 그는 영어를 배우지 않았다.
She died in 2003 without ever returning to Cuba.|그녀는 2003년 쿠바로 돌아가 보지도 못한 채 숨졌다.
The law exempts churches.|이 법은 교회에는 적용되지 않는다.
Children under 12 ride free.|12세 미만 어린이는 요금을 내지 않는다.
The war has spared few families.|전쟁의 피해를 입지 않은 가정은 거의 없다.
The airport reopened but few flights took off.|공항은 다시 문을 열었지만 이륙한 항공편은 많지 않았다.
The price is unaffordable for most families.|대부분의 가정은 그 가격을 감당할 수 없다.
The treaty leaves the border undefined.|이 조약은 국경을 정하지 않고 있다.
Kim denied having met the broker.|김씨는 중개인을 만난 적이 없다고 말했다.
He hesitated to call the police.|그는 경찰에 신고하기를 주저했다.
Turkey withheld its approval.|튀르키예는 승인하지 않았다.
The bus stopped too late to avoid the child.|버스는 너무 늦게 멈춰 아이를 피하지 못했다.
She resigned rather than apologize.|그녀는 사과하지 않고 사임했다.
He was acquitted of all charges.|그는 모든 혐의에 대해 무죄를 선고받았다.
The data are incomplete.|자료는 완전하지 않다.
The city has run out of shelters.|이 도시에는 남은 대피소가 없다.
The virus does not spread easily among people.|이 바이러스는 사람 사이에서 쉽게 퍼지지 않는다.
The tax cut expires next year unless Congress acts.|의회가 조치를 취하지 않으면 감세는 내년에 종료된다.
The satellite is beyond repair.|그 위성은 수리할 수 없는 상태다.
Sweden stayed out of both wars.|스웨덴은 두 전쟁 모두에 참전하지 않았다.
The streets were deserted.|거리에는 인적이 없었다.
The number of visitors fell for the third month in a row but revenue held steady.|방문객 수는 석 달 연속 줄었지만 수입은 줄지 않았다.
Prices held steady.|가격은 오르지도 내리지도 않았다.
The chain will close 40 stores and open 12.|이 체인은 매장 40곳을 닫고 12곳을 새로 열 계획이다.
Higher rates have cooled the housing market.|금리 상승으로 주택 시장이 식었다.
Losses narrowed to $3 million.|손실은 300만 달러로 줄었다.
Demand for oil is growing more slowly than expected.|석유 수요 증가세가 예상보다 둔화하고 있다.
The yen weakened past 150 to the dollar.|엔화 가치는 달러당 150엔 아래로 떨어졌다.
The dollar strengthened to 1,400 won.|원/달러 환율은 1400원까지 올랐다.
Output was up 3 percent but orders were down.|생산은 3% 늘었지만 주문은 감소했다.
The party lost ground in the east but held the west.|그 당은 동부에서 밀렸으나 서부는 지켰다.
The president's approval rating fell below 30 percent.|대통령 지지율이 30% 아래로 떨어졌다.
The ban was lifted in 2019.|금지 조치는 2019년 해제됐다.
Opponents of the dam lost their appeal.|댐 반대자들은 항소심에서 패소했다.
She voted against the ban.|그녀는 금지안에 반대표를 던졌다.
The court upheld the ban, a victory for environmental groups.|법원이 금지 조치를 유지하면서 환경 단체들이 승리했다.
He was buried on the south bank after dawn.|그는 동이 튼 뒤 남쪽 강변에 묻혔다.
The man's wife and two sons survived.|남성의 아내와 두 아들은 살아남았다.
Imports from China exceeded exports by $3 billion.|중국으로부터의 수입이 수출을 30억 달러 웃돌았다.
The fight began when he refused to pay.|싸움은 그가 돈을 내지 않으면서 시작됐다.
Temperatures rose above 40 degrees in the afternoon.|오후에는 기온이 40도 위로 올랐다.
The flight was due at 11 p.m. but landed at 2 a.m. on Friday.|항공편은 오후 11시 도착 예정이었으나 금요일 오전 2시에 착륙했다.
The exchange is open from 9 a.m. to 3:30 p.m.|거래소는 오전 9시부터 오후 3시 30분까지 열린다.
The minimum wage will rise to 10,030 won.|최저임금은 1만30원으로 오른다.
The largest of the four pits has been shut.|네 광산 중 가장 큰 곳이 폐쇄됐다.
The judge said there was not enough evidence to convict the two brothers, who have always maintained their innocence.|판사는 줄곧 결백을 주장해 온 두 형제에게 유죄를 선고할 증거가 충분하지 않다고 말했다.
Three of the five patients no longer need insulin, the hospital said.|병원은 환자 5명 가운데 3명이 더 이상 인슐린이 필요하지 않다고 밝혔다.
Bank of Korea governor Rhee said the board had not discussed a rate cut.|이 총재는 금융통화위원회에서 금리 인하를 논의하지 않았다고 밝혔다.
Passengers waited nine hours without being told why the train had stopped.|승객들은 열차가 멈춘 이유를 듣지 못한 채 아홉 시간을 기다렸다.
The opposition leader, who was not allowed to run, called the election a farce.|출마가 허용되지 않은 야당 지도자는 이번 선거를 웃음거리라고 불렀다.
No one was aboard the yacht when it was found off Crete.|크레타섬 앞바다에서 발견됐을 때 요트에는 아무도 타고 있지 않았다.
The ministry had earlier denied that any soldiers were stationed there.|국방부는 앞서 그곳에 주둔한 병사가 없다고 부인한 바 있다.
The company, which employs fewer than 30 people, has never made a loss.|직원이 30명도 안 되는 이 회사는 적자를 낸 적이 없다.
Its chief executive insisted that the merger would not lead to job cuts.|최고경영자는 합병이 감원으로 이어지지 않을 것이라고 강조했다.
The king, 88, has not appeared in public since Easter.|88세의 국왕은 부활절 이후 공개 석상에 모습을 드러내지 않고 있다.
Prosecutors decided not to charge the officer.|검찰은 해당 경찰관을 기소하지 않기로 결정했다.
Prosecutors decided not to charge the officer.|검찰은 해당 경찰관에 대해 불기소 결정을 내렸다.
Engineers have ruled out sabotage.|기술자들은 고의적인 파괴 행위는 아니라고 결론지었다.
Millions of children do not go to school.|수백만 명의 어린이가 학교에 다니지 못한다.
Neither country has an embassy in the other.|두 나라 모두 상대국에 대사관을 두고 있지 않다.
The bill would ban phones in classrooms.|이 법안은 교실에서 휴대전화를 사용하지 못하도록 하고 있다.
Few of the refugees have papers.|난민 가운데 서류를 가진 사람은 거의 없다.
Little is known about the author.|저자에 대해서는 알려진 것이 거의 없다.
He lost his passport and could not board.|그는 여권을 잃어버려 탑승하지 못했다.
The drug did not work better than a placebo.|이 약은 위약보다 효과가 더 좋지 않았다.
The drug worked no better than a placebo.|이 약의 효과는 위약보다 나을 것이 없었다.
He would have been 50 next week.|그는 다음 주면 50세가 됐을 것이다.
Had she not stopped, she would have been hit.|그녀가 멈추지 않았더라면 치였을 것이다.
If not for the guide, they would have died.|안내인이 아니었다면 그들은 죽었을 것이다.
The firm does not sell outside Europe.|이 회사는 유럽 밖에서는 판매하지 않는다.
Not a single vote was cast against him.|그에게 반대표를 던진 사람은 한 명도 없었다.
The law has gone unenforced for a decade.|이 법은 10년 동안 시행되지 않았다.
The work is unpaid.|그 일은 보수가 없다.
Unable to find work, he returned to Busan.|일자리를 찾지 못한 그는 부산으로 돌아갔다.
Unwilling to wait, hundreds walked out.|기다리기 싫어 수백 명이 자리를 떴다.
The parliament failed for a third time to elect a speaker.|의회는 세 번째로 의장 선출에 실패했다.
The parliament failed for a third time to elect a speaker.|의회는 세 번째로 의장을 뽑지 못했다.
Both sides have refused to back down.|양측 모두 물러서지 않고 있다.
The court refused him bail.|법원은 그의 보석을 허가하지 않았다.
The player was left out of the squad.|그 선수는 선수단에 포함되지 않았다.
She was not included in the squad.|그녀는 선수단에서 제외됐다.
The vaccine is not available in Africa.|아프리카에서는 이 백신을 구할 수 없다.
The town was cut off for three days.|마을은 사흘 동안 고립됐다.
The lights went out across the city.|도시 전역에서 전기가 나갔다.
No date has been set for the trial.|재판 날짜는 정해지지 않았다.
No date has been set for the trial.|재판 날짜는 미정이다.
There is no cure for the disease.|이 병에는 치료법이 없다.
Officials gave no reason for the delay.|당국은 지연 이유를 설명하지 않았다.
Officials gave no details.|당국은 구체적인 내용을 밝히지 않았다.
He made no mention of the scandal.|그는 추문을 언급하지 않았다.
She gave up hope of finding them alive.|그녀는 그들이 살아 있으리라는 희망을 버렸다.
He quit after less than a year.|그는 1년도 안 돼 그만뒀다.
A ceasefire has yet to be agreed.|휴전은 아직 합의되지 않았다.
The plane disappeared from radar.|비행기가 레이더에서 사라졌다.
It is not clear who ordered the strike.|누가 공격을 명령했는지는 분명하지 않다.
He does not deny that he was there.|그는 그곳에 있었다는 사실을 부인하지 않는다.
He did not fail to notice.|그는 놓치지 않고 알아차렸다.
Nor has the government offered compensation.|정부는 보상도 제시하지 않았다.
The scheme is neither fair nor legal, the union said.|노조는 이 제도가 공정하지도 합법적이지도 않다고 말했다.
Far from falling, prices doubled.|물가는 떨어지기는커녕 두 배로 뛰었다.
The island is uninhabited.|그 섬에는 사람이 살지 않는다.
The island is uninhabited.|그 섬은 무인도다.
The tunnel is not wide enough for buses.|그 터널은 버스가 다닐 만큼 넓지 않다.
The tunnel is too narrow for buses.|그 터널은 너무 좁아 버스가 다닐 수 없다.
The coach has no plans to resign.|감독은 사임할 생각이 없다.
He escaped unhurt.|그는 다치지 않고 빠져나왔다.
He escaped unhurt.|그는 무사히 빠져나왔다.
The operation went smoothly.|수술은 별 탈 없이 끝났다.
The operation went smoothly.|작전은 차질 없이 진행됐다.
The storm passed without causing damage.|폭풍은 피해를 주지 않고 지나갔다.
The suspect remained silent.|용의자는 아무 말도 하지 않았다.
The two sides are deadlocked.|양측은 접점을 찾지 못하고 있다.
She was expressionless.|그녀는 아무런 표정이 없었다.
He is homeless.|그는 집이 없다.
The jobless rate rose to 4 percent.|실업률은 4%로 올랐다.
It was an endless war.|끝이 보이지 않는 전쟁이었다.
The flood left 12,000 people homeless.|홍수로 1만2000명이 집을 잃었다.
Oil prices barely moved.|유가는 거의 움직이지 않았다.
Police have made no arrests.|경찰은 아직 아무도 체포하지 못했다.
Only after the war did she learn that he was dead.|그녀는 전쟁이 끝나고서야 그가 죽은 것을 알았다.
We must not forget.|우리는 잊어서는 안 된다.
Nothing will be the same again.|그 무엇도 예전 같지 않을 것이다.
You cannot have one without the other.|하나 없이 다른 하나를 가질 수 없다.
He could hardly walk.|그는 걷기도 힘들었다.
The results cannot be trusted, observers said.|참관인들은 결과를 믿을 수 없다고 말했다.
Lawmakers were not told, in part because the program was secret.|프로그램이 비밀이었던 탓도 있어 의원들은 통보받지 못했다.
There is no shortage of candidates.|후보는 부족하지 않다.
The army has lost no soldiers.|군은 병사를 한 명도 잃지 않았다.
Doctors are not immune.|의사도 예외는 아니다.
He is not without supporters.|그에게도 지지자가 없지는 않다.
It is not uncommon for voters to wait six hours.|유권자가 여섯 시간을 기다리는 일은 드물지 않다.
The attack could not have been prevented.|그 공격은 막을 수 없었다.
Nobody doubts his courage.|그의 용기를 의심하는 사람은 없다.
The province has not banned hunting.|그 주는 사냥을 금지하지 않았다.
The team never stopped believing.|그 팀은 결코 믿음을 잃지 않았다.
He never missed a game.|그는 한 경기도 빠지지 않았다.
The talks did not fail for lack of effort.|회담이 실패한 것은 노력이 부족해서가 아니다.
The new law does little to prevent fraud.|새 법은 사기를 막는 데 거의 도움이 되지 않는다.
No law prevents them from selling it.|그들이 그것을 팔지 못하게 막는 법은 없다.
The shop cannot sell alcohol to anyone under 19.|그 가게는 19세 미만에게 술을 팔 수 없다.
She declined to say why she had not voted.|그녀는 왜 투표하지 않았는지 밝히기를 거부했다.
The spokesman would neither confirm nor deny that talks had failed.|대변인은 협상이 결렬됐는지 확인도 부인도 하지 않았다.
A vote against the bill would not end the dispute, which has dragged on for six years.|법안이 부결되더라도 6년간 이어진 분쟁이 끝나지는 않을 것이다.
He said the ban would not be lifted unless the outbreak was contained.|그는 발병이 억제되지 않으면 금지 조치가 해제되지 않을 것이라고 말했다.
She has not spoken to her father since he left, and does not want to.|그녀는 아버지가 떠난 뒤 그와 말을 하지 않았고 하고 싶어 하지도 않는다.
Officials say the water is safe, but few residents believe them.|당국은 물이 안전하다고 하지만 이를 믿는 주민은 거의 없다.
Many could not vote because they lacked documents.|많은 사람이 서류가 없어 투표하지 못했다.
The church was not damaged, but the school next door was destroyed.|교회는 피해를 입지 않았으나 옆 학교는 파괴됐다.
Men are not required to register until they turn 18.|남성은 18세가 될 때까지 등록하지 않아도 된다.
Students need not apply before March.|학생들은 3월 전에는 신청하지 않아도 된다.
No visa is needed.|비자는 필요 없다.
Stocks rose for a third day, though trading was thin.|거래는 한산했지만 주가는 사흘째 올랐다.
The factory employs 300 men and 20 women.|공장은 남성 300명과 여성 20명을 고용하고 있다.
The country imports most of its food.|그 나라는 식량 대부분을 수입한다.
The south of the country is drier than the north.|그 나라의 남부는 북부보다 건조하다.
The tax will fall from 10 percent to 8 percent.|세금은 10%에서 8%로 내린다.
He was freed after 11 years in prison.|그는 11년간 수감된 끝에 풀려났다.
The number of deaths fell below 100 for the first time.|사망자 수가 처음으로 100명 아래로 떨어졌다.
Opposition to the plan is growing.|계획에 대한 반대가 커지고 있다.
Critics of the ban welcomed the ruling.|금지 조치를 비판해 온 사람들은 판결을 환영했다.
The price war ended when the larger chain raised prices.|더 큰 체인이 가격을 올리면서 가격 경쟁이 끝났다.
The airport will open an hour earlier, at 5 a.m.|공항은 한 시간 이른 오전 5시에 문을 연다.
The prime minister won the vote by 120 to 98.|총리는 120 대 98로 표결에서 이겼다.
She lost to the top seed in the semifinal but said she was happy.|그녀는 준결승에서 톱시드에게 졌지만 만족한다고 말했다.
Exports to China rose while those to Japan fell.|대중국 수출은 늘고 대일본 수출은 줄었다.
Only the poorest families will get the subsidy.|가장 가난한 가정만 보조금을 받는다.
The ship left Busan in the morning and reached Fukuoka at night.|배는 아침에 부산을 떠나 밤에 후쿠오카에 도착했다.
Interest rates are at their lowest since 2010.|금리는 2010년 이후 최저 수준이다.
The drought is the worst in 60 years.|이번 가뭄은 60년 만에 최악이다.
The largest bank will buy the smallest.|가장 큰 은행이 가장 작은 은행을 인수한다.
The minimum age will be raised to 16.|최소 연령이 16세로 높아진다.
More than half of the workers are women.|근로자의 절반 이상이 여성이다.
He was found guilty of fraud but cleared of bribery.|그는 사기에 대해서는 유죄, 뇌물 수수에 대해서는 무죄를 선고받았다.
The talks resumed after a two-week break.|회담은 2주간 중단된 뒤 재개됐다.
Support for the strike has weakened.|파업에 대한 지지가 약해졌다.
The stronger yen hurt exporters.|엔화 강세로 수출업체들이 타격을 입었다.
The weaker won helped exporters.|원화 약세가 수출업체에 도움이 됐다.
A cold front will bring the first snow to the north.|한랭전선의 영향으로 북부에 첫눈이 내리겠다.
The hotter it gets, the more power people use.|더워질수록 사람들은 전기를 더 많이 쓴다.
The Norwegian government has abandoned a plan to mine the seabed, which its own scientists had opposed.|노르웨이 정부는 자국 과학자들이 반대해 온 해저 채굴 계획을 포기했다.
Mehmet Aydin, who had been held without charge for 14 months, walked free on Tuesday.|기소되지 않은 채 14개월간 구금됐던 메흐메트 아이든이 화요일 풀려났다.
Tickets for the exhibition, which closes on May 4, have sold out.|5월 4일에 끝나는 이 전시회의 표가 매진됐다.
The bridge, built in 1931, was never meant to carry trucks.|1931년에 지어진 이 다리는 애초에 트럭이 다니도록 만들어진 것이 아니다.
Hardly a day goes by without a protest outside the ministry.|부처 앞에서 시위가 없는 날이 거의 없다.
The two chess players have never met, though they live on the same street.|두 체스 선수는 같은 거리에 살지만 한 번도 만난 적이 없다.
Foreign investors sold more Korean shares than they bought for a ninth day.|외국인 투자자들은 9거래일 연속 한국 주식을 순매도했다.
Only the southern half of the island has running water.|이 섬은 남쪽 절반에만 수도가 들어온다.
The train leaves at 6:40 a.m. and arrives shortly before noon.|열차는 오전 6시 40분에 출발해 정오 직전에 도착한다.
The central bank kept its key rate unchanged at 7 percent, as expected, but no longer says further increases are possible.|중앙은행은 예상대로 기준금리를 7%로 동결했으나 추가 인상이 가능하다는 표현은 삭제했다.
More men than women die of the disease.|이 병으로 숨지는 사람은 여성보다 남성이 많다.
Rents in Lisbon, which had risen for eight years, fell by 2 percent.|8년간 오르던 리스본의 임대료가 2% 내렸다.
The champion lost her serve twice but won in straight sets.|챔피언은 서브 게임을 두 번 잃었지만 세트 점수 2-0으로 이겼다.
The ministry said the ban, imposed in 2019, would remain until at least 2026.|부처는 2019년에 내려진 금지령이 적어도 2026년까지 유지될 것이라고 밝혔다.
Nigeria's coach was dismissed after the team failed to qualify.|나이지리아 감독은 팀이 본선 진출에 실패한 뒤 경질됐다.
Nearly a third of those under 30 say they do not want children.|30세 미만의 거의 3분의 1이 아이를 원하지 않는다고 답했다.
The fire broke out at about 3 a.m. while most of the guests were asleep.|불은 투숙객 대부분이 잠든 오전 3시쯤 났다.
He was the last man to leave the ship.|그는 배를 마지막으로 떠난 사람이었다.
The wall did not stop the flood, but it slowed it.|벽은 홍수를 막지는 못했지만 늦추기는 했다.
Ireland, which is not a member of NATO, will send 40 observers.|나토 회원국이 아닌 아일랜드는 참관단 40명을 파견한다.
Not all of the passengers had been counted when the search was called off.|수색이 중단됐을 때 승객 전원이 확인된 것은 아니었다.
The court will decide by Friday whether to release him.|법원은 금요일까지 그를 석방할지 결정한다.
The plaintiffs, none of whom speak Dutch, were not given a translator.|네덜란드어를 하는 사람이 아무도 없는 원고들에게는 통역이 제공되지 않았다.
The drug is banned in France but sold freely in Spain.|이 약은 프랑스에서는 금지돼 있지만 스페인에서는 자유롭게 판매된다.
Chancellor Vogel said she would not seek a third term, ending months of speculation.|포겔 총리는 3선에 도전하지 않겠다고 밝혀 수개월간의 추측에 종지부를 찍었다.
The number of births fell below 20,000 for the first time, and deaths rose.|출생아 수는 처음으로 2만 명 아래로 떨어졌고 사망자 수는 늘었다.
Opponents say the dam would flood 13 villages, a claim the company rejects.|반대하는 쪽은 댐이 마을 13곳을 수몰시킬 것이라고 말하지만 회사 측은 이를 부인한다.
Ships may not enter the harbor after dark.|어두워진 뒤에는 선박이 항구에 들어올 수 없다.
He has lived in Seoul for 12 years but does not speak Korean.|그는 서울에 12년째 살고 있지만 한국어를 못한다.
A decision is not expected before the summer.|결정은 여름 전에는 나오지 않을 것으로 보인다.
The army took power in 2021, promising elections that have yet to take place.|군부는 선거를 약속하며 2021년 정권을 잡았으나 선거는 아직 치러지지 않았다.
If the levee breaks, there will be no time to evacuate.|제방이 무너지면 대피할 시간이 없다.
Neither of the two black boxes has been recovered.|블랙박스 두 개 모두 아직 회수되지 않았다.
The factory never reopened after the war.|그 공장은 전쟁 이후 다시 문을 열지 못했다.
The union called off the strike at the last minute.|노조는 막판에 파업을 철회했다.
The minister apologized but refused to step down.|장관은 사과했지만 물러나기를 거부했다.
The minister apologized but refused to step down.|장관은 사과했으나 사퇴하지는 않겠다고 했다.
Prices at the pump have not come down, even though oil is cheaper.|기름값이 내렸는데도 주유소 가격은 내려가지 않았다.
The shipment was stopped at the border for lack of papers.|화물은 서류가 없어 국경에서 멈췄다.
A spokesman said the palace does not comment on private matters.|대변인은 왕실은 사적인 일에 대해서는 언급하지 않는다고 말했다.
She had no idea that she was being filmed.|그녀는 자신이 촬영되고 있다는 사실을 전혀 몰랐다.
The police chief said there was no danger to the public.|경찰서장은 시민들에게 위험은 없다고 말했다.
The players said they would boycott the match unless they were paid.|선수들은 급여를 받지 못하면 경기를 보이콧하겠다고 말했다.
The plan has been criticized as neither cheap nor quick.|이 계획은 싸지도 빠르지도 않다는 비판을 받아 왔다.
Airlines stopped flying to the island in 2008.|항공사들은 2008년 이 섬에 대한 운항을 중단했다.
The museum holds more than 8 million objects, fewer than 1 percent of which are on display.|박물관은 800만 점이 넘는 유물을 소장하고 있으며 이 가운데 전시된 것은 1%도 되지 않는다.
The bank's shares fell as much as 9 percent before recovering.|은행 주가는 한때 9%까지 떨어졌다가 회복했다.
Unlike her predecessor, she has avoided open conflict with the press.|전임자와 달리 그녀는 언론과의 공개적인 충돌을 피해 왔다.
The verdict was overturned on appeal.|그 판결은 항소심에서 뒤집혔다.
The study found no difference between the two groups.|연구 결과 두 집단 사이에 차이는 없었다.
Zambia's debt is no longer sustainable, the fund said.|기금은 잠비아의 부채가 더는 지속 가능하지 않다고 밝혔다.
A third of the voters have not made up their minds.|유권자의 3분의 1은 아직 마음을 정하지 못했다.
It has not snowed in Rome since 2018.|로마에는 2018년 이후 눈이 내리지 않았다.
The goalkeeper has not conceded a goal in six matches.|이 골키퍼는 여섯 경기 동안 한 골도 내주지 않았다.
The goalkeeper has not conceded a goal in six matches.|이 골키퍼는 여섯 경기 연속 무실점을 기록했다.
The road is passable only in summer.|이 도로는 여름에만 다닐 수 있다.
Inflation is not falling as fast as the government had hoped.|물가 상승률은 정부가 바랐던 만큼 빠르게 떨어지지 않고 있다.
The ruling means that women can no longer be dismissed for being pregnant.|이번 판결로 여성은 더 이상 임신을 이유로 해고될 수 없다.
The former president, who denies any wrongdoing, did not appear in court.|모든 잘못을 부인하는 전 대통령은 법정에 출석하지 않았다.
The pilots could not see the runway through the fog and turned back.|조종사들은 안개 때문에 활주로가 보이지 않아 회항했다.
Officials blamed the delay on a shortage of ballots, not on fraud.|당국은 지연의 원인이 부정이 아니라 투표용지 부족에 있다고 밝혔다.
The league has suspended the player for three games without pay.|리그는 그 선수에게 3경기 무급 출장 정지 처분을 내렸다.
The bear, which had shown no fear of people, was shot.|사람을 두려워하지 않던 그 곰은 사살됐다.
He was told that he need not attend.|그는 참석할 필요가 없다는 통보를 받았다.
Scientists do not know what caused the die-off.|과학자들은 집단 폐사의 원인을 알지 못한다.
The government has no intention of raising taxes, he added.|그는 정부가 세금을 올릴 의향이 없다고 덧붙였다.
Not since 1997 has the party won so few seats.|그 당이 이렇게 적은 의석을 얻은 것은 1997년 이후 처음이다.
She finished the race even though she had broken a toe.|그녀는 발가락이 부러졌는데도 경주를 마쳤다.
The two neighbors have no diplomatic relations.|이웃한 두 나라는 외교 관계를 맺고 있지 않다.
The comet will not return for another 80,000 years.|이 혜성은 8만 년 뒤에나 돌아온다.
The comet will not return for another 80,000 years.|이 혜성은 앞으로 8만 년 동안 돌아오지 않는다.
The vaccine has caused no serious side effects.|이 백신은 심각한 부작용을 일으키지 않았다.
Police said that they were not looking for anyone else.|경찰은 다른 사람을 찾고 있지는 않다고 밝혔다.
There has been no word from the crew since Monday.|월요일 이후 선원들에게서 소식이 없다.
Voters rejected the proposal by 56 percent to 44 percent.|유권자들은 56% 대 44%로 제안을 부결시켰다.
The club has not won at home since August.|그 구단은 8월 이후 홈에서 승리하지 못했다.
The oldest mill in the region will shut in the fall because it cannot find workers.|이 지역에서 가장 오래된 공장이 일손을 구하지 못해 가을에 문을 닫는다.
The lake has lost half its water since 1990, and fish no longer live in it.|이 호수는 1990년 이후 물의 절반을 잃었고 더 이상 물고기가 살지 않는다.
Half of the aid never arrived.|원조의 절반은 끝내 도착하지 않았다.
It was not until 1971 that Swiss women won the right to vote.|스위스 여성들이 투표권을 얻은 것은 1971년이 되어서였다.
None but the captain knew the route.|항로를 아는 사람은 선장뿐이었다.
The strait must never be closed, the admiral said.|제독은 해협이 결코 폐쇄되어서는 안 된다고 말했다.
The virus was thought to have died out.|그 바이러스는 사라진 것으로 여겨졌다.
He could not but agree.|그는 동의하지 않을 수 없었다.
Taxes are low, and so are wages.|세금은 낮고 임금도 낮다.
The dog would not leave its owner's side.|개는 주인 곁을 떠나려 하지 않았다.
The law says nothing about drones.|이 법에는 드론에 관한 내용이 없다.
The price of failure is high.|실패의 대가는 크다.
Everyone except the driver got off.|운전사를 제외한 모두가 내렸다.
The old rules no longer apply.|옛 규칙은 더는 적용되지 않는다.
The driver, who was uninsured, fled.|보험에 들지 않은 운전자는 달아났다.
Workers may refuse overtime without giving a reason.|근로자는 이유를 대지 않고 초과 근무를 거부할 수 있다.
The bill would stop banks from charging such fees.|이 법안은 은행이 그런 수수료를 부과하지 못하게 하는 것이다.
The refugees have nowhere to go.|난민들은 갈 곳이 없다.
He turned down the job.|그는 그 일자리를 받아들이지 않았다.
The commission has no power to impose fines.|위원회에는 벌금을 부과할 권한이 없다.
The stadium was half empty.|경기장은 절반이 비어 있었다.
Many feel forgotten.|많은 사람이 잊혔다고 느낀다.
The tower can be seen from miles away.|그 탑은 몇 마일 떨어진 곳에서도 보인다.
The ministry of health said on Monday that no new cases had been reported for 42 days and that the outbreak was over.|보건부는 월요일 42일 동안 신규 환자가 보고되지 않았으며 발병이 종식됐다고 밝혔다.
In a letter published on Friday, 200 doctors urged the government not to reopen schools before September.|금요일 공개된 서한에서 의사 200명은 정부에 9월 전에는 학교를 다시 열지 말라고 촉구했다.
Although it has no coastline, Bolivia maintains a navy of 5,000 sailors.|볼리비아는 해안이 없지만 5000명 규모의 해군을 유지하고 있다.
The airline has cancelled 300 flights, and passengers who have not been notified should come to the airport as usual.|항공사는 항공편 300편을 취소했으며 통보를 받지 못한 승객은 평소처럼 공항에 나오면 된다.
A powerful earthquake shook northern Chile early Wednesday, but there were no immediate reports of damage.|수요일 이른 시각 칠레 북부에 강진이 발생했으나 피해 보고는 아직 없다.
Hyundai and Kia together sold 4 percent fewer cars in China than a year before.|현대차와 기아의 중국 내 합산 판매량은 1년 전보다 4% 감소했다.
The Supreme Court let the ruling stand without comment.|대법원은 별다른 설명 없이 판결을 그대로 유지했다.
The former minister was sentenced to six years but remains free pending appeal.|전 장관은 징역 6년을 선고받았지만 항소심이 진행되는 동안 구금되지 않은 상태다.
Nothing has been decided, said Ahn Mi-jin, a spokeswoman for the league.|안미진 리그 대변인은 아무것도 결정된 바 없다고 말했다.
Unlike in previous years, the festival will not be broadcast live.|예년과 달리 이번 축제는 생중계되지 않는다.
The committee met for six hours but failed to choose a successor.|위원회는 여섯 시간 동안 회의를 했지만 후임자를 정하지 못했다.
The glacier is retreating by 40 meters a year and could disappear by 2060.|이 빙하는 해마다 40미터씩 후퇴하고 있어 2060년에는 사라질 수도 있다.
Unions and employers alike rejected the compromise.|노조와 사용자 측 모두 타협안을 거부했다.
The police have appealed for witnesses but do not suspect foul play.|경찰은 목격자를 찾고 있으나 타살 혐의는 없는 것으로 보고 있다.
Sales of the drug, which is not approved in Europe, reached $2 billion.|유럽에서 승인받지 않은 이 약의 매출은 20억 달러에 이르렀다.
The rebels said they had not fired the first shot.|반군은 먼저 총을 쏘지 않았다고 주장했다.
The hikers had neither map nor compass.|등산객들에게는 지도도 나침반도 없었다.
Dubois, who was not injured, was released after questioning.|다치지 않은 뒤부아는 조사를 받은 뒤 풀려났다.
The company's profit, excluding one-time items, rose 12 percent.|일회성 항목을 제외한 회사의 이익은 12% 늘었다.
Seoul shares closed lower on Tuesday, with foreigners net sellers for the fifth session.|화요일 서울 증시는 외국인이 5거래일 연속 순매도하면서 하락 마감했다.
The won weakened against the dollar to its lowest level since 2009.|원화 가치는 달러 대비 2009년 이후 최저 수준으로 떨어졌다.
Japan's exports fell for the first time in ten months while imports rose 5 percent.|일본의 수출은 10개월 만에 처음으로 감소한 반면 수입은 5% 증가했다.
Parents will be allowed to keep their children home without a doctor's note.|부모는 의사 소견서 없이도 자녀를 집에 있게 할 수 있게 된다.
Voters under 25 were less likely than others to support the tax.|25세 미만 유권자는 다른 유권자보다 이 세금을 지지하는 비율이 낮았다.
The plane, which was carrying no passengers, crashed shortly after takeoff.|승객을 태우지 않은 이 항공기는 이륙 직후 추락했다.
Lee has never lost a match on clay.|이 선수는 클레이 코트에서 한 번도 진 적이 없다.
Only two days earlier, he had insisted that he would stay.|불과 이틀 전만 해도 그는 물러나지 않겠다고 했다.
The suspect is believed to have acted alone.|용의자는 단독으로 범행한 것으로 보인다.
It is the only bank in the country that has not raised its rates.|금리를 올리지 않은 은행은 그 나라에서 이곳뿐이다.
Most of the migrants, who could not swim, clung to the hull.|수영을 하지 못하는 이주민 대부분은 선체에 매달렸다.
The school banned phones last year and says grades have improved.|이 학교는 지난해 휴대전화를 금지했고 성적이 올랐다고 밝혔다.
The law would make it a crime to deny the massacre.|이 법은 학살을 부인하는 것을 범죄로 규정하게 된다.
The envoy said that progress had been made but that gaps remained.|특사는 진전이 있었으나 이견이 남아 있다고 말했다.
The striker will be out for at least six weeks.|이 공격수는 최소 6주간 출전하지 못한다.
The country's only nuclear plant has been offline since May.|그 나라의 유일한 원전은 5월 이후 가동되지 않고 있다.
The reactor has been idle since 2011.|그 원자로는 2011년 이후 가동이 중단된 상태다.
He accused the opposition of blocking aid, a charge its leaders denied.|그는 야당이 원조를 막고 있다고 비난했으나 야당 지도자들은 이를 부인했다.
A majority of Swiss voters oppose joining the European Union.|스위스 유권자 다수는 유럽연합 가입에 반대한다.
The talks broke down over the price of gas.|협상은 가스 가격을 둘러싸고 결렬됐다.
The court found that he had not been given a fair trial.|법원은 그가 공정한 재판을 받지 못했다고 판단했다.
Fewer than half of eligible voters turned out.|투표에 참여한 유권자는 절반이 되지 않았다.
The tax applies to homes worth more than 1.2 billion won.|이 세금은 12억 원이 넘는 주택에 적용된다.
He was barred from entering the stadium for three years.|그는 3년간 경기장에 들어갈 수 없게 됐다.
The government fell after losing a vote on the budget.|정부는 예산안 표결에서 패한 뒤 무너졌다.
Three climbers are still missing on the north face.|등반가 세 명이 북벽에서 아직 실종 상태다.
Without naming anyone, she criticized those who had left early.|그녀는 누구의 이름도 거론하지 않은 채 일찍 자리를 뜬 사람들을 비판했다.
Israel and Lebanon have no formal border.|이스라엘과 레바논 사이에는 공식 국경이 없다.
The price of cocoa doubled before falling back in June.|코코아 가격은 두 배로 올랐다가 6월에 다시 떨어졌다.
The ferry operator said it had not been warned about the reef.|여객선 회사는 암초에 대한 경고를 받지 못했다고 밝혔다.
The mayor's office did not return calls seeking comment.|시장실은 논평을 요청하는 전화에 답하지 않았다.
A spokeswoman could not be reached for comment.|대변인은 연락이 닿지 않았다.
He does not expect the law to be repealed.|그는 이 법이 폐지될 것으로 기대하지 않는다.
She said she could not recall the meeting.|그녀는 그 회의가 기억나지 않는다고 말했다.
Iran said it would not give up enrichment.|이란은 농축을 포기하지 않겠다고 밝혔다.
The deal does not cover cars.|이번 합의에 자동차는 포함되지 않는다.
The deal excludes cars.|이번 합의에서 자동차는 제외된다.
The statue was not insured.|그 조각상은 보험에 들어 있지 않았다.
The opposition boycotted the vote.|야당은 투표에 참여하지 않았다.
The mine has been closed for good.|그 광산은 완전히 문을 닫았다.
The team had nothing left to play for.|그 팀은 더 이상 얻을 것이 없는 상태였다.
The police chief was fired for failing to act on the warnings.|경찰서장은 경고에 따른 조치를 취하지 않아 해임됐다.
Nobody knows how many people live in the slum, but the city puts the number at 40,000.|그 빈민가에 몇 명이 사는지 아무도 모르지만 시는 4만 명으로 추산한다.
The disease has no known cure and kills half of those infected.|이 병은 알려진 치료법이 없으며 감염자의 절반이 숨진다.
He was the only senator not to vote.|그는 투표하지 않은 유일한 상원의원이었다.
The bank will stop issuing checks at the end of the year.|은행은 연말에 수표 발행을 중단한다.
The bank will no longer issue checks from next year.|은행은 내년부터 수표를 발행하지 않는다.
The parties could not bridge their differences.|양측은 이견을 좁히지 못했다.
Critics say the sanctions have not worked.|비판자들은 제재가 효과가 없었다고 말한다.
The festival returns after a two-year absence.|축제가 2년 만에 돌아온다.
Two seats remain undecided.|두 석은 아직 결정되지 않았다.
The result is too close to call.|결과는 예측하기 어려울 만큼 박빙이다.
The flight recorder was damaged beyond use.|비행기록장치는 쓸 수 없을 정도로 파손됐다.
There is little evidence that the diet works.|이 식단이 효과가 있다는 증거는 거의 없다.
The general denied ordering the strike but did not dispute that it had taken place.|장군은 공격 명령을 내린 적이 없다고 부인했지만 공격이 있었다는 사실에는 이의를 제기하지 않았다.
They fled with nothing but the clothes they wore.|이들은 입은 옷만 걸친 채 달아났다.
"We will never accept that," Prime Minister Adeyemi said.|아데예미 총리는 "우리는 결코 그것을 받아들이지 않을 것"이라고 말했다.
"Nobody should have to live like this," she said.|"누구도 이렇게 살아서는 안 됩니다"라고 그녀는 말했습니다.
"I don't know," he replied.|"모르겠습니다"라고 그는 대답했습니다.
"This isn't about money," said Kim.|김 씨는 "이것은 돈 문제가 아니다"라고 말했다.
The company said it "cannot comment on pending litigation."|회사는 "진행 중인 소송에 대해서는 논평할 수 없다"고 밝혔다.
Oil fell below $70 a barrel for the first time since 2021, dragging energy shares lower.|유가가 2021년 이후 처음으로 배럴당 70달러 아래로 떨어지면서 에너지주도 하락했다.
Unemployment is at its highest in a decade, but wages continue to rise.|실업률은 10년 만에 가장 높지만 임금은 계속 오르고 있다.
The government will raise the retirement age from 62 to 64, a move opposed by two-thirds of the French.|정부는 프랑스인의 3분의 2가 반대하는데도 정년을 62세에서 64세로 올릴 계획이다.
She is the first woman to lead the party in the north of Italy.|그녀는 이탈리아 북부에서 당을 이끄는 첫 여성이다.
Both men were released on bail.|두 사람 모두 보석으로 풀려났다.
Her brother, who is older, was arrested in the afternoon.|그녀의 오빠는 오후에 체포됐다.
At its peak, the mine employed up to 4,000 workers.|전성기에 이 광산은 최대 4000명을 고용했다.
At least three people died and more than 20 were hurt when the roof collapsed.|지붕이 무너져 적어도 3명이 숨지고 20명 넘게 다쳤다.
The company bought back 3 percent of its shares.|회사는 자사주 3%를 매입했다.
The union accepted a smaller raise than it had sought.|노조는 요구했던 것보다 적은 임금 인상을 받아들였다.
Germany imports less gas than before the war.|독일의 가스 수입은 전쟁 전보다 줄었다.
The South won the civil war.|남측이 내전에서 승리했다.
Beijing welcomed the visit; Taipei condemned it.|베이징은 방문을 환영했고 타이베이는 비난했다.
The talks, which began in March, ended in failure.|3월에 시작된 회담은 실패로 끝났다.
The cut in interest rates boosted growth.|금리 인하로 성장이 촉진됐다.
The team's fortunes improved after the coach left.|감독이 떠난 뒤 팀의 형편이 나아졌다.
Fewer people died than were born last year.|지난해에는 태어난 사람이 죽은 사람보다 많았다.
The stock rose as much as 8 percent before closing 2 percent lower.|주가는 한때 8%까지 올랐다가 2% 내린 채 마감했다.
The number of cases dropped by half.|환자 수가 절반으로 줄었다.
Smoking will be banned in parks and allowed only in marked areas.|공원 내 흡연이 금지되고 지정된 구역에서만 허용된다.
The bank said profit would be lower than expected.|은행은 이익이 예상보다 적을 것이라고 밝혔다.
The euro strengthened to a two-year high.|유로화는 2년 만에 최고 수준으로 강세를 보였다.
He supports the war but opposes the draft.|그는 전쟁을 지지하지만 징병에는 반대한다.
The east wing of the museum has been closed since the west wing opened.|박물관 동관은 서관이 문을 연 뒤 폐쇄됐다.
The law passed by 51 votes to 49.|법안은 51 대 49로 통과됐다.
The treaty was rejected in a referendum.|조약은 국민투표에서 부결됐다.
The bomb killed a man and wounded his wife.|폭탄으로 남성 한 명이 숨지고 아내가 다쳤다.
The minimum temperature was 3 degrees and the maximum 14.|최저기온은 3도, 최고기온은 14도였다.
The lower house approved the budget, but the upper house has not yet voted.|하원은 예산안을 승인했으나 상원은 아직 표결하지 않았다.
The opposition leader was allowed to leave the country.|야당 지도자는 출국이 허용됐다.
Shares in the retailer fell even though its sales rose.|매출이 늘었는데도 이 소매업체의 주가는 떨어졌다.
The factory started production in 1988 and stopped in 2019.|공장은 1988년 생산을 시작해 2019년 중단했다.
The dispute began after the fence was built.|분쟁은 울타리가 세워진 뒤 시작됐다.
Support among women is higher than among men.|여성의 지지율이 남성보다 높다.
The ceasefire took effect at 4 a.m. and was broken by noon.|휴전은 오전 4시에 발효됐으나 정오가 되기 전에 깨졌다.
The mayor was acquitted of bribery but convicted of perjury.|시장은 뇌물 혐의는 무죄, 위증 혐의는 유죄 판결을 받았다.
Rising costs forced the hotel to shut.|비용 상승으로 호텔이 문을 닫았다.
Falling prices have hurt farmers.|가격 하락으로 농민들이 타격을 입었다.
The price increase takes effect in the evening of July 1.|가격 인상은 7월 1일 저녁부터 적용된다.
The army denied that it had attacked first.|군은 먼저 공격했다는 사실을 부인했다.
The driver admitted that he had been drinking.|운전자는 술을 마신 사실을 인정했다.
The jury could not agree on a verdict.|배심원단은 평결에 합의하지 못했다.
The minister failed to win support for the bill.|장관은 법안에 대한 지지를 얻는 데 실패했다.
The prices of the cheapest homes rose fastest.|가장 싼 집들의 가격이 가장 빨리 올랐다.
Nobody expected the smaller team to win.|더 작은 팀이 이길 것이라고는 아무도 예상하지 못했다.
The store opens at 10 a.m. on weekdays and stays open until 9 p.m.|그 가게는 평일 오전 10시에 문을 열어 오후 9시까지 영업한다.
Traffic on the eastbound lanes resumed late Sunday.|동쪽 방향 차로의 통행은 일요일 밤늦게 재개됐다.
More boys than girls are born each year.|해마다 여아보다 남아가 더 많이 태어난다.
The king's daughter married a commoner.|국왕의 딸은 평민과 결혼했다.
The poor pay more.|가난한 사람이 더 많이 낸다.
The winter was warmer than usual.|겨울은 예년보다 따뜻했다.
Losses widened to $40 million.|손실은 4000만 달러로 늘었다.
The pound slipped 0.3 percent against the dollar.|파운드화는 달러 대비 0.3% 내렸다.
The deal was struck an hour before the deadline.|합의는 마감 한 시간 전에 이뤄졌다.
The committee put off its decision.|위원회는 결정을 미뤘다.
He resigned after he was accused of bribery.|그는 뇌물 혐의로 고발당하자 사임했다.
She kept her promise not to raise taxes.|그녀는 세금을 올리지 않겠다는 약속을 지켰다.
They agreed not to sell the land.|이들은 땅을 팔지 않기로 합의했다.
The court told the company not to destroy any documents.|법원은 회사에 어떤 문서도 파기하지 말라고 지시했다.
Try not to panic, the captain told passengers.|기장은 승객들에게 당황하지 말라고 말했다.
In no case may the fee exceed 5 percent.|어떤 경우에도 수수료는 5%를 넘을 수 없다.
Under no circumstances will we negotiate.|어떤 상황에서도 우리는 협상하지 않을 것이다.
By no means all the witnesses agree.|모든 목격자가 동의하는 것은 결코 아니다.
He is no expert.|그는 전문가가 아니다.
The island is no bigger than a football field.|그 섬은 축구장만 하다.
The hall was all but empty.|홀은 거의 비어 있었다.
Talks have all but collapsed.|회담은 사실상 결렬됐다.
Not a drop of rain fell in July.|7월에는 비가 한 방울도 내리지 않았다.
I have no regrets, he said.|그는 후회는 없다고 말했다.
The sum is far too small.|그 금액은 턱없이 적다.
The pipes were rusty and useless.|파이프는 녹슬고 쓸모없었다.
Without warning, the gates were opened.|예고 없이 수문이 열렸다.
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
