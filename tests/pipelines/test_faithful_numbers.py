"""Numbers, units, dates and times of news, as English and Korean say them: the same, or another."""

# ruff: noqa: E501 - a pair reads better on one line

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.faithful import check_translation, serious

QUANTITIES = {"number", "unit", "date"}

SAME = """
Two soldiers were killed. = 군인 두 명이 숨졌다.
The two countries signed the pact. = 양국이 협정에 서명했다.
The two sides will meet again. = 양측은 다시 만난다.
The two leaders met in Vienna. = 두 정상은 빈에서 만났다.
Both teams were fined. = 두 팀 모두 벌금을 물었다.
She gave birth to twins. = 그는 쌍둥이를 낳았다.
She gave birth to triplets. = 그는 세쌍둥이를 낳았다.
The siege lasted three days. = 포위는 사흘간 이어졌다.
Four days later the dam broke. = 나흘 뒤 댐이 무너졌다.
The trip took ten days. = 여행에는 열흘이 걸렸다.
The talks went on for two weeks. = 회담은 보름 동안 이어졌다.
The talks went on for 15 days. = 회담은 보름 동안 이어졌다.
They walked for five days. = 이들은 닷새 동안 걸었다.
A day later he was released. = 하루 뒤 그는 풀려났다.
Half of the houses were empty. = 집의 절반이 비어 있었다.
Half of the voters stayed at home. = 유권자의 50%가 투표하지 않았다.
A third of the crop was lost. = 수확량의 3분의 1이 사라졌다.
Three-quarters of the members voted for it. = 회원의 4분의 3이 찬성했다.
A quarter of the workers are on strike. = 노동자의 25%가 파업 중이다.
One in five children goes hungry. = 어린이 5명 중 1명이 굶주린다.
One in five children goes hungry. = 어린이의 20%가 굶주린다.
Three out of four patients recovered. = 환자 4명 중 3명이 회복했다.
Two in three voters disapprove. = 유권자의 3분의 2가 지지하지 않는다.
Exports doubled last year. = 지난해 수출이 두 배로 늘었다.
Exports doubled last year. = 지난해 수출이 2배가 됐다.
Prices have tripled since spring. = 봄 이후 가격이 세 배로 뛰었다.
Rents rose fourfold in the capital. = 수도의 임대료가 네 배로 올랐다.
Sales rose tenfold. = 판매가 10배로 늘었다.
The tower is twice as high as the church. = 탑은 교회보다 두 배 높다.
The city is three times the size of Busan. = 이 도시는 부산의 세 배 크기다.
He was arrested twice. = 그는 두 번 체포됐다.
He was arrested twice. = 그는 두 차례 체포됐다.
She has won the race three times. = 그는 이 경주에서 세 차례 우승했다.
The three-time champion retired. = 대회에서 3회 우승한 챔피언이 은퇴했다.
The court meets once a month. = 법원은 한 달에 한 번 열린다.
The court meets once a week. = 법원은 일주일에 한 번 열린다.
The number of cases halved. = 환자 수가 절반으로 줄었다.
A pair of gloves was found. = 장갑 한 켤레가 발견됐다.
A couple walked along the beach. = 한 쌍의 남녀가 해변을 걸었다.
A dozen eggs cost three dollars. = 달걀 열두 개는 3달러다.
More than a dozen people were arrested. = 십여 명이 체포됐다.
About a dozen cars burned. = 차량 10여 대가 불탔다.
Two dozen lawmakers signed the letter. = 의원 24명이 서한에 서명했다.
Dozens of people were hurt. = 수십 명이 다쳤다.
Scores of people were hurt. = 수십 명이 다쳤다.
Hundreds of students marched. = 학생 수백 명이 행진했다.
Thousands fled the fighting. = 수천 명이 전투를 피해 달아났다.
Tens of thousands fled. = 수만 명이 피란했다.
Hundreds of thousands lost power. = 수십만 가구가 정전됐다.
Tens of millions of voters are registered. = 유권자 수천만 명이 등록돼 있다.
Several hundred people gathered. = 수백 명이 모였다.
A few dozen protesters remained. = 시위대 수십 명이 남았다.
Half a million people live there. = 그곳에는 50만 명이 산다.
A quarter of a million homes are without power. = 25만 가구가 정전됐다.
A million people watched the game. = 100만 명이 경기를 봤다.
A million people watched the game. = 백만 명이 경기를 지켜봤다.
The fund lost one and a half billion dollars. = 이 기금은 15억 달러를 잃었다.
He did not pay a cent. = 그는 1센트도 내지 않았다.
He did not pay a penny. = 그는 1페니도 내지 않았다.
The train was an hour late. = 기차는 1시간 늦었다.
The train was an hour late. = 기차는 한 시간 늦었다.
They waited half an hour. = 이들은 30분을 기다렸다.
They waited half an hour. = 이들은 반 시간을 기다렸다.
The speech lasted an hour and a half. = 연설은 한 시간 반 동안 이어졌다.
The speech lasted an hour and a half. = 연설은 1시간 30분 동안 이어졌다.
The film runs 90 minutes. = 이 영화의 상영 시간은 1시간 30분이다.
The film runs two hours and 15 minutes. = 영화의 상영 시간은 2시간 15분이다.
The trial will take 18 months. = 재판은 1년 6개월이 걸릴 것이다.
The trial will take a year and a half. = 재판은 1년 반이 걸릴 것이다.
The trial took two and a half years. = 재판은 2년 반이 걸렸다.
The trial took two and a half years. = 재판은 2년 6개월이 걸렸다.
It was his first victory. = 그의 첫 승리였다.
It was her second novel. = 그의 두 번째 소설이었다.
It was the third attack in a month. = 한 달 사이 세 번째 공격이었다.
He finished fourth. = 그는 4위를 차지했다.
She was the fifth witness. = 그는 다섯 번째 증인이었다.
Sweden is the country's second-largest market. = 스웨덴은 이 나라의 두 번째로 큰 시장이다.
Sales fell in the third quarter. = 3분기에 판매가 줄었다.
Third-quarter profit rose. = 3분기 이익이 늘었다.
The first quarter was weak. = 1분기는 부진했다.
Profit fell for the fourth quarter in a row. = 이익이 4개 분기 연속 감소했다.
Rents fell for three straight quarters. = 임대료가 3분기 연속 하락했다.
Prices rose for the 21st week in a row. = 물가가 21주 연속 올랐다.
Prices fell for a fifth straight month. = 물가가 5개월 연속 하락했다.
It was the 13th consecutive annual decline. = 13년 연속 감소했다.
The strike is in its ninth day. = 파업은 9일째에 접어들었다.
The strike is in its third week. = 파업은 3주째 이어지고 있다.
The war is in its fourth year. = 전쟁은 4년째 계속되고 있다.
The company marks its 50th anniversary. = 회사는 창립 50주년을 맞는다.
She celebrated her 80th birthday. = 그는 80번째 생일을 맞았다.
The church was built in the 12th century. = 교회는 12세기에 지어졌다.
He scored in the 83rd minute. = 그는 후반 38분에 골을 넣었다.
He scored in the 83rd minute. = 그는 83분에 골을 넣었다.
He scored in the 20th minute. = 그는 전반 20분에 골을 넣었다.
He scored in the 95th minute of extra time. = 그는 연장 전반 5분에 골을 넣었다.
She won in 1:42.31. = 그는 1분42초31로 우승했다.
She won the marathon in 2:21:47. = 그는 마라톤에서 2시간21분47초로 우승했다.
He ran the distance in 9.58 seconds. = 그는 이 거리를 9초58에 달렸다.
She jumped 6.92 meters. = 그는 6m92를 뛰었다.
The team won 3-1. = 그 팀은 3-1로 이겼다.
The team won 3-1. = 그 팀은 3대 1로 이겼다.
The team won 3-1. = 그 팀은 3 대 1로 이겼다.
Lawmakers voted 84 to 30 for the bill. = 의원들은 찬성 84표, 반대 30표로 법안을 통과시켰다.
The court ruled five to four. = 법원은 5 대 4로 판결했다.
He won 6-4, 7-6. = 그는 6-4, 7-6으로 이겼다.
Winds reached 110 miles per hour. = 바람은 시속 110마일(약 177km)에 달했다.
Winds reached 110 mph. = 바람은 시속 177km에 달했다.
The fire burned 12,000 acres. = 산불로 1만2000에이커(약 49㎢)가 탔다.
The fish weighed 40 pounds. = 물고기의 무게는 40파운드(약 18㎏)였다.
He is six feet tall. = 그의 키는 약 183cm다.
He is 6 feet 2 inches tall. = 그의 키는 188cm다.
The road is 30 miles long. = 도로의 길이는 약 48km다.
The lake is 200 feet deep. = 호수의 깊이는 61m다.
It will cut the drive from 80 minutes to 10. = 차로 가는 시간이 80분에서 10분으로 줄어든다.
The limit was lowered from 50 micrograms to 10. = 한도가 50마이크로그램에서 10마이크로그램으로 낮아졌다.
The share rose to 35 percent from 28. = 비중이 28%에서 35%로 높아졌다.
The price was raised from $40 to 45. = 가격이 40달러에서 45달러로 올랐다.
His lead shrank from nine points to four. = 격차가 9%포인트에서 4%포인트로 줄었다.
Bread is sold between 5 and 7 in the morning. = 빵은 오전 5시에서 7시 사이에 팔린다.
The shops close at eight in the evening. = 가게는 오후 8시에 문을 닫는다.
The bell rang at three in the morning. = 새벽 3시에 종이 울렸다.
The polls are open from 7 a.m. to 8 p.m. = 투표소는 오전 7시부터 오후 8시까지 연다.
The library is open from 9 to 5. = 도서관은 9시부터 5시까지 연다.
The museum is open from 10 to 6 p.m. = 박물관은 10시부터 오후 6시까지 연다.
The bus leaves at half past seven. = 버스는 7시 반에 떠난다.
The bus leaves at 7:30. = 버스는 7시 30분에 떠난다.
The bus leaves at quarter past six. = 버스는 6시 15분에 떠난다.
The meeting began at 10 o'clock. = 회의는 10시에 시작됐다.
The ceasefire began at midnight. = 휴전은 자정에 시작됐다.
The flight left at 14:05. = 비행기는 오후 2시 5분에 떠났다.
The quake struck at 12:40 a.m. = 지진은 오전 0시 40분에 일어났다.
Indonesia will borrow 120 trillion rupiah. = 인도네시아는 120조 루피아를 빌린다.
The fine is 5 million rubles. = 벌금은 500만 루블이다.
The bank lost 870 million Swiss francs. = 은행은 8억7000만 스위스 프랑을 잃었다.
The house cost 3 million Hong Kong dollars. = 집값은 300만 홍콩달러였다.
The ticket costs 45,000 forints. = 표는 4만5000포린트다.
The loan is 20 million zlotys. = 대출금은 2000만 즈워티다.
The project costs 4.1 billion kronor. = 사업에 41억 크로나가 든다.
The ring cost 900 dirhams. = 반지는 900디르함이었다.
The wage is 350 baht a day. = 일당은 350밧이다.
The grant is worth 2 billion naira. = 지원금은 20억 나이라다.
The bribe was 60 lakh rupees. = 뇌물은 600만 루피였다.
The coat cost $1.50. = 외투는 1달러 50센트였다.
The company was fined $2 million. = 회사는 200만 달러(약 27억 원)의 벌금을 물었다.
The dollar slipped to 148.2 yen. = 달러는 148.2엔으로 떨어졌다.
Support fell by 6 points. = 지지율이 6%포인트 떨어졌다.
The rate rose by half a percentage point. = 금리가 0.5%포인트 올랐다.
The rate rose by a quarter of a percentage point. = 금리가 0.25%포인트 올랐다.
The rate rose by 25 basis points. = 금리가 0.25%포인트 올랐다.
The rate was cut by 50 basis points. = 금리가 50bp 인하됐다.
The index fell 120 points. = 지수가 120포인트 떨어졌다.
The suspect is 36. = 용의자는 36세다.
The 42-year-old man fled. = 42세 남성이 달아났다.
Their five-month-old son was unhurt. = 이들의 생후 5개월 된 아들은 다치지 않았다.
The survey covered people aged 15 to 29. = 조사는 15~29세를 대상으로 했다.
The study looked at 18- to 24-year-olds. = 연구는 18~24세를 조사했다.
He is in his 30s. = 그는 30대다.
She is in her forties. = 그는 40대다.
Two teenagers were arrested. = 10대 두 명이 체포됐다.
The temperature was in the mid-80s. = 기온이 화씨 80도대 중반이었다.
The house was built in the 1990s. = 집은 1990년대에 지어졌다.
The song was a hit in the '80s. = 이 노래는 1980년대에 인기를 끌었다.
The party ruled for two decades. = 그 당은 20년 동안 집권했다.
The past decade was the warmest. = 지난 10년이 가장 따뜻했다.
Wolves vanished a century ago. = 늑대는 100년 전에 사라졌다.
Wolves were gone for two centuries. = 늑대는 200년 동안 사라졌다.
The league's 2024-25 season begins soon. = 2024-2025시즌이 곧 시작된다.
Revenue for fiscal 2025 rose 3 percent. = 2025 회계연도 매출이 3% 늘었다.
It was 38 degrees Celsius. = 섭씨 38도였다.
It was 100 degrees Fahrenheit. = 화씨 100도였다.
It was 100 degrees Fahrenheit. = 섭씨 38도였다.
It was 104 degrees Fahrenheit. = 화씨 104도(섭씨 40도)였다.
The low was minus 15 degrees. = 최저기온은 영하 15도였다.
It was 15 degrees below zero. = 영하 15도였다.
Lows of minus 10 to minus 5 degrees are expected. = 최저기온은 영하 10도에서 영하 5도로 예상된다.
The G7 leaders met in Rome. = 주요 7개국(G7) 정상이 로마에서 만났다.
The Group of Seven met in Rome. = 주요 7개국(G7)이 로마에서 만났다.
He fell ill with Covid-19. = 그는 코로나19에 걸렸다.
An F-35 crashed. = F-35 전투기가 추락했다.
A Boeing 737 crashed. = 보잉 737기가 추락했다.
Apollo 11 landed on the moon. = 아폴로 11호가 달에 착륙했다.
He fought in World War II. = 그는 제2차 세계대전에 참전했다.
Pope John Paul II died. = 교황 요한 바오로 2세가 선종했다.
The team reached the quarterfinals. = 그 팀은 8강에 올랐다.
The team reached the semifinals. = 그 팀은 4강에 올랐다.
The round of 16 begins on Saturday. = 16강전이 토요일 시작된다.
Article 5 of the treaty is clear. = 조약 제5조는 분명하다.
Section 230 protects websites. = 230조는 웹사이트를 보호한다.
The hotline is 1588-9191. = 상담 전화는 1588-9191이다.
The plan costs 1.5 trillion won. = 계획에 1.5조 원이 든다.
The plan costs 1.5 trillion won. = 계획에 1조5000억 원이 든다.
Some 25,000 people came. = 2만5천여 명이 왔다.
The deal is worth 345 million dollars. = 계약 규모는 3억 4,500만 달러다.
The deal is worth 345 million dollars. = 계약 규모는 3억4천5백만 달러다.
The city has 10.3 million people. = 이 도시의 인구는 1030만 명이다.
The machine makes 12,345 parts. = 기계는 부품 1만 2345개를 만든다.
Twenty-three people live there. = 그곳에는 스물세 명이 산다.
She is forty-two. = 그는 마흔두 살이다.
He is twenty. = 그는 스무 살이다.
Fifty-two ships sailed. = 선박 쉰두 척이 출항했다.
Two or three people saw it. = 두세 명이 봤다.
Two or three people saw it. = 2~3명이 봤다.
Five or six shops remain. = 가게 대여섯 곳이 남았다.
Three or four days are enough. = 사나흘이면 충분하다.
A couple of years ago it was new. = 2, 3년 전에는 새것이었다.
Nearly 8,000 homes burned. = 집 8000채 가까이가 불탔다.
Almost 500 people signed. = 500명에 육박하는 사람이 서명했다.
Just over 1,000 people live on the island. = 섬에는 1000명 남짓이 산다.
Around 130 people were inside. = 안에는 130명 안팎이 있었다.
Some 340,000 workers will go unpaid. = 34만여 명의 직원이 급여를 받지 못한다.
Fewer than 50 tickets are left. = 표가 50장도 남지 않았다.
Children under 12 may not enter. = 12세 미만 어린이는 들어갈 수 없다.
The factory made 1,523 cars. = 공장은 1500여 대의 자동차를 만들었다.
The factory made 47,812 cars. = 공장은 약 4만8000대의 자동차를 만들었다.
The star is 48 light-years away. = 그 별은 48광년 떨어져 있다.
The ship was 12 nautical miles from the coast. = 배는 해안에서 12해리 떨어져 있었다.
He has three more years in office. = 그의 임기는 3년 남았다.
They worked 48 consecutive hours. = 이들은 48시간 연속 일했다.
The seven-member panel met. = 위원 7명으로 이뤄진 위원회가 열렸다.
The four-story building collapsed. = 4층 건물이 무너졌다.
The panel has three women and four men. = 위원회는 여성 세 명과 남성 네 명으로 이뤄져 있다.
The pipeline carries 1.1 million barrels a day. = 이 관은 하루 110만 배럴을 나른다.
Zero emissions by 2050 is the goal. = 2050년까지 배출량을 0으로 줄이는 것이 목표다.
The store is open around the clock. = 가게는 24시간 문을 연다.
They met on the 5th of May. = 이들은 5월 5일에 만났다.
They met on 12 June 1999. = 이들은 1999년 6월 12일에 만났다.
The festival runs June 3-7. = 축제는 6월 3일부터 7일까지 열린다.
The law took effect in March 2021. = 이 법은 2021년 3월에 시행됐다.
The March election was close. = 3월 선거는 접전이었다.
The bomb weighed 500 pounds. = 폭탄의 무게는 500파운드였다.
The phone has 256 gigabytes of memory. = 이 전화기의 저장 용량은 256GB다.
The turbine makes 3 megawatts. = 터빈은 3MW를 생산한다.
She sold 2.3 million shares. = 그는 주식 230만 주를 팔았다.
Two northern provinces are without power. = 북부의 두 주가 정전됐다.
His approval rating is 41 percent. = 그의 지지율은 41퍼센트다.
The gap is 2.5 percentage points. = 격차는 2.5%p다.
A 6.4-magnitude earthquake struck. = 규모 6.4의 지진이 일어났다.
The bill passed 310-105. = 법안은 310 대 105로 통과됐다.
Four of the five suspects confessed. = 용의자 5명 중 4명이 자백했다.
Growth was minus 0.9 percent. = 성장률은 마이너스 0.9%였다.
He spent a night in jail. = 그는 감옥에서 하룻밤을 보냈다.
The three Baltic states agreed. = 발트 3국이 합의했다.
Six-party talks were held. = 6자 회담이 열렸다.
The bilateral talks ended. = 양자 회담이 끝났다.
The trilateral summit was held in Tokyo. = 3국 정상회의가 도쿄에서 열렸다.
The unemployment rate for 2024 was 3 percent, down from 3.4 in 2023. = 2024년 실업률은 3%로 2023년의 3.4%보다 낮아졌다.
Prices rose by between 5 and 10 percent. = 물가가 5~10% 올랐다.
Ten to fifteen people are missing. = 10~15명이 실종됐다.
The plan would create 5 to 10 million jobs. = 이 계획으로 일자리 500만~1000만 개가 생긴다.
The price is $5 million to $10 million. = 가격은 500만~1000만 달러다.
"""

ANOTHER = """
Two soldiers were killed, the army said. = 군은 군인 네 명이 숨졌다고 밝혔다.
Three soldiers were killed. = 군인 다섯 명이 숨졌다.
Four girls were found. = 소녀 세 명이 발견됐다.
Five shops burned. = 가게 일곱 곳이 불탔다.
Seven men were arrested. = 남성 아홉 명이 체포됐다.
Eight houses burned. = 집 여섯 채가 불탔다.
Exports doubled last year. = 지난해 수출이 네 배로 늘었다.
Prices have tripled. = 가격이 다섯 배로 뛰었다.
The planet is twice the size of Earth. = 이 행성은 지구의 네 배 크기다.
The siege lasted three days. = 포위는 나흘간 이어졌다.
The siege lasted three days. = 포위는 석 달간 이어졌다.
The trip took ten days. = 여행에는 보름이 걸렸다.
They were released a year later. = 이들은 2년 뒤 풀려났다.
They were released a year later. = 이들은 1개월 뒤 풀려났다.
The train was an hour late. = 기차는 3시간 늦었다.
A third of the crop was lost. = 수확량의 4분의 1이 사라졌다.
A third of the crop was lost. = 수확량의 3분의 2가 사라졌다.
Half of the houses were empty. = 집의 3분의 1이 비어 있었다.
One in five children goes hungry. = 어린이 6명 중 1명이 굶주린다.
One in five children goes hungry. = 어린이의 25%가 굶주린다.
A dozen eggs were broken. = 달걀 20개가 깨졌다.
Half a million people live there. = 그곳에는 150만 명이 산다.
A quarter of a million homes are dark. = 4만 가구가 정전됐다.
Tens of thousands fled. = 수천 명이 피란했다.
Hundreds of thousands lost power. = 수백만 가구가 정전됐다.
Dozens of people were hurt. = 수백 명이 다쳤다.
It was the third attack. = 다섯 번째 공격이었다.
He finished fourth. = 그는 7위를 차지했다.
Sales fell in the third quarter. = 4분기에 판매가 줄었다.
Sales fell in the third quarter. = 3개월에 판매가 줄었다.
Sales fell in the first quarter. = 2분기에 판매가 줄었다.
Prices rose for the 21st week in a row. = 물가가 22주 연속 올랐다.
Prices rose for the 21st week in a row. = 물가가 21개월 연속 올랐다.
The strike is in its ninth day. = 파업은 8일째에 접어들었다.
The strike is in its ninth day. = 파업은 9주째에 접어들었다.
The church was built in the 12th century. = 교회는 13세기에 지어졌다.
He scored in the 83rd minute. = 그는 후반 33분에 골을 넣었다.
She won in 1:42.31. = 그는 1분43초31로 우승했다.
She won in 1:42.31. = 그는 1분42초81로 우승했다.
She won the marathon in 2:21:47. = 그는 마라톤에서 2시간31분47초로 우승했다.
He ran the distance in 9.58 seconds. = 그는 이 거리를 9초68에 달렸다.
The team won 3-1. = 그 팀은 4-1로 이겼다.
The team won 3-1. = 그 팀은 3대 2로 이겼다.
He won 6-1, 6-2. = 그는 6-1, 1-2로 이겼다.
The court ruled five to four. = 법원은 6 대 4로 판결했다.
Winds reached 110 miles per hour. = 바람은 시속 110마일(약 277km)에 달했다.
Winds reached 110 miles per hour. = 바람은 시속 120마일(약 177km)에 달했다.
Winds reached 110 mph. = 바람은 시속 157km에 달했다.
The fish weighed 40 pounds. = 물고기의 무게는 약 28㎏이었다.
He is 6 feet 2 inches tall. = 그의 키는 178cm다.
It will cut the drive from 80 minutes to 10. = 차로 가는 시간이 80분에서 20분으로 줄어든다.
It will cut the drive from 80 minutes to 10. = 차로 가는 시간이 80분에서 10초로 줄어든다.
The share rose to 35 percent from 28. = 비중이 26%에서 35%로 높아졌다.
His lead shrank from nine points to four. = 격차가 9%포인트에서 5%포인트로 줄었다.
Bread is sold between 5 and 7 in the morning. = 빵은 오전 5시에서 8시 사이에 팔린다.
Bread is sold at 7 in the morning. = 빵은 오후 7시에 팔린다.
The bus leaves at half past seven. = 버스는 8시 반에 떠난다.
The flight left at 14:05. = 비행기는 오후 4시 5분에 떠났다.
The ceasefire began at midnight. = 휴전은 정오에 시작됐다.
Indonesia will borrow 120 trillion rupiah. = 인도네시아는 120억 루피아를 빌린다.
Indonesia will borrow 120 trillion rupiah. = 인도네시아는 120조 루피를 빌린다.
The fine is 5 million rubles. = 벌금은 500만 달러다.
The bank lost 870 million Swiss francs. = 은행은 8억7000만 유로를 잃었다.
The bank lost 870 million Swiss francs. = 은행은 87억 스위스 프랑을 잃었다.
The loan is 20 million zlotys. = 대출금은 2000만 포린트다.
The dollar slipped to 148.2 yen. = 달러는 142.8엔으로 떨어졌다.
The rate rose by half a percentage point. = 금리가 0.25%포인트 올랐다.
The rate rose by 25 basis points. = 금리가 2.5%포인트 올랐다.
The rate rose by 25 basis points. = 금리가 25%포인트 올랐다.
Support fell by 6 percentage points. = 지지율이 6% 떨어졌다.
The suspect is 36. = 용의자는 63세다.
The 42-year-old man fled. = 24세 남성이 달아났다.
Their five-month-old son was unhurt. = 이들의 다섯 살 된 아들은 다치지 않았다.
The survey covered people aged 15 to 29. = 조사는 15~39세를 대상으로 했다.
He is in his 30s. = 그는 40대다.
The house was built in the 1990s. = 집은 1980년대에 지어졌다.
The party ruled for two decades. = 그 당은 30년 동안 집권했다.
The party ruled for two decades. = 그 당은 2년 동안 집권했다.
It was 38 degrees Celsius. = 섭씨 35도였다.
It was 100 degrees Fahrenheit. = 섭씨 100도였다.
The low was minus 15 degrees. = 최저기온은 15도였다.
A Boeing 737 crashed. = 보잉 777기가 추락했다.
The plan costs 1.5 trillion won. = 계획에 1.5억 원이 든다.
The plan costs 1.5 trillion won. = 계획에 15조 원이 든다.
Some 25,000 people came. = 2만8천여 명이 왔다.
The deal is worth 345 million dollars. = 계약 규모는 34억 5,000만 달러다.
The city has 10.3 million people. = 이 도시의 인구는 103만 명이다.
Twenty-three people live there. = 그곳에는 서른세 명이 산다.
She is forty-two. = 그는 쉰두 살이다.
Five or six shops remain. = 가게 서너 곳이 남았다.
Nearly 8,000 homes burned. = 집 9000채 가까이가 불탔다.
The factory made 1,523 cars. = 공장은 1700여 대의 자동차를 만들었다.
The factory made 47,812 cars. = 공장은 약 4만5000대의 자동차를 만들었다.
The star is 48 light-years away. = 그 별은 84광년 떨어져 있다.
He has three more years in office. = 그의 임기는 3개월 남았다.
The four-story building collapsed. = 5층 건물이 무너졌다.
The panel has three women and four men. = 위원회는 여성 세 명과 남성 다섯 명으로 이뤄져 있다.
They met on 12 June 1999. = 이들은 1999년 7월 12일에 만났다.
They met on 12 June 1999. = 이들은 1998년 6월 12일에 만났다.
The festival runs June 3-7. = 축제는 6월 3일부터 9일까지 열린다.
The law took effect in March 2021. = 이 법은 2021년 5월에 시행됐다.
The phone has 256 gigabytes of memory. = 이 전화기의 저장 용량은 256MB다.
Four of the five suspects confessed. = 용의자 5명 중 3명이 자백했다.
She sold 2.3 million shares. = 그는 주식 2300만 주를 팔았다.
Prices rose by between 5 and 10 percent. = 물가가 5~15% 올랐다.
Ten to fifteen people are missing. = 10~50명이 실종됐다.
The trial will take 18 months. = 재판은 1년 8개월이 걸릴 것이다.
The speech lasted an hour and a half. = 연설은 두 시간 반 동안 이어졌다.
Inflation was 2.8 percent in January and 2.4 in February. = 물가 상승률은 2월 2.8%, 2월 2.4%였다.
The unemployment rate was 3.1 percent in May. = 5월 실업률은 3.1%포인트였다.
"""


def pairs(table: str) -> list[tuple[str, str]]:
    return [
        (english, korean)
        for english, _, korean in (line.partition(" = ") for line in table.strip().splitlines())
    ]


def found(english: str, korean: str) -> list[str]:
    return [
        finding.message
        for finding in serious(check_translation(english, korean))
        if finding.kind in QUANTITIES
    ]


@pytest.mark.parametrize(("english", "korean"), pairs(SAME))
def test_the_same_quantity_in_the_other_languages_way_is_left_in_peace(
    english: str, korean: str
) -> None:
    assert found(english, korean) == []


@pytest.mark.parametrize(("english", "korean"), pairs(ANOTHER))
def test_another_quantity_is_found(english: str, korean: str) -> None:
    assert found(english, korean) != []
