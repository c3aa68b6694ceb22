"""Names of news in both languages: said in whatever spelling is usual, and missed where another is."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.faithful import check_translation, serious
from pipelines.faithful.romanised import find_korean, is_korean, read_pinyin
from pipelines.korean.particles import particle


def pairs(table: str) -> list[tuple[str, str]]:
    """The English and the Korean of a table: English 한글; English 한글."""
    found = [re.split(r"\s(?=[가-힣])", pair.strip(), maxsplit=1) for pair in table.split(";")]
    return [(pair[0], pair[1]) for pair in found if len(pair) == 2]


KOREANS = """
Lee Seo-yeon 이서연; Park Ji-hoon 박지훈; Cho Min-seok 조민석; Yoon Hae-won 윤해원; Choi Min-ho 최민호; Kim Ha-eun 김하은;
Rhee Sang-hoon 이상훈; Yi So-yon 이소연; Jung Ho-yeon 정호연; Chung Eui-sun 정의선; Koo Kwang-mo 구광모; Shin Dong-bin 신동빈;
Roh Moo-hyun 노무현; Chun Doo-hwan 전두환; Suh Young-hoon 서영훈; Son Heung-min 손흥민; Hwang Hee-chan 황희찬; Lee Kang-in 이강인;
Bae Doo-na 배두나; Noh Tae-min 노태민; Lim Jae-won 임재원; Rim Yoon-a 임윤아; Ryu Hyun-jin 류현진; Yoo Jae-suk 유재석;
Hong Sang-soo 홍상수; Bong Joon-ho 봉준호; Park Chan-wook 박찬욱; Oh Se-hoon 오세훈; Ahn Sung-ki 안성기; Kang Soo-youn 강수연;
Kwon Young-se 권영세; Huh Chang-soo 허창수; Heo Ung 허웅; Woo Won-shik 우원식; Joo Ho-young 주호영; Chu Mi-ae 추미애;
Kim Jong Un 김정은; Ri Sol-ju 리설주; Choe Ryong-hae 최룡해; Jo Yong-won 조용원; Pak Jong-chon 박정천; Ban Ki-moon 반기문;
Seo-yeon Lee 이서연; Ji-hoon Park 박지훈; Ki-moon Ban 반기문; Choi Minho 최민호; Lee Hyori 이효리; Kim Yuna 김연아; Jeon Somin 전소민;
Nam Joo-hyuk 남주혁; Gong Yoo 공유; Youn Yuh-jung 윤여정; Moon So-ri 문소리; Hyun Bin 현빈; Eom Hong-gil 엄홍길; Uhm Jung-hwa 엄정화;
Paik Nam-june 백남준; Byun Baek-hyun 변백현; Kwak Sang-do 곽상도; Min Hee-jin 민희진; Sim Sang-jung 심상정; Na Kyung-won 나경원;
Wi Ha-joon 위하준; Sung Si-kyung 성시경; Jang Mi-ran 장미란; Yeo Jin-goo 여진구; Ji Chang-wook 지창욱; Ham Young-joo 함영주
"""
CHINESE = """
Chen Yufang 천위팡; Zhang Weiming 장웨이밍; Wang Yi 왕이; Zhao Leji 자오러지; Li Qiang 리창; Ding Xuexiang 딩쉐샹; Cai Qi 차이치;
He Lifeng 허리펑; Qin Gang 친강; Hu Jintao 후진타오; Jiang Zemin 장쩌민; Wen Jiabao 원자바오; Zhu Rongji 주룽지; Liu Xiaobo 류샤오보;
Peng Shuai 펑솨이; Xu Jiayin 쉬자인; Jack Ma 잭 마; Ren Zhengfei 런정페이; Lei Jun 레이쥔; Chen Guoqiang 천궈창; Yu Xiaoling 위샤오링;
Tsai Ing-wen 차이잉원; Lai Ching-te 라이칭더; Lü Shaye 루사예; Mao Ning 마오닝; Hua Chunying 화춘잉; Lin Dan 린단; Zheng Qinwen 정친원;
Jinan 지난; Suzhou 쑤저우; Zhengzhou 정저우; Chengdu 청두; Wuhan 우한; Xiamen 샤먼; Kunming 쿤밍; Guiyang 구이양; Taiyuan 타이위안;
Lanzhou 란저우; Changsha 창사; Nanchang 난창; Hefei 허페이; Ningbo 닝보; Hualien 화롄; Taichung 타이중; Mao Zedong 마오쩌둥; Deng Xiaoping 덩샤오핑
"""
JAPANESE = """
Haruto Ishikawa 이시카와 하루토; Nakamura 나카무라; Kenji Sato 사토 겐지; Takumi Ono 오노 다쿠미; Shigeru Ishiba 이시바 시게루;
Fumio Kishida 기시다 후미오; Yoshihide Suga 스가 요시히데; Yoko Kamikawa 가미카와 요코; Shinjiro Koizumi 고이즈미 신지로;
Taro Kono 고노 다로; Kazuo Ueda 우에다 가즈오; Haruhiko Kuroda 구로다 하루히코; Shohei Ohtani 오타니 쇼헤이; Ichiro Suzuki 스즈키 이치로;
Haruki Murakami 무라카미 하루키; Hayao Miyazaki 미야자키 하야오; Naomi Osaka 오사카 나오미; Kei Nishikori 니시코리 게이; Yuzuru Hanyu 하뉴 유즈루;
Junichiro Koizumi 고이즈미 준이치로; Akio Toyoda 도요다 아키오; Masayoshi Son 손 마사요시; Fukushima 후쿠시마; Namie 나미에; Sapporo 삿포로;
Nikko 닛코; Kyoto 교토; Sendai 센다이; Nagoya 나고야; Okinawa 오키나와; Hiroshima 히로시마; Nagasaki 나가사키; Chiba 지바; Kochi 고치;
Tottori 돗토리; Hokkaido 홋카이도; Mitsubishi 미쓰비시; Suntory 산토리; Asahi 아사히; Kagoshima 가고시마; Niigata 니가타; Ehime 에히메
"""
SOUTHEAST_AND_SOUTH_ASIA = """
Nguyen Thi Lan 응우옌 티 란; Nguyen Phu Trong 응우옌 푸 쫑; To Lam 또 럼; Tran Van Hung 쩐 반 훙; Hai Phong 하이퐁; Da Nang 다낭; Can Tho 껀터;
Nha Trang 냐짱; Vinh Long 빈롱; Aung San Suu Kyi 아웅 산 수 치; Min Aung Hlaing 민 아웅 흘라잉; Mandalay 만달레이; Prabowo Subianto 프라보워 수비안토;
Joko Widodo 조코 위도도; Sri Mulyani 스리 물랴니; Surabaya 수라바야; Bandung 반둥; Makassar 마카사르; Anwar Ibrahim 안와르 이브라힘;
Mahathir Mohamad 마하티르 모하맛; Ferdinand Marcos 페르디난드 마르코스; Rodrigo Duterte 로드리고 두테르테; Cebu 세부; Davao 다바오;
Hun Manet 훈 마네트; Siem Reap 시엠레아프; Srettha Thavisin 세타 타위신; Paetongtarn Shinawatra 패통탄 친나왓; Chiang Rai 치앙라이;
Narendra Modi 나렌드라 모디; Rahul Gandhi 라훌 간디; Rajesh Iyer 라제시 아이어; Banerjee 바네르지; Kapoor 카푸르; Ahmedabad 아마다바드;
Hyderabad 하이데라바드; Jaipur 자이푸르; Lucknow 러크나우; Bihar 비하르; Shehbaz Sharif 셰바즈 샤리프; Imran Khan 임란 칸; Karachi 카라치;
Lahore 라호르; Peshawar 페샤와르; Sheikh Hasina 셰이크 하시나; Muhammad Yunus 무함마드 유누스; Dhaka 다카; Chittagong 치타공; Kathmandu 카트만두;
Gotabaya Rajapaksa 고타바야 라자팍사; Colombo 콜롬보; Jaffna 자프나
"""
ARAB_AND_AFRICAN = """
Karim al-Hadidi 카림 알하디디; Leila Haddad 레일라 하다드; Fatima Benali 파티마 베날리; Mohammed bin Salman 무함마드 빈 살만; Bashar al-Assad 바샤르 알아사드;
Hassan Nasrallah 하산 나스랄라; Yahya Sinwar 야히야 신와르; Ismail Haniyeh 이스마일 하니예; Mahmoud Abbas 마무드 아바스; Ali Khamenei 알리 하메네이;
Masoud Pezeshkian 마수드 페제시키안; Qasem Soleimani 가셈 솔레이마니; Nouri al-Maliki 누리 알말리키; Khalifa Haftar 칼리파 하프타르; Aleppo 알레포;
Homs 홈스; Idlib 이들리브; Latakia 라타키아; Basra 바스라; Fallujah 팔루자; Benghazi 벵가지; Agadir 아가디르; Casablanca 카사블랑카; Marrakesh 마라케시;
Amara Diallo 아마라 디알로; Ousmane Diarra 우스만 디아라; Fatou Ndiaye 파투 은디아예; Adaeze Nwosu 아다에제 은워수; Okonkwo 오콩코; Bola Tinubu 볼라 티누부;
Muhammadu Buhari 무함마두 부하리; Cyril Ramaphosa 시릴 라마포사; Jacob Zuma 제이컵 주마; William Ruto 윌리엄 루토; Uhuru Kenyatta 우후루 케냐타;
Yoweri Museveni 요웨리 무세베니; Paul Kagame 폴 카가메; Félix Tshisekedi 펠릭스 치세케디; Abiy Ahmed 아비 아머드; Tesfaye 테스파예; Abebe Tadesse 아베베 타데세;
Goma 고마; Kigali 키갈리; Kampala 캄팔라; Mombasa 몸바사; Dar es Salaam 다르에스살람; Mogadishu 모가디슈; Khartoum 하르툼; Omdurman 옴두르만;
Accra 아크라; Kumasi 쿠마시; Abidjan 아비장; Ouagadougou 와가두구; Bamako 바마코; Kinshasa 킨샤사; Lusaka 루사카; Harare 하라레; Bulawayo 불라와요; Mbour 음부르
"""
EUROPEAN = """
Olaf Scholz 올라프 숄츠; Friedrich Merz 프리드리히 메르츠; Annalena Baerbock 아날레나 베어보크; Robert Habeck 로베르트 하베크; Jürgen Klopp 위르겐 클롭;
Wolfgang Schäuble 볼프강 쇼이블레; Meier 마이어; Gruber 그루버; Katharina Vogel 카타리나 포겔; Leipzig 라이프치히; Dresden 드레스덴; Stuttgart 슈투트가르트;
Düsseldorf 뒤셀도르프; Bayreuth 바이로이트; Salzburg 잘츠부르크; Graz 그라츠; Bern 베른; Schaffhausen 샤프하우젠; Emmanuel Macron 에마뉘엘 마크롱; Marine Le Pen 마린 르펜;
Jordan Bardella 조르당 바르델라; Michel Barnier 미셸 바르니에; François Bayrou 프랑수아 바이루; Édouard Philippe 에두아르 필리프; Claude Marchand 클로드 마르샹;
Julien Favre 쥘리앵 파브르; Hélène 엘렌; Lucas Moreau 뤼카 모로; Anne Girard 안 지라르; Claire Dubois 클레르 뒤부아; Toulouse 툴루즈; Grenoble 그르노블; Bordeaux 보르도;
Strasbourg 스트라스부르; Nantes 낭트; Chamonix 샤모니; Geert Wilders 헤이르트 빌더르스; Mark Rutte 마르크 뤼터; Dick Schoof 딕 스호프; Van der Berg 판데르베르흐;
Virgil van Dijk 버질 판데이크; Rotterdam 로테르담; Eindhoven 에인트호번; Leiden 레이던; Giorgia Meloni 조르자 멜로니; Sergio Mattarella 세르조 마타렐라;
Mario Draghi 마리오 드라기; Giovanni Russo 조반니 루소; Matteo Ferrara 마테오 페라라; Palermo 팔레르모; Catania 카타니아; Bologna 볼로냐; Perugia 페루자;
Pedro Sánchez 페드로 산체스; Carles Puigdemont 카를레스 푸지데몬; Beatriz Solano 베아트리스 솔라노; Miguel Antunes 미겔 안투네스; Almería 알메리아; Zaragoza 사라고사;
Luís Montenegro 루이스 몬테네그루; António Costa 안토니우 코스타; Coimbra 코임브라; Faro 파루; Porto 포르투; Ulf Kristersson 울프 크리스테르손; Magdalena Andersson 막달레나 안데르손;
Johansson 요한손; Ekström 엑스트룀; Lars Lindqvist 라르스 린드크비스트; Henrik Aasland 헨리크 오슬란; Erling Haaland 엘링 홀란; Jonas Gahr Støre 요나스 가르 스퇴레;
Ingrid Vestergaard 잉리드 베스테르고르; Mette Frederiksen 메테 프레데릭센; Stavanger 스타방에르; Tromsø 트롬쇠; Aarhus 오르후스; Malmö 말뫼; Gunnarsdottir 군나르스도티르;
Sanna Marin 산나 마린; Petteri Orpo 페테리 오르포; Tampere 탐페레; Lahti 라티; Donald Tusk 도날트 투스크; Andrzej Duda 안제이 두다; Kowalski 코발스키; Krakow 크라쿠프;
Poznan 포즈난; Gdynia 그디니아; Petr Fiala 페트르 피알라; Ostrava 오스트라바; Brno 브르노; Robert Fico 로베르트 피초; Viktor Orbán 빅토르 오르반; Péter Magyar 페테르 마자르;
Debrecen 데브레첸; Klaus Iohannis 클라우스 요하니스; Marcel Ciolacu 마르첼 치올라쿠; Sibiu 시비우; Iasi 이아시; Aleksandar Jovanovic 알렉산다르 요바노비치; Marinov 마리노프;
Boyko Borissov 보이코 보리소프; Zoran Milanovic 조란 밀라노비치; Kyriakos Mitsotakis 키리아코스 미초타키스; Alexis Tsipras 알렉시스 치프라스; Eleni Papadakis 엘레니 파파다키스;
Sergei Volkov 세르게이 볼코프; Dmitry Peskov 드미트리 페스코프; Sergei Lavrov 세르게이 라브로프; Alexei Navalny 알렉세이 나발니; Yevgeny Prigozhin 예브게니 프리고진;
Irkutsk 이르쿠츠크; Novosibirsk 노보시비르스크; Zelenskyy 젤렌스키; Andriy Yermak 안드리 예르마크; Kharkiv 하르키우; Dnipro 드니프로; Pokrovsk 포크로우스크; Bakhmut 바흐무트;
Recep Tayyip Erdogan 레제프 타이이프 에르도안; Ekrem Imamoglu 에크렘 이마모을루; Ceyhan 제이한; Izmir 이즈미르; Gaziantep 가지안테프; Nikol Pashinyan 니콜 파시냔;
Levon Sargsyan 레본 사르그샨; Ilham Aliyev 일함 알리예프; Tbilisi 트빌리시
"""
AMERICAN_AND_OTHER = """
Thiago Pereira 치아구 페레이라; Da Silva 다 시우바; Jair Bolsonaro 자이르 보우소나루; Dilma Rousseff 지우마 호세프; Fernando Haddad 페르난두 아다드; Recife 헤시피; Curitiba 쿠리치바;
Belém 벨렝; Javier Milei 하비에르 밀레이; Cristina Kirchner 크리스티나 키르치네르; Gabriel Boric 가브리엘 보리치; Gustavo Petro 구스타보 페트로; Nicolás Maduro 니콜라스 마두로;
María Corina Machado 마리아 코리나 마차도; Dina Boluarte 디나 볼루아르테; Luis Arce 루이스 아르세; Claudia Sheinbaum 클라우디아 셰인바움; Andrés Manuel López Obrador 안드레스 마누엘 로페스 오브라도르;
Nayib Bukele 나이브 부켈레; Rosa Quispe 로사 키스페; Ramirez 라미레스; Ortega 오르테가; Moreno 모레노; Guadalajara 과달라하라; Monterrey 몬테레이; Oaxaca 오악사카; Medellín 메데인;
Guayaquil 과야킬; Cusco 쿠스코; Valparaíso 발파라이소; Justin Trudeau 쥐스탱 트뤼도; Mark Carney 마크 카니; Pierre Poilievre 피에르 푸알리에브르; Calgary 캘거리; Winnipeg 위니펙;
Fiona Maddox 피오나 매덕스; Patrick Delaney 패트릭 딜레이니; Margaret 마거릿; Fraser 프레이저; Keir Starmer 키어 스타머; Rishi Sunak 리시 수낵; Nigel Farage 나이절 패라지;
Kemi Badenoch 케미 베이드녹; Boris Johnson 보리스 존슨; Edinburgh 에든버러; Heathrow 히스로; Leicester 레스터; Worcester 우스터; Michael Johnson 마이클 존슨; Kamala Harris 카멀라 해리스;
Tim Walz 팀 월즈; Pete Hegseth 피트 헤그세스; Marco Rubio 마코 루비오; Nancy Pelosi 낸시 펠로시; Chuck Schumer 척 슈머; Mitch McConnell 미치 매코널; Gavin Newsom 개빈 뉴섬; Jerome Powell 제롬 파월;
Janet Yellen 재닛 옐런; Elon Musk 일론 머스크; Tim Cook 팀 쿡; Sam Altman 샘 올트먼; Jensen Huang 젠슨 황; Satya Nadella 사티아 나델라; Albuquerque 앨버커키; Des Moines 디모인;
Anthony Albanese 앤서니 앨버니지; Penny Wong 페니 웡; Jacinda Ardern 저신다 아던; Christopher Luxon 크리스토퍼 럭슨; Brisbane 브리즈번; Dunedin 더니든; Chloe Kim 클로이 김
"""
LISTED = """
the Bank of England 영란은행; the Bundestag 연방하원; Statistics Korea 통계청; the Knesset 크네세트; the World Food Programme 세계식량계획; the Red Cross 적십자사; the White House 백악관;
the Bank of Japan 일본은행; the Reserve Bank of India 인도중앙은행; the European Commission 유럽연합 집행위원회; the International Monetary Fund 국제통화기금; Doctors Without Borders 국경없는의사회;
the Supreme Court 대법원; the Black Sea 흑해; the Caspian Sea 카스피해; the Yellow Sea 서해; Venice 베네치아; Bruges 브뤼허; Lodz 우치; Turin 토리노; Cologne 쾰른; Vienna 빈; Athens 아테네; Munich 뮌헨;
Saigon 호찌민; Bombay 뭄바이; Rangoon 양곤; Canton 광저우; Tokyo 토쿄; Kiev 키예프; Turkey 터키; Beijing 북경; Shanghai 상해
"""
PEOPLES = """
Burmese 미얀마; Swiss 스위스; Danish 덴마크; Congolese 콩고; Filipino 필리핀; Peruvian 페루; Malagasy 마다가스카르; Ivorian 코트디부아르; Kyrgyz 키르기스스탄; Emirati 아랍에미리트; Nigerien 니제르; Finnish 핀란드;
Maltese 몰타; Monegasque 모나코; Burkinabe 부르키나파소; Basotho 레소토; Bahamian 바하마; Barbadian 바베이도스; Seychellois 세이셸; Salvadoran 엘살바도르; Cypriot 키프로스; Slovene 슬로베니아; Laotian 라오스;
Omani 오만; Qatari 카타르; Saudi 사우디아라비아; Nepalese 네팔; Bhutanese 부탄; Senegalese 세네갈; Gabonese 가봉; Chadian 차드; Rwandan 르완다; Batswana 보츠와나; Zambian 잠비아; Welsh 웨일스; Dutch 네덜란드
"""
SAID = pairs(
    ";".join(
        (
            KOREANS, CHINESE, JAPANESE, SOUTHEAST_AND_SOUTH_ASIA, ARAB_AND_AFRICAN, EUROPEAN, AMERICAN_AND_OTHER, LISTED,
        )
    )
)  # fmt: skip


def doubted(english: str, korean: str) -> list[str]:
    return [
        finding.expected
        for finding in serious(check_translation(english, korean))
        if finding.kind == "name"
    ]


def told_of(name: str, korean: str) -> list[str]:
    """What is doubted where a report on the name has this Hangul."""
    english = f"The report that was published on Monday says little about {name}."
    return doubted(
        english, f"월요일 발표된 보고서는 {korean}에 대해 거의 언급하지 않는다."
    ) or doubted(
        f"Few of them had ever heard of {name} before the vote.",
        f"투표 전에 {korean}{particle(korean, '을')} 들어 본 사람은 그들 가운데 거의 없었다.",
    )


def the_wrong_ones() -> list[tuple[str, str]]:
    """Names with the Hangul of another in the table, and names that are near one another."""
    moved = [(SAID[n][0], SAID[(n + 31) % len(SAID)][1]) for n in range(0, len(SAID), 4)]
    return moved + pairs(NEAR)


NEAR = """
Park Ji-hoon 박지윤; Park Ji-hoon 김지훈; Kim Min-jae 김민수; Lee Seo-yeon 이소윤; Choi Min-ho 최민식; Yoon Hae-won 윤혜진; Cho Min-seok 조민수; Jung Ho-yeon 정호영;
Iran 이라크; Iraq 이란; Niger 나이지리아; Nigeria 니제르; Slovakia 슬로베니아; Slovenia 슬로바키아; Austria 호주; Australia 오스트리아; Mali 말라위; Malawi 말리; Gambia 잠비아;
Zambia 감비아; Paraguay 우루과이; Uruguay 파라과이; Guinea 기니비사우; Guyana 가나; Ghana 가이아나; Mauritania 모리셔스; Mauritius 모리타니; Latvia 리투아니아; Lithuania 라트비아;
Libya 리베리아; Liberia 리비아; Ireland 아이슬란드; Iceland 아일랜드; India 인도네시아; Indonesia 인도; Sweden 스위스; Swiss 스웨덴; Danish 네덜란드; Dutch 덴마크;
Budapest 부쿠레슈티; Bucharest 부다페스트; Bratislava 류블랴나; Riga 리마; Lima 로마; Rome 리마; Tunis 튀르키예; Tripoli 트빌리시; Tbilisi 트리폴리; Doha 도쿄;
Seoul 부산; Busan 부천; Daegu 대전; Daejeon 대구; Incheon 이천; Gwangju 경주; Gyeongju 광주; Jeonju 청주; Cheongju 전주; Suwon 시흥; Ulsan 울진;
Kyoto 도쿄; Osaka 오카야마; Nagoya 나가노; Hiroshima 후쿠시마; Fukushima 히로시마; Beijing 난징; Nanjing 베이징; Shanghai 선양; Shenzhen 선양;
Macron 마크리; Merz 메르켈; Merkel 메르츠; Scholz 메르츠; Meloni 마크롱; Sánchez 산토스; Putin 푸시킨; Lavrov 페스코프; Zelenskyy 잘루지니; Erdogan 네타냐후; Netanyahu 나스랄라;
Biden 트럼프; Trump 트루도; Trudeau 트럼프; Harris 호킨스; Powell 버냉키; Modi 모르시; Morsi 모디; Lula 보우소나루; Milei 밀란; Boric 밀레이; Petro 마두로; Sunak 스타머
"""


OTHERWISE = """
Sargsyan 사르그시안; Sargsyan 사그샨; Guterres 구테레스; Guterres 구테헤스; Macron 마크론; Zelensky 젤렌스끼; Zelenskyy 젤렌스키이; Tokayev 토카예프; Lukashenko 루카셴코; Lukashenko 루카센코; Erdogan 에르도간; Erdogan 에도안; Netanyahu 네타냐후; Netanyahu 네탄야후;
Hezbollah 헤즈불라; Nasrallah 나스랄라흐; Khamenei 카메네이; Khamenei 하메네이; Pezeshkian 페제시키안; Pezeshkian 페제쉬키안; Khartoum 카르툼; Kharkiv 하리코프; Kharkiv 하르키프; Lviv 리비우; Lviv 르보프; Odesa 오데싸; Dnipro 드네프르; Bakhmut 바크무트; Mykolaiv 미콜라이프;
Tbilisi 티빌리시; Ulaanbaatar 울란바타르; Kolkata 콜까타; Mumbai 뭄바이; Phnom Penh 프놈펜; Chiang Mai 치앙마이; Nguyen 응우엔; Nguyen Phu Trong 응웬 푸 트롱; Tsai Ing-wen 차이 잉원; Xi Jinping 시 진핑; Wang Yi 왕 이; Zhang Weiming 장 웨이밍; Zhang Weiming 장위밍; Chen Yufang 천 유팡; Chen Yufang 첸 유팡; Haruto Ishikawa 하루토 이시카와; Takaichi 타카이치; Kishida 키시다; Kyoto 쿄토; Kobe 코베; Gifu 기푸;
Lee Seo-yeon 이 서연; Seo-yeon Lee 서연 리; Kim Min-jae 김 민재; Schäuble 쇼이블; Scholz 숄즈; Merz 메르쯔; Meier 메이어; Müller 뮐러; Müller 멀러; Düsseldorf 뒤셀도르프; Leyen 라이옌; Lindqvist 린드크비스트; Lindqvist 린퀴스트; Støre 스토레; Frederiksen 프레데릭슨; Haaland 할란드; Haaland 홀란드; Kowalski 코왈스키; Wałęsa 발레사; Krakow 크라코프; Krakow 크라코우; Wroclaw 브로츠와프; Wroclaw 로클로; Tusk 터스크; Orbán 오르반; Jovanovic 조바노비치; Jovanovic 요바노빅; Milanovic 밀라노빅; Tsipras 치프라스; Mitsotakis 미초타키스; Pereira 페레이라; Thiago 티아고; Recife 레시페; Bolsonaro 볼소나로; Lula 룰라; Silva 실바; João 호아오; Joao 주앙; Rousseff 루세프; Boric 보릭; Milei 밀레이; Jorge 호르헤; Guillermo 기예르모; Medellin 메델린; Juarez 후아레스; Xochimilco 소치밀코; Oaxaca 와하카;
Ndiaye 응디아예; Ndiaye 느디아예; Nkurunziza 응쿠룬지자; Mbeki 음베키; Mbeki 엠베키; Okonkwo 오콘크워; Okonkwo 오콘코; Adebayo 아데바요; Tshisekedi 치세케디; Ouagadougou 와가두구; Ramaphosa 라마포사; Ruto 루토; Kagame 카가메; Traoré 트라오레; Diarra 디아라; Sissoko 시소코; Leclerc 르클레르; Leclerc 르클레르크; Moreau 모로; Beaumont 보몽; Beaumont 보몬트; Dubois 뒤부아; Dubois 듀보이스; Rousseau 루소; Renault 르노; Michelin 미쉐린; Michelin 미슐랭; Poilievre 푸알리에브르; Trudeau 트뤼도; Worcester 우스터; Leicester 레스터; Graham 그래함; Vaughan 본; Keir 키어; Siobhan 시본; Hughes 휴즈; McConnell 매코널; McCarthy 매카시; O'Brien 오브라이언; O'Neill 오닐; DeSantis 드산티스; DeSantis 디샌티스; Buttigieg 부티지지; Buttigieg 부티지그; Nguyen 누엔
"""


def test_a_name_that_is_spelled_a_little_otherwise_is_not_missed() -> None:
    doubts = [(english, korean) for english, korean in pairs(OTHERWISE) if told_of(english, korean)]
    assert doubts == []


@pytest.mark.parametrize(("english", "korean"), SAID)
def test_a_name_is_said_in_its_usual_hangul(english: str, korean: str) -> None:
    assert told_of(english, korean) == []


def test_hardly_a_name_is_said_by_another_ones_hangul() -> None:
    wrong = the_wrong_ones()
    assert len(wrong) >= 200
    missed = [(english, korean) for english, korean in wrong if not told_of(english, korean)]
    assert len(missed) <= 0.04 * len(wrong), missed


@pytest.mark.parametrize(("english", "korean"), pairs(PEOPLES))
def test_peoples_are_known_by_their_countries(english: str, korean: str) -> None:
    sentence = f"Two {english} engineers were released on Monday."
    assert doubted(sentence, f"{korean} 기술자 2명이 월요일 풀려났다.") == []
    other = "핀란드" if korean != "핀란드" else "스웨덴"
    assert doubted(sentence, f"{other} 기술자 2명이 월요일 풀려났다.") == [english]


def test_sentences_that_name_the_same_are_not_doubted() -> None:
    text = (Path(__file__).parent / "said_names.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    assert len(rows) > 200
    assert [(row, told) for row in rows if (told := doubted(*row))] == []


@pytest.mark.parametrize(
    ("english", "korean", "told"),
    [
        # No place of the Korean answers for two names, and no particle or common word for one.
        ("Ecuador beat Qatar 2-0.", "러시아가 카타르를 2-0으로 꺾었다.", "Ecuador"),
        ("She was born in Montreal.", "그녀는 14명을 낳은 집에서 태어났다.", "Montreal"),
        ("They met in Turin.", "그들은 아스타나에서 만났다.", "Turin"),
        # A name that is mostly translated is missed where another stands instead.
        ("Grain passes through the Black Sea.", "곡물은 미얀마를 지난다.", "Black Sea"),
        ("The Red Cross sent aid.", "에콰도르가 구호품을 보냈다.", "Red Cross"),
        # So is one that begins the sentence, and might be any noun.
        ("Ramirez accepted the offer.", "칠레는 그 제안을 받아들였다.", "Ramirez"),
        # The country may stand for its capital, but not where the English names it too.
        (
            "Baghdad cafes are full, unlike others in Iraq.",
            "필리핀 카페는 이라크의 다른 곳과 달리 붐빈다.",
            "Baghdad",
        ),
    ],
)
def test_a_name_is_missed_where_only_something_else_is_like_it(
    english: str, korean: str, told: str
) -> None:
    assert doubted(english, korean) == [told]


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("It reached 47.8 degrees Celsius in New Delhi.", "뉴델리의 기온이 47.8도까지 올랐다."),
        ("Moscow rejected the offer.", "러시아는 제안을 거부했다."),
        ("Mr. Petrov left early.", "페트로프 씨는 일찍 떠났다."),
        ("King Louis XIV built it.", "루이 14세가 그것을 지었다."),
        ("Seven-year-old Minh Anh was found.", "일곱 살 민 아인이 발견됐다."),
        ("Shops close on Sundays.", "상점은 일요일에 문을 닫는다."),
        ("House prices in Malmö rose.", "말뫼의 집값이 올랐다."),
        ("Oil Falls as OPEC Weighs Output Rise", "석유수출국기구 증산 검토에 유가 하락"),
        ("Levon Sargsyan of Armenia offered a draw.", "아르메니아의 사르그샨이 무승부를 제안했다."),
    ],
)
def test_what_korean_leaves_out_or_says_otherwise_is_no_fault(english: str, korean: str) -> None:
    assert doubted(english, korean) == []


@pytest.mark.parametrize(
    ("english", "korean", "instead"),
    [
        # The part of a name that is translated, or left out, is none that is missing.
        (
            "Hyundai Merchant's ship can carry 24,000 boxes.",
            "현대상선의 배는 2만4000개를 실을 수 있다.",
            "핀란드의 배는 2만4000개를 실을 수 있다.",
        ),
        (
            "The case is before the European Court of Justice.",
            "이 사건은 유럽재판소에 계류 중이다.",
            "이 사건은 요하네스버그에 계류 중이다.",
        ),
        # A capital may be left out, or be said as its country, but not as another.
        (
            "Seoul's benchmark index closed lower.",
            "기준 지수는 하락 마감했다.",
            "기준 지수는 헬싱키에서 하락 마감했다.",
        ),
        (
            "Seoul, Tokyo and Washington held joint drills.",
            "한미일은 연합훈련을 실시했다.",
            "베트남은 연합훈련을 실시했다.",
        ),
        (
            "Westminster has ruled out another vote.",
            "영국 정부는 재투표를 배제했다.",
            "포르투갈은 재투표를 배제했다.",
        ),
        # A single word that Korean says by its meaning.
        (
            "The paintings went to the Belvedere.",
            "그림들은 국립미술관으로 갔다.",
            "그림들은 오클라호마로 갔다.",
        ),
    ],
)
def test_what_korean_may_leave_out_is_only_missed_where_a_name_stands_instead(
    english: str, korean: str, instead: str
) -> None:
    assert doubted(english, korean) == []
    assert doubted(english, instead)


@pytest.mark.parametrize(
    ("english", "korean"),
    pairs(
        "Jeolla 전라도; Jongno 종로; Baengnyeong 백령도; Silla 신라; Hallasan 한라산; Dongnimmun 독립문"
    ),
)
def test_korean_places_are_known_as_they_are_heard(english: str, korean: str) -> None:
    assert find_korean((english,), f"어제 {korean}에서 열렸다.")


def test_the_country_in_the_name_of_a_currency_may_be_left_out() -> None:
    assert not doubted("The Japanese yen fell.", "엔화가 하락했다.")
    assert doubted("The Japanese bank fell.", "은행이 하락했다.") == ["Japanese"]


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_are_compared(english: str, korean: str) -> None:
    for told in doubted(english, korean):
        assert told


@given(
    st.sampled_from(SAID), st.sampled_from(["은", "이", "을", "에게", "에서도", "의", "으로부터"])
)
def test_particles_do_not_hide_a_name(name: tuple[str, str], follows: str) -> None:
    english, korean = name
    sentence = f"The report that was published on Monday says little about {english}."
    assert not doubted(
        sentence, f"월요일 보고서는 {korean}{particle(korean, follows)} 별 언급이 없다."
    )


def test_the_sounds_of_korean_syllables_are_written_in_many_ways() -> None:
    for written in ("Lee Seo-yeon", "Yi Sŏ-yŏn", "Rhee Suh-youn", "Seo-yeon Lee", "Lee Seoyeon"):
        assert find_korean(tuple(written.split()), "어제 이서연이 왔다.") == (3, 6)
    assert find_korean(("Lee", "Seo-yeon"), "어제 이소진이 왔다.") is None
    assert [is_korean(tuple(name.split())) for name in ("Kim Jong Un", "Jean Lee")] == [True, False]


def test_pinyin_has_one_hangul() -> None:
    for written, hangul in pairs(
        "Weiming 웨이밍; Yufang 위팡; Zedong 쩌둥; Xuexiang 쉐샹; Qiang 창"
    ):
        assert hangul in read_pinyin(written)
    assert read_pinyin("Schmidt") == ()
