"""Names of news in both languages: said in whatever spelling is usual, and missed where another is."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.faithful import check_translation, serious
from pipelines.faithful.names.romanised import find_korean, is_korean, read_pinyin
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


NATIVE_AND_ENGLISH = """
Antwerp 안트베르펀; Antwerp 안트베르펜; Antwerp 앤트워프; Vienna 빈; Vienna 비엔나; Florence 피렌체; Florence 플로렌스; Venice 베네치아; Venice 베니스; Ghent 헨트; Ghent 겐트; Bruges 브뤼허; Bruges 브뤼헤; Bruges 브뤼주; The
Hague 헤이그; The Hague 덴하흐; Lisbon 리스본; Seville 세비야; Seville 세빌랴; Kyiv 키이우; Kiev 키예프; Kyiv 키예프; Kiev 키이우; Mumbai 뭄바이; Mumbai 봄베이; Rangoon 랑군; Rangoon 양곤; Peking 베이징; Peking 북경;
Canton 광저우; Canton 칸톤; Canton 캔턴; Geneva 제네바; Geneva 주네브; Gothenburg 예테보리; Gothenburg 고텐버그; Turin 토리노; Turin 튜린; Milan 밀라노; Milan 밀란; Damascus 다마스쿠스; Damascus 다마스커스; Bucharest
부쿠레슈티; Bucharest 부카레스트; Belgrade 베오그라드; Belgrade 벨그라드; Leuven 뢰번; Leuven 루뱅; Ypres 이퍼르; Ypres 이프르; Ostend 오스텐더; Ostend 오스탕드; Flanders 플랑드르; Flanders 플란데런; Flanders 플란더스; Flanders
플랜더스; Wallonia 왈롱; Wallonia 왈로니아; Strasbourg 스트라스부르; Strasbourg 슈트라스부르크; Dunkirk 덩케르크; Dunkirk 됭케르크; Cannes 칸; Cannes 칸느; Burgundy 부르고뉴; Burgundy 버건디; Savoy 사부아; Savoy 사보이; Corsica
코르시카; Corsica 코르스; Nuremberg 뉘른베르크; Nuremberg 뉴른베르크; Hanover 하노버; Hanover 하노퍼; Brunswick 브라운슈바이크; Brunswick 브런즈윅; Bavaria 바이에른; Bavaria 바바리아; Black Forest 슈바르츠발트; Black Forest 검은숲;
Lake Constance 보덴호; Lake Constance 콘스탄스호; Lake Geneva 제네바호; Lake Geneva 레만호; Salzburg 잘츠부르크; Salzburg 찰츠부르크; Syracuse 시라쿠사; Syracuse 시러큐스; Syracuse 시라큐스; Sicily 시칠리아; Sicily 시실리;
Sardinia 사르데냐; Sardinia 사르디니아; Catalonia 카탈루냐; Catalonia 카탈로니아; Ibiza 이비사; Ibiza 이비자; Azores 아소르스; Azores 아조레스; Madeira 마데이라; Madeira 마데이루; Lisbon 리스보아; Flushing 플리싱언; Flushing
플러싱; Jutland 유틀란트; Jutland 윌란; Lapland 라플란드; Lapland 라피; Karelia 카렐리야; Karelia 카렐리아; Skopje 스코페; Skopje 스코피예; Chisinau 키시너우; Chisinau 키시나우; Piraeus 피레아스; Piraeus 피레우스; Corfu 코르푸;
Corfu 케르키라; Rhodes 로도스; Rhodes 로드스; Chios 히오스; Chios 키오스; Delphi 델피; Delphi 델포이; Corinth 코린토스; Corinth 코린트; Heraklion 이라클리온; Heraklion 헤라클리온; Patras 파트라; Patras 파트라스; Attica 아티카;
Attica 아티키; Nicosia 니코시아; Nicosia 레프코시아; Constantinople 콘스탄티노플; Constantinople 콘스탄티노폴리스; Smyrna 스미르나; Smyrna 이즈미르; Antioch 안티오크; Antioch 안티오키아; Gallipoli 갈리폴리; Gallipoli 겔리볼루;
Ephesus 에페소스; Ephesus 에베소; Erbil 에르빌; Erbil 아르빌; Isfahan 이스파한; Isfahan 에스파한; Mashhad 마슈하드; Mashhad 마샤드; Qom 곰; Qom 쿰; Tangier 탕헤르; Tangier 탄지에르; Timbuktu 팀북투; Timbuktu 통북투; Punjab
펀자브; Punjab 펀잡; Nha Trang 나트랑; Nha Trang 냐짱; Ha Long Bay 할롱베이; Ha Long Bay 하롱베이; Penang 페낭; Penang 피낭; Yogyakarta 욕야카르타; Yogyakarta 족자카르타; Moluccas 말루쿠; Moluccas 몰루카; Ashgabat
아시가바트; Ashgabat 아슈하바트; Nagorno-Karabakh 나고르노카라바흐; Nagorno-Karabakh 나고르노카라바크; Abkhazia 압하지야; Abkhazia 압하스; South Ossetia 남오세티야; South Ossetia 남오세티아; Luhansk 루한스크; Luhansk 루간스크;
Crimea 크림반도; Crimea 크름반도; Crimea 크리미아; Kramatorsk 크라마토르스크; Kramatorsk 크라마토르시크; Kashgar 카슈가르; Kashgar 카스; Tibet 티베트; Tibet 시짱; Kowloon 카오룽; Kowloon 구룡; Kowloon 주룽; Formosa 포르모사;
Formosa 타이완; Tsushima 쓰시마; Tsushima 대마도; Iwo Jima 이오지마; Iwo Jima 이오섬
"""
WITH_MARKS = """
Huế 후에; Liège 리에주; Nîmes 님; Saint-Étienne 생테티엔; Orléans 오를레앙; Évian 에비앙; Lübeck 뤼베크; Göttingen 괴팅겐; Würzburg 뷔르츠부르크; Neuchâtel 뇌샤텔; A Coruña 아코루냐; Córdoba 코르도바; Málaga 말라가; San
Sebastián 산세바스티안; Gijón 히혼; Cádiz 카디스; Jaén 하엔; Malmö 말모; Umeå 우메오; Luleå 룰레오; Linköping 린셰핑; Örebro 외레브로; Västerås 베스테로스; Norrköping 노르셰핑; Jönköping 옌셰핑; Bodø 보되; Ålesund 올레순;
Jyväskylä 위베스퀼레; Königsberg 쾨니히스베르크; Białystok 비아위스토크; Rzeszów 제슈프; Częstochowa 쳉스토호바; Plzeň 플젠; Košice 코시체; Timișoara 티미쇼아라; Constanța 콘스탄차; Chișinău 키시너우; Pécs 페치; Győr 죄르;
Kahramanmaraş 카흐라만마라슈; Lomé 로메; Yaoundé 야운데; Réunion 레위니옹; Malé 말레; Đà Nẵng 다낭; Hội An 호이안; Đà Lạt 달랏; Quảng Ninh 꽝닌; Nghệ An 응에안; Cần Thơ 껀터; Lào Cai 라오까이; Nguyễn Xuân Phúc 응우옌 쑤언
푹; Lương Cường 르엉 끄엉; Trương Mỹ Lan 쯔엉 미 란; Phan Thị Lụa 판티루어; Nguyễn Văn Hùng 응우옌 반 훙; Trần Thị Hoa 쩐 티 호아; Lê Minh Đức 레 민 득; Đỗ Quang Huy 도 꽝 후이; Bùi Thị Ngọc 부이 티 응옥; Phạm Ngọc
Ánh 팜 응옥 아인; Hoàng Văn Nam 호앙 반 남; Võ Thị Sáu 보 티 사우; Đặng Thái Sơn 당 타이 선; Xanana Gusmão 샤나나 구스망; Iga Świątek 이가 시비옹테크; Kylian Mbappé 킬리안 음바페; Vinícius Júnior 비니시우스 주니오르; José
Mourinho 조제 모리뉴; Joachim Löw 요아힘 뢰프; Léon Marchand 레옹 마르샹; Beyoncé 비욘세; Timothée Chalamet 티모테 샬라메; Pedro Almodóvar 페드로 알모도바르; László Krasznahorkai 라슬로 크러스너호르커이; Gabriel García
Márquez 가브리엘 가르시아 마르케스; Markus Söder 마르쿠스 죄더; Sébastien Lecornu 세바스티앵 르코르뉘; Jean-Luc Mélenchon 장뤽 멜랑숑; Élisabeth Borne 엘리자베트 보른; François Hollande 프랑수아 올랑드; Gérald Darmanin 제랄드
다르마냉; Éric Zemmour 에리크 제무르; Gérard Depardieu 제라르 드파르디외; Alberto Núñez Feijóo 알베르토 누녜스 페이호; Yolanda Díaz 욜란다 디아스; André Ventura 안드레 벤투라; Dilan Yeşilgöz 딜란 예실괴즈; Micheál Martin 미홀
마틴; Sauli Niinistö 사울리 니니스퇴; Jimmie Åkesson 임미 오케손; Lars Løkke Rasmussen 라르스 뢰케 라스무센; Kristrún Frostadóttir 크리스트룬 프로스타도티르; Katrín Jakobsdóttir 카트린 야콥스도티르; Evika Siliņa 에비카 실리냐;
Radosław Sikorski 라도스와프 시코르스키; Jarosław Kaczyński 야로스와프 카친스키; Rafał Trzaskowski 라파우 트샤스코프스키; Lech Wałęsa 레흐 바웬사; Andrej Babiš 안드레이 바비시; Zuzana Čaputová 주자나 차푸토바; Nataša Pirc Musar
나타샤 피르츠 무사르; Andrej Plenković 안드레이 플렌코비치; Aleksandar Vučić 알렉산다르 부치치; Ana Brnabić 아나 브르나비치; Nicușor Dan 니쿠쇼르 단; Călin Georgescu 컬린 제오르제스쿠; Kemal Kılıçdaroğlu 케말 클르츠다로을루; Özgür Özel
외즈귀르 외젤; Mansur Yavaş 만수르 야바시; Selahattin Demirtaş 셀라하틴 데미르타시; Abdullah Öcalan 압둘라 외잘란; Fethullah Gülen 페툴라 귈렌; Félix Tshisekedi 펠릭스 치세케디; João Lourenço 주앙 로렌수; Assimi Goïta 아시미
고이타; Ibrahim Traoré 이브라힘 트라오레; Mahamat Idriss Déby 마하마트 이드리스 데비; Luiz Inácio Lula da Silva 루이스 이나시우 룰라 다시우바; Tarcísio de Freitas 타르시지우 지프레이타스; Cristina Fernández de Kirchner 크리스티나
페르난데스 데 키르치네르; Alberto Fernández 알베르토 페르난데스; Sebastián Piñera 세바스티안 피녜라; José Antonio Kast 호세 안토니오 카스트; Yamandú Orsi 야만두 오르시; Santiago Peña 산티아고 페냐; Jeanine Áñez 헤아니네 아녜스; José
Jerí 호세 헤리; Iván Duque 이반 두케; Álvaro Uribe 알바로 우리베; Francia Márquez 프란시아 마르케스; Hugo Chávez 우고 차베스; Juan Guaidó 후안 과이도; Edmundo González 에드문도 곤살레스; Delcy Rodríguez 델시 로드리게스; Juan
Orlando Hernández 후안 오를란도 에르난데스; Bernardo Arévalo 베르나르도 아레발로; José Raúl Mulino 호세 라울 물리노; Miguel Díaz-Canel 미겔 디아스카넬; Raúl Castro 라울 카스트로; Jovenel Moïse 조브넬 모이즈; Jimmy Chérizier 지미
셰리지에; Enrique Peña Nieto 엔리케 페냐 니에토; Xóchitl Gálvez 소치틀 갈베스; Joaquín Guzmán 호아킨 구스만; Ovidio Guzmán 오비디오 구스만; Mélanie Joly 멜라니 졸리; François Legault 프랑수아 르고
"""
OF_NEWS = """
Hue 후에; Warsaw 바르샤바; Copenhagen 코펜하겐; Cairo 카이로; Moscow 모스크바; Stalingrad 스탈린그라드; Luxembourg 룩셈부르크; Charleroi 샤를루아; Nice 니스; Normandy 노르망디; Aix-en-Provence 엑상프로방스; Rouen 루앙; Nancy
낭시; Pau 포; Saint-Malo 생말로; Montpellier 몽펠리에; Limoges 리모주; Biarritz 비아리츠; Aachen 아헨; Koblenz 코블렌츠; Bremen 브레멘; Dortmund 도르트문트; Rostock 로스토크; Jena 예나; Cottbus 코트부스; Heidelberg
하이델베르크; Ulm 울름; Bamberg 밤베르크; Thuringia 튀링겐; Brandenburg 브란덴부르크; Zurich 취리히; Berne 베른; Sion 시옹; Tyrol 티롤; Klagenfurt 클라겐푸르트; Mantua 만토바; Tuscany 토스카나; Umbria 움브리아; Trent 트렌토;
Verona 베로나; Cremona 크레모나; Ravenna 라벤나; Siena 시에나; Pescara 페스카라; Messina 메시나; Etna 에트나; Vatican 바티칸; Navarre 나바라; Minorca 메노르카; Saragossa 사라고사; Valencia 발렌시아; Cadiz 카디스; Salamanca
살라망카; Barcelona 바르셀로나; Melilla 멜리야; Rotterdam 로테르담; Maastricht 마스트리흐트; Haarlem 하를럼; Friesland 프리슬란트; Odense 오덴세; Faroe Islands 페로 제도; Akureyri 아퀴레이리; Uppsala 웁살라; Lund 룬드; Svalbard
스발바르; Turku 투르쿠; Tallinn 탈린; Daugavpils 다우가우필스; Kaliningrad 칼리닌그라드; Stettin 슈테틴; Lublin 루블린; Torun 토룬; Silesia 실롱스크; Bratislava 브라티슬라바; Zagreb 자그레브; Zadar 자다르; Mostar 모스타르; Nis 니시;
Podgorica 포드고리차; Plovdiv 플로브디프; Timisoara 티미쇼아라; Tiraspol 티라스폴; Lesbos 레스보스; Mykonos 미코노스; Peloponnese 펠로폰네소스; Famagusta 파마구스타; Adana 아다나; Antakya 안타키아; Cappadocia 카파도키아; Malatya
말라티아; Jaffa 야파; Nazareth 나사렛; Ramallah 라말라; Gaza 가자; Negev 네게브; Baalbek 발베크; Deir ez-Zor 데이르에조르; Raqqa 락까; Kirkuk 키르쿠크; Samarra 사마라; Sinjar 신자르; Natanz 나탄즈; Hormuz 호르무즈; Jeddah 제다;
Dubai 두바이; Manama 마나마; Marib 마리브; Aqaba 아카바; Luxor 룩소르; Port Said 포트사이드; Algiers 알제; Fez 페스; Meknes 메크네스; Derna 데르나; Banjul 반줄; Yamoussoukro 야무수크로; Abuja 아부자; Borno 보르노; Niamey
니아메; Mopti 몹티; Brazzaville 브라자빌; Kivu 키부; Malabo 말라보; Darfur 다르푸르; Asmara 아스마라; Amhara 암하라; Puntland 푼틀란드; Nakuru 나쿠루; Dodoma 도도마; Lilongwe 릴롱궤; Cabo Delgado 카부델가두; Pretoria 프리토리아;
Soweto 소웨토; Eswatini 에스와티니; Comoros 코모로; Jalalabad 잘랄라바드; Islamabad 이슬라마바드; Sindh 신드; Srinagar 스리나가르; Varanasi 바라나시; Chennai 첸나이; Kerala 케랄라; Rajasthan 라자스탄; Telangana 텔랑가나; Assam
아삼; Himachal Pradesh 히마찰프라데시; Bengal 벵골; Nagpur 나그푸르; Amritsar 암리차르; Ladakh 라다크; Brahmaputra 브라마푸트라; Thimphu 팀부; Rohingya 로힝야; Trincomalee 트링코말리; Kachin 카친; Chiang Mai 치앙마이;
Pattani 빠따니; Battambang 바탐방; Haiphong 하이퐁; Sapa 사파; Melaka 믈라카; Putrajaya 푸트라자야; Bali 발리; Borneo 보르네오; Lombok 롬복; Papua 파푸아; Quezon City 케손시티; Palawan 팔라완; Mayon 마욘; Zamboanga
삼보앙가; Astana 아스타나; Bukhara 부하라; Fergana 페르가나; Gyumri 규므리; Dagestan 다게스탄; Sochi 소치; Kursk 쿠르스크; Yekaterinburg 예카테린부르크; Perm 페름; Krasnoyarsk 크라스노야르스크; Khabarovsk 하바롭스크; Murmansk
무르만스크; Vorkuta 보르쿠타; Urals 우랄; Vitebsk 비텝스크; Sevastopol 세바스토폴; Melitopol 멜리토폴; Poltava 폴타바; Chornobyl 초르노빌; Slovyansk 슬라뱐스크; Lyman 리만; Ivano-Frankivsk 이바노프란키우스크; Lutsk 루츠크; Wuxi
우시; Quanzhou 취안저우; Shantou 산터우; Sanya 싼야; Hunan 후난; Shanxi 산시; Ningxia 닝샤; Zhejiang 저장; Heilongjiang 헤이룽장; Yinchuan 인촨; Hunchun 훈춘; Datong 다퉁; Yantai 옌타이; Hsinchu 신주; Quemoy 진먼;
Hamamatsu 하마마쓰; Miyazaki 미야자키; Matsuyama 마쓰야마; Yamaguchi 야마구치; Wakayama 와카야마; Matsumoto 마쓰모토; Fukui 후쿠이; Yamagata 야마가타; Miyagi 미야기; Saitama 사이타마; Shibuya 시부야; Narita 나리타; Kushiro
구시로; Miyako 미야코; Shikoku 시코쿠; Kanto 간토; Onagawa 오나가와; Otsu 오쓰; the Fed 연준; the Pentagon 국방부; Downing Street 다우닝가; the Blue House 청와대; UNESCO 유네스코; UNRWA 유엔팔레스타인난민구호기구; the
International Court of Justice 국제사법재판소; OPEC 오펙; ASEAN 동남아시아국가연합; the G7 주요 7개국; Europol 유럽형사경찰기구; FIFA 피파; the European Parliament 유럽의회; the European Court of Justice 유럽사법재판소;
NASA 미 항공우주국; the DEA 마약단속국; the Environmental Protection Agency 환경보호청; the Supreme Court 연방대법원; the House of Commons 하원; the Bundesrat 연방상원; the Knesset 의회; the Storting 의회; the
Verkhovna Rada 최고라다; the Communist Party 공산당; the Greens 녹색당; the AfD 독일을 위한 대안; Vox 복스; Civic Platform 시민연합; the Scottish National Party 스코틀랜드국민당; the Houthis 후티 반군; al-Shabaab
알샤바브; Fatah 파타; the Justice and Development Party 정의개발당; the Liberal Democratic Party 자민당; the People Power Party 국민의힘; Reuters 로이터; Kyodo 교도통신; Al Jazeera 알자지라; Bild 빌트; La
Repubblica 라레푸블리카; the Wall Street Journal 월스트리트저널; Nikkei 닛케이; the Global Times 환구시보; Samsung Electronics 삼성전자; Kia 기아; Kakao 카카오; Korean Air 대한항공; Lotte 롯데; Toyota 도요타; Sony 소니;
Tokyo Electric Power 도쿄전력; Mitsui 미쓰이; Uniqlo 유니클로; Huawei 화웨이; Baidu 바이두; CATL 닝더스다이; Sinopec 중국석유화공; Lenovo 레노버; Infosys 인포시스; Aramco 아람코; Turkish Airlines 튀르키예항공; Ryanair 라이언에어;
Iberia 이베리아항공; United Airlines 유나이티드항공; Airbus 에어버스; Rolls-Royce 롤스로이스; Volkswagen 폭스바겐; Daimler 다임러; Peugeot 푸조; Ferrari 페라리; Nokia 노키아; Northvolt 노스볼트; Maersk 머스크; Heineken 하이네켄;
Shell 셸; Eni 에니; Lukoil 루크오일; Bayer 바이엘; Deutsche Bahn 독일철도; Credit Suisse 크레디트스위스; Glencore 글렌코어; Kering 케링; Carrefour 카르푸; Veolia 베올리아; Telefónica 텔레포니카; UniCredit 유니크레디트; Lloyds
로이드; Vodafone 보다폰; Pemex 페멕스; Google 구글; Amazon 아마존; OpenAI 오픈AI; Uber 우버; Warner Bros 워너브러더스; BlackRock 블랙록; Fitch 피치; Starbucks 스타벅스; Nike 나이키; Johnson & Johnson 존슨앤드존슨; General
Motors 제너럴모터스; Halliburton 핼리버턴; Verizon 버라이즌; Cisco 시스코; LinkedIn 링크트인; YouTube 유튜브; WeChat 위챗; Binance 바이낸스; Amnesty International 국제앰네스티; Save the Children 세이브더칠드런; the Red
Crescent 적신월사; Antonio Guterres 안토니우 구테흐스; Kaja Kallas 카야 칼라스; Rafael Grossi 라파엘 그로시; Gianni Infantino 잔니 인판티노; Li Keqiang 리커창; Wei Fenghe 웨이펑허; Zhou Yongkang 저우융캉; Yao Ming 야오밍;
John Lee 존 리; Ko Wen-je 커원저; Cho Jung-tai 줘룽타이; Sanae Takaichi 다카이치 사나에; Yuriko Koike 고이케 유리코; Carlos Ghosn 카를로스 곤; Yu Darvish 다르빗슈 유; Kaoru Mitoma 미토마 가오루; Arvind Kejriwal 아르빈드
케지리왈; Mukesh Ambani 무케시 암바니; Arundhati Roy 아룬다티 로이; Asim Munir 아심 무니르; Lee Kuan Yew 리콴유; Muhyiddin Yassin 무히딘 야신; Pita Limjaroenrat 피타 림짜른랏; Pham Minh Chinh 팜 민 찐; Leni Robredo 레니
로브레도; Susilo Bambang Yudhoyono 수실로 밤방 유도요노; Retno Marsudi 레트노 마르수디; Manasseh Sogavare 머내시 소가바레; Shavkat Mirziyoyev 샤브카트 미르지요예프; Salome Zourabichvili 살로메 주라비슈빌리; Alexander
Lukashenko 알렉산드르 루카셴코; Oleksandr Syrskyi 올렉산드르 시르스키; Rustem Umerov 루스템 우메로프; Mikhail Gorbachev 미하일 고르바초프; Andrei Belousov 안드레이 벨로우소프; Ramzan Kadyrov 람잔 카디로프; Fyodor Dostoevsky 표도르
도스토옙스키; Yulia Navalnaya 율리야 나발나야; Iga Swiatek 이가 시비옹테크; Carlos Alcaraz 카를로스 알카라스; Stefanos Tsitsipas 스테파노스 치치파스; Serena Williams 세리나 윌리엄스; Jude Bellingham 주드 벨링엄; Kevin De Bruyne
케빈 더브라위너; Karim Benzema 카림 벤제마; Mikel Arteta 미켈 아르테타; Didier Deschamps 디디에 데샹; Armand Duplantis 아르망 뒤플랑티스; Katie Ledecky 케이티 러데키; Charles Leclerc 샤를 르클레르; Stephen Curry 스테픈 커리;
Victor Wembanyama 빅토르 웸반야마; Aaron Judge 에런 저지; Adele 아델; Cate Blanchett 케이트 블란쳇; Quentin Tarantino 쿠엔틴 타란티노; Wes Anderson 웨스 앤더슨; Yorgos Lanthimos 요르고스 란티모스; Abdulrazak Gurnah
압둘라자크 구르나; Jorge Luis Borges 호르헤 루이스 보르헤스; Christian Lindner 크리스티안 린트너; Johann Wadephul 요한 바데풀; Herbert Kickl 헤르베르트 키클; Gabriel Attal 가브리엘 아탈; Rachida Dati 라시다 다티; Bernard Arnault
베르나르 아르노; Giuseppe Conte 주세페 콘테; Pietro Parolin 피에트로 파롤린; Alexander De Croo 알렉산더르 더크로; Xavier Bettel 그자비에 베텔; Catherine Connolly 캐서린 코널리; Yvette Cooper 이베트 쿠퍼; Nicola Sturgeon 니컬라
스터전; Ulf Kristersson 울프 크리스테르손; Edgars Rinkevics 에드가르스 린케비치스; Jaroslaw Kaczynski 야로스와프 카친스키; Robert Golob 로베르트 골로프; Edi Rama 에디 라마; George Simion 제오르제 시미온; Katerina Sakellaropoulou
카테리나 사켈라로풀루; Orhan Pamuk 오르한 파무크; Yair Lapid 야이르 라피드; Israel Katz 이스라엘 카츠; Khaled Meshaal 칼레드 메샤알; Marwan Barghouti 마르완 바르구티; Najib Mikati 나지브 미카티; Ahmed al-Sharaa 아흐메드 알샤라; Ali
al-Sistani 알리 알시스타니; Abbas Araghchi 아바스 아라그치; Mahsa Amini 마흐사 아미니; Mohammed Morsi 무함마드 무르시; Abdul Hamid Dbeibah 압둘 하미드 드베이바; Tamim bin Hamad Al Thani 타밈 빈 하마드 알사니; Jamal Khashoggi
자말 카슈끄지; Abdel-Fattah Burhan 압델 파타 부르한; Salva Kiir 살바 키르; Raila Odinga 라일라 오딩가; Denis Mukwege 드니 무퀘게; Lazarus Chakwera 라자루스 차퀘라; Julius Malema 줄리어스 말레마; Atiku Abubakar 아티쿠 아부바카르;
Wole Soyinka 월레 소잉카; Laurent Gbagbo 로랑 그바그보; Abdourahamane Tchiani 압두라하마네 치아니; Brice Oligui Nguema 브리스 올리기 응게마; George Weah 조지 웨아; Alexandre de Moraes 알레샨드리 지모라이스; Michel Temer 미셰우
테메르; Luis Lacalle Pou 루이스 라카예 포우; Keiko Fujimori 게이코 후지모리; Rafael Correa 라파엘 코레아; Daniel Ortega 다니엘 오르테가; Rodrigo Chaves 로드리고 차베스; Andrew Holness 앤드루 홀니스; Chrystia Freeland 크리스티아
프릴랜드; Joe Biden 조 바이든; Hillary Clinton 힐러리 클린턴; Richard Nixon 리처드 닉슨; Kash Patel 캐시 파텔; Tom Homan 톰 호먼; Karoline Leavitt 캐롤라인 레빗; Hakeem Jeffries 하킴 제프리스; Joe Manchin 조 맨친; Mitt
Romney 밋 롬니; Marjorie Taylor Greene 마저리 테일러 그린; Gretchen Whitmer 그레천 휘트머; Sonia Sotomayor 소니아 소토마요르; Neil Gorsuch 닐 고서치; Merrick Garland 메릭 갈런드; John Bolton 존 볼턴; James Comey 제임스
코미; Sundar Pichai 순다르 피차이; Larry Fink 래리 핑크; Dario Amodei 다리오 아모데이; Harvey Weinstein 하비 와인스틴; Sam Bankman-Fried 샘 뱅크먼프리드; Scott Morrison 스콧 모리슨; Winston Peters 윈스턴 피터스; Meghan
Markle 메건 마클; King Frederik 프레데리크 국왕; King Willem-Alexander 빌럼알렉산더르 국왕; Norodom Sihamoni 노로돔 시하모니; Zhao Wei 자오웨이; Wong Kar-wai 왕가위; Tony Leung 양조위; Ang Lee 리안; Sun Yat-sen 쑨원; Yun
Chi 윤치; Inchon 인천; Chonju 전주; Pyongyang 평양; Chongjin 청진; Mount Paektu 백두산; Gangnam 강남; Jongno 종로; Pyeongchang 평창; Pohang 포항; Gunsan 군산; Tongyeong 통영; Yangsan 양산; Goyang 고양; Ansan
안산; Asan 아산; Jecheon 제천; Baengnyeong 백령도; Nakdong 낙동강; Yeongdeok 영덕; Osan 오산; Seoul National University 서울대학교; KAIST 한국과학기술원; Alaska 알래스카; Connecticut 코네티컷; Hawaii 하와이; Kentucky
켄터키; Massachusetts 매사추세츠; Missouri 미주리; New Hampshire 뉴햄프셔; North Dakota 노스다코타; Rhode Island 로드아일랜드; Vermont 버몬트; Wyoming 와이오밍; Pittsburgh 피츠버그; Detroit 디트로이트; Milwaukee 밀워키;
Phoenix 피닉스; Salt Lake City 솔트레이크시티; Oakland 오클랜드; Honolulu 호놀룰루; Fort Worth 포트워스; Uvalde 유밸디; Atlanta 애틀랜타; Charleston 찰스턴; Tampa 탬파; Brooklyn 브루클린; Staten Island 스태튼아일랜드; Lake
Tahoe 타호호; Capitol Hill 캐피틀힐; Guantánamo 관타나모; Stanford 스탠퍼드; MIT 매사추세츠공과대학; Sorbonne 소르본; Sheffield 셰필드; Swansea 스완지; Inverness 인버네스; Portsmouth 포츠머스; Dover 도버; Middlesbrough
미들즈브러; Devon 데번; Yorkshire 요크셔; Gatwick 개트윅; Limerick 리머릭; Vancouver 밴쿠버; Manitoba 매니토바; Yukon 유콘; Sydney 시드니; Canberra 캔버라; Queensland 퀸즐랜드; Bondi 본다이; Rotorua 로토루아; Apia 아피아;
Port Vila 포트빌라; Nauru 나우루; Tahiti 타히티; Ciudad Juárez 시우다드후아레스; Cancún 칸쿤; Guerrero 게레로; Havana 아바나; San Juan 산후안; Tegucigalpa 테구시갈파; Darién 다리엔; Cúcuta 쿠쿠타; Esmeraldas 에스메랄다스; La
Paz 라파스; Santiago 산티아고; Buenos Aires 부에노스아이레스; Ushuaia 우수아이아; São Paulo 상파울루; Salvador 사우바도르; Florianópolis 플로리아노폴리스; Bahia 바이아; Paramaribo 파라마리보; Ramadan 라마단; Passover 유월절; Lunar
New Year 설; Chuseok 추석; Eid al-Fitr 이드알피트르; Songkran 송끄란; the Paris Agreement 파리협정; the Oslo Accords 오슬로 협정; the Good Friday Agreement 성금요일 협정; the Quad 쿼드; USMCA 미국·멕시코·캐나다 협정;
the Cold War 냉전; the Korean War 한국전쟁; the Cultural Revolution 문화대혁명; the Iron Curtain 철의 장막; Watergate 워터게이트; the Ottoman Empire 오스만 제국; Yugoslavia 유고슬라비아; Joseon 조선; Goguryeo 고구려;
the Han dynasty 한나라; Javelin 재블린; Shahed 샤헤드; Leopard 레오파르트; Gripen 그리펜; iPhone 아이폰; Android 안드로이드; Viagra 비아그라; Omicron 오미크론; Lassa 라사; Hurricane Katrina 허리케인 카트리나; Cyclone Freddy
사이클론 프레디; La Niña 라니냐; Starlink 스타링크; Perseverance 퍼서비어런스; Nuri 누리호; Uyghur 위구르; Yoruba 요루바; Breton 브르타뉴; Tamil 타밀; Sunni 수니파; Yazidi 야지디; Catholic 가톨릭; Lutheran 루터교; Mormon 모르몬교;
Muslim 이슬람교도; Christian 기독교; Sami 사미; Bedouin 베두인; Masai 마사이; Oromo 오로모; Mapuche 마푸체; Navajo 나바호; Hispanic 라틴계; Karen 카렌; Scandinavian 스칸디나비아; Slavic 슬라브; Hebrew 히브리어; Hangul 한글;
Bayern Munich 바이에른 뮌헨; Paris Saint-Germain 파리 생제르맹; Napoli 나폴리; Feyenoord 페예노르트; Fenerbahçe 페네르바체; Rangers 레인저스; Everton 에버턴; Nottingham Forest 노팅엄 포리스트; Leicester City 레스터 시티;
Corinthians 코린치안스; the Yankees 양키스; the Mets 메츠; the Lakers 레이커스; the Cowboys 카우보이스; Doosan Bears 두산 베어스; Hanshin Tigers 한신 타이거스; the Giro d'Italia 지로 디탈리아; Serie A 세리에A; Camp Nou
캄프누; the Grammys 그래미; the Pulitzer Prize 퓰리처상; the Prado 프라도; Notre-Dame 노트르담; the Acropolis 아크로폴리스; the Kremlin 크렘린; the Forbidden City 자금성; Burj Khalifa 부르즈 칼리파; Broadway 브로드웨이;
Niagara Falls 나이아가라 폭포; the Maghreb 마그레브; the Balkans 발칸; Indochina 인도차이나; Latin America 중남미; the Middle East 중동; the Pacific 태평양
"""


@pytest.mark.parametrize("table", [NATIVE_AND_ENGLISH, WITH_MARKS, OF_NEWS])
def test_places_bodies_and_people_of_news_are_known_by_each_usual_hangul(table: str) -> None:
    assert [pair for pair in pairs(table) if told_of(*pair)] == []


@pytest.mark.parametrize(
    ("english", "korean"),
    pairs("""
Antwerp 로테르담; Munich 마인츠; Vienna 베른; Prague 프라이부르크; Florence 피사; Venice 베로나; Ghent 브뤼헤; The Hague 하노버; Kyiv 하르키우; Saigon 하노이; Rangoon 만달레이;
Turin 트리에스테; Geneva 제노바; Genoa 제네바; Crete 키프로스; Aleppo 다마스쿠스; Mecca 메디나; Seville 발렌시아; Flanders 왈롱; Bavaria 작센; Tibet 신장; Huế 다낭; Đà Lạt 하노이
"""),
)  # fmt: skip
def test_a_place_of_two_names_is_not_said_by_another_place(english: str, korean: str) -> None:
    assert told_of(english, korean) == [english.removeprefix("The ")]
