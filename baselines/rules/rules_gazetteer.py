"""Small lists of names that no shape gives away: places, peoples, first names, heads of names."""

from rules_lists import names, words

COUNTRIES = names(
    """
    Afghanistan; Albania; Algeria; Andorra; Angola; Argentina; Armenia; Australia; Austria;
    Azerbaijan; Bahamas; Bahrain; Bangladesh; Barbados; Belarus; Belgium; Belize; Benin; Bhutan;
    Bolivia; Bosnia; Bosnia and Herzegovina; Botswana; Brazil; Britain; Great Britain; Brunei;
    Bulgaria; Burkina Faso; Burma; Burundi; Cambodia; Cameroon; Canada; Cape Verde; Chad; Chile;
    China; Colombia; Comoros; Congo; Costa Rica; Croatia; Cuba; Cyprus; Czech Republic; Czechia;
    Denmark; Djibouti; Dominica; Dominican Republic; East Timor; Ecuador; Egypt; El Salvador;
    England; Eritrea; Estonia; Eswatini; Ethiopia; Fiji; Finland; France; Gabon; Gambia; Georgia;
    Germany; Ghana; Greece; Greenland; Grenada; Guatemala; Guinea; Guyana; Haiti; Honduras;
    Hong Kong; Hungary; Iceland; India; Indonesia; Iran; Iraq; Ireland; Northern Ireland; Israel;
    Italy; Ivory Coast; Jamaica; Japan; Jordan; Kazakhstan; Kenya; Kiribati; Kosovo; Kuwait;
    Kyrgyzstan; Laos; Latvia; Lebanon; Lesotho; Liberia; Libya; Liechtenstein; Lithuania;
    Luxembourg; Macau; Macedonia; North Macedonia; Madagascar; Malawi; Malaysia; Maldives; Mali;
    Malta; Mauritania; Mauritius; Mexico; Moldova; Monaco; Mongolia; Montenegro; Morocco;
    Mozambique; Myanmar; Namibia; Nauru; Nepal; Netherlands; New Zealand; Nicaragua; Niger; Nigeria;
    North Korea; Norway; Oman; Pakistan; Palau; Palestine; Panama; Papua New Guinea; Paraguay; Peru;
    Philippines; Poland; Portugal; Puerto Rico; Qatar; Romania; Russia; Rwanda; Samoa; San Marino;
    Saudi Arabia; Scotland; Senegal; Serbia; Seychelles; Sierra Leone; Singapore; Slovakia;
    Slovenia; Somalia; South Africa; South Korea; South Sudan; Soviet Union; Spain; Sri Lanka;
    Sudan; Suriname; Sweden; Switzerland; Syria; Taiwan; Tajikistan; Tanzania; Thailand; Togo;
    Tonga; Trinidad and Tobago; Tunisia; Turkey; Turkmenistan; Tuvalu; Uganda; Ukraine;
    United Arab Emirates; United Kingdom; United States; United States of America; Uruguay;
    Uzbekistan; Vanuatu; Vatican; Venezuela; Vietnam; Wales; Yemen; Zambia; Zimbabwe; Korea;
    US; USA; U.S.; U.S.A.; UK; U.K.; UAE; DPRK; USSR; America
    """
)

STATES = names(
    """
    Alabama; Alaska; Arizona; Arkansas; California; Colorado; Connecticut; Delaware; Florida;
    Hawaii; Idaho; Illinois; Indiana; Iowa; Kansas; Kentucky; Louisiana; Maine; Maryland;
    Massachusetts; Michigan; Minnesota; Mississippi; Missouri; Montana; Nebraska; Nevada;
    New Hampshire; New Jersey; New Mexico; New York; North Carolina; North Dakota; Ohio; Oklahoma;
    Oregon; Pennsylvania; Rhode Island; South Carolina; South Dakota; Tennessee; Texas; Utah;
    Vermont; Virginia; Washington; West Virginia; Wisconsin; Wyoming; Ontario; Quebec; Alberta;
    British Columbia; Nova Scotia; New South Wales; Queensland; Tasmania; Crimea; Donetsk; Luhansk;
    Kashmir; Punjab; Kerala; Gujarat; Tamil Nadu; Uttar Pradesh; Maharashtra; Xinjiang; Tibet;
    Hubei; Catalonia; Bavaria; Gaza; West Bank; Ala.; Ariz.; Ark.; Calif.; Colo.; Conn.; Fla.; Ga.;
    Ill.; Ind.; Kan.; Ky.; Md.; Mich.; Minn.; Mo.; Mont.; Neb.; Nev.; Okla.; Pa.; Tenn.; Tex.; Va.;
    Vt.; Wis.; Wyo.
    """
)

CITIES = names(
    """
    London; Manchester; Liverpool; Birmingham; Leeds; Glasgow; Edinburgh; Cardiff; Belfast; Dublin;
    Bristol; Paris; Lyon; Marseille; Brussels; Amsterdam; Rotterdam; The Hague; Berlin; Munich;
    Frankfurt; Hamburg; Vienna; Zurich; Geneva; Rome; Milan; Naples; Turin; Venice; Madrid;
    Barcelona; Lisbon; Athens; Istanbul; Ankara; Moscow; St. Petersburg; Kyiv; Kiev; Kharkiv; Odesa;
    Minsk; Warsaw; Krakow; Prague; Budapest; Bucharest; Sofia; Belgrade; Zagreb; Stockholm; Oslo;
    Copenhagen; Helsinki; Tallinn; Riga; Vilnius; Jerusalem; Tel Aviv; Beirut; Damascus; Aleppo;
    Baghdad; Mosul; Tehran; Riyadh; Jeddah; Mecca; Doha; Dubai; Abu Dhabi; Kuwait City; Muscat;
    Manama; Sanaa; Aden; Kabul; Kandahar; Islamabad; Karachi; Lahore; Delhi; New Delhi; Mumbai;
    Kolkata; Chennai; Bangalore; Bengaluru; Hyderabad; Dhaka; Colombo; Kathmandu; Beijing; Shanghai;
    Shenzhen; Wuhan; Guangzhou; Taipei; Seoul; Pyongyang; Tokyo; Osaka; Kyoto; Hiroshima; Bangkok;
    Hanoi; Manila; Jakarta; Kuala Lumpur; Phnom Penh; Yangon; Sydney; Melbourne; Brisbane; Perth;
    Adelaide; Canberra; Auckland; Wellington; Christchurch; Cairo; Alexandria; Tripoli; Benghazi;
    Tunis; Algiers; Casablanca; Rabat; Khartoum; Addis Ababa; Nairobi; Mombasa; Kampala; Kigali;
    Mogadishu; Lagos; Abuja; Accra; Dakar; Johannesburg; Pretoria; Cape Town; Durban; Harare;
    Lusaka; Kinshasa; New York City; Manhattan; Brooklyn; Queens; Bronx; Boston; Chicago;
    Philadelphia; Baltimore; Washington, D.C.; Washington DC; D.C.; Atlanta; Miami; Orlando; Tampa;
    Houston; Dallas; Austin; San Antonio; Phoenix; Denver; Las Vegas; Los Angeles; San Diego;
    San Francisco; Sacramento; Oakland; Seattle; Portland; Minneapolis; Detroit; Cleveland;
    Cincinnati; Columbus; Pittsburgh; Milwaukee; Indianapolis; St. Louis; Kansas City; Nashville;
    Memphis; New Orleans; Charlotte; Toronto; Montreal; Vancouver; Ottawa; Calgary; Mexico City;
    Tijuana; Havana; Panama City; Bogota; Bogotá; Caracas; Lima; Quito; La Paz; Santiago;
    Buenos Aires; Montevideo; São Paulo; Sao Paulo; Rio de Janeiro; Brasilia
    """
)

REGIONS = names(
    """
    Europe; Asia; Africa; Antarctica; North America; South America; Latin America; Central America;
    Middle East; Far East; Southeast Asia; South Asia; Central Asia; Caribbean; Balkans;
    Scandinavia; Atlantic; Pacific; Arctic; Mediterranean; Midwest; Sahel; Sahara; Siberia; Donbas;
    Everest; Himalayas; Alps; Andes; Earth; Mars; Moon; Silicon Valley; West Coast; East Coast;
    Eastern Europe; Western Europe; Gulf; Gulf of Mexico; South China Sea; Black Sea; Red Sea
    """
)

# Buildings and bodies that go by a name of their own.
ORGANISATIONS = names(
    """
    White House; Kremlin; Pentagon; Congress; Senate; House of Representatives; Parliament;
    House of Commons; House of Lords; Downing Street; Supreme Court; United Nations; European Union;
    EU; UN; U.N.; NATO; Nato; FBI; CIA; NASA; Nasa; BBC; CNN; Reuters; Hamas; Hezbollah; Taliban;
    Islamic State; Isis; ISIS; Al Qaeda; al-Qaeda; Facebook; Twitter; Google; Apple; Amazon;
    Microsoft; Tesla; YouTube; Instagram; TikTok; Netflix; Boeing; Airbus; Huawei; Samsung; Toyota;
    Uber; Labour; GOP; Fed; Federal Reserve; World Bank; Red Cross; Capitol Hill; State Department;
    Justice Department; Treasury; Bundestag; Knesset; Duma; Guardian; Telegraph; Interpol;
    Amnesty International; Greenpeace; Fatah; Xinhua; Bloomberg; Politico; Breitbart; Al Jazeera
    """
)

# Whole demonyms; the endings in rules_labels find most of the rest.
NATIONALITIES = words(
    "american americans british briton britons french german germans dutch russian "
    "russians swiss chinese japanese korean koreans indian indians greek greeks turkish "
    "turks turk swedish swede danish dane danes norwegian finnish finn finns polish pole "
    "poles spanish spaniard spaniards portuguese irish scottish scots welsh english czech "
    "czechs slovak serb serbs serbian croat croats bosnian iraqi iraqis iranian iranians "
    "israeli israelis saudi saudis kuwaiti qatari emirati omani yemeni pakistani "
    "pakistanis afghan afghans bangladeshi thai thais filipino filipinos arab arabs kurd "
    "kurds kurdish jew jews jewish muslim muslims islamic christian christians catholic "
    "catholics protestant hindu hindus sikh buddhist sunni shia shiite western european "
    "europeans african africans asian asians latino latinos hispanic hispanics maori "
    "palestinian palestinians syrian syrians egyptian mexican mexicans canadian canadians "
    "australian australians brazilian italian italians ukrainian ukrainians cuban cubans "
    "vietnamese taiwanese lebanese portuguese sudanese burmese nepalese maltese "
    "senegalese republican republicans democrat democrats democratic tory tories "
    "conservative conservatives communist liberal-democrat libertarian zionist "
    "evangelical mormon amish indigenous rohingya aboriginal aboriginals uighur uighurs "
    "uyghur uyghurs somali somalis peruvian chilean belgian austrian hungarian romanian "
    "bulgarian lithuanian latvian estonian georgian armenian kenyan nigerian ghanaian "
    "ethiopian moroccan tunisian algerian libyan jordanian malaysian indonesian "
    "singaporean argentine argentinian argentines colombian venezuelan texan californian "
    "parisian"
)
PARTY_ADJECTIVES = words("democratic conservative labour liberal communist green")

MALE_NAMES = words(
    "aaron adam ahmed alan albert alex alexander alfred ali andrew andy anthony antonio "
    "arthur barack ben benjamin bernie bill bob boris brad brian bruce carlos charles "
    "charlie chris christopher colin craig daniel dan dave david dean dennis derek donald "
    "doug douglas ed eddie edward emmanuel eric ethan frank fred gary gavin geoff george "
    "gerald giuseppe glenn gordon graham greg hans harold harry hassan henry howard hugh "
    "ian ibrahim igor ivan jack jacob jake james jamie jason jeff jeffrey jeremy jerry "
    "jim jimmy joe joel john johnny jon jonathan jordan jose joseph josh joshua juan "
    "justin karl keith ken kenneth kevin khalid kyle larry lee leo leon lewis liam louis "
    "lucas luis luke manuel marc marco mario mark martin matt matthew max michael miguel "
    "mike mitch mohamed mohammed muhammad narendra nathan neil nicholas nick nigel oliver "
    "omar oscar owen patrick paul pedro pete peter phil philip pierre rafael ralph ray "
    "raymond richard rick robert roberto rob robin rodrigo roger ron ronald ross roy "
    "russell ryan sam samuel scott sean sebastian sergei sergio shane simon stephen steve "
    "steven stuart ted terry thomas tim timothy toby todd tom tommy tony travis trevor "
    "tyler victor vincent vladimir volodymyr walter warren wayne will william xavier "
    "yusuf zachary"
)
FEMALE_NAMES = words(
    "abigail alexandra alice alison amanda amber amy ana andrea angela angelina anita ann "
    "anna anne annie ashley barbara beth betty brenda bridget camilla carmen carol "
    "caroline carrie catherine charlotte cheryl chloe christina christine cindy claire "
    "clara cynthia daisy dana deborah debbie diana diane donna doris dorothy elaine "
    "eleanor elena elizabeth ella ellen emily emma erin eva eve fatima fiona florence "
    "gabriella gemma georgia gina gloria grace hannah harriet heather helen hillary holly "
    "huma irene isabel ivanka jackie jacqueline jane janet janice jean jennifer jenny "
    "jessica jill joan joanna jodie josephine joy joyce judith judy julia julie kamala "
    "karen kate katherine kathleen kathy katie kelly kim kimberly kirsten laura lauren "
    "leah linda lisa liz lucy lynn maggie margaret maria marie marilyn martha mary maya "
    "megan melania melanie melissa meghan michelle miriam molly monica nancy naomi "
    "natalie natasha nicola nicole nina nora olga olivia pamela patricia paula priti "
    "rachel rebecca rita roberta rosa rose ruth sally samantha sandra sara sarah sharon "
    "sheila shirley sonia sophia sophie stephanie sue susan suzanne sylvia tamara tania "
    "teresa theresa tina tracy ursula valerie vanessa vera veronica victoria virginia "
    "wendy yvonne zara zoe"
)
FIRST_NAMES = MALE_NAMES | FEMALE_NAMES

# Words that label the name they stand in; the last word of the name speaks first.
ORGANISATION_HEADS = words(
    "inc inc. corp corp. corporation co co. company ltd ltd. llc plc group holdings bank agency "
    "administration association authority board bureau center centre church club coalition college "
    "commission committee conference confederation congress council court department federation "
    "force forces foundation front fund government guard hospital house industries institute "
    "institution international journal league ministry mission movement museum network news "
    "organisation organization office parliament partners party police post press program "
    "programme radio school schools security senate service services society state-tv studio "
    "studios systems team technologies times today tribune trust tv union united university "
    "airlines airways alliance army navy corps academy assembly media motors energy "
    "pharmaceuticals entertainment records magazine herald gazette observer guardian telegraph "
    "chronicle express mirror independent daily weekly broadcasting command brigade brigades "
    "militia secretariat forum labs laboratory ventures capital analytics consulting associates "
    "partnership enterprise enterprises sports football basketball cabinet tribunal chamber "
    "exchange initiative project fc cf afc embassy chamber environmental marine renewables "
    "directorate logistics foods steel mining minerals telecom telecoms mobile software insurance "
    "finance securities investments investment pharma water rail railways railway homes estates "
    "properties brewery brewing solutions networks collective cruises produce mutual casualty "
    "engineering air vegetables fitters workers cruise ferries lines shipping buses coaches "
    "carriers builders contractors breweries distillery dairies farms orchards nurseries "
    "cooperative co-operative regiment battalion constabulary ombudsman utilities aerospace "
    "petroleum oil gas electric power books press publishing theatre-company orchestra opera "
    "ballet choir band"
)
FACILITY_HEADS = words(
    "airport station stadium bridge tower building hotel arena prison jail street road "
    "avenue highway boulevard square hall theatre theater palace castle cathedral mosque "
    "temple park terminal port dam tunnel plaza mall base camp gallery garden gardens "
    "library mansion motorway lane pier zoo cemetery"
)
LOCATION_HEADS = words(
    "river lake sea ocean mountain mountains mount valley island islands isles peninsula "
    "coast bay gulf desert beach forest hills strait straits canal creek canyon cape "
    "continent region glacier basin plain plains delta reef archipelago plateau midlands "
    "highlands"
)
PLACE_HEADS = words("city county province district state town village republic")
EVENT_HEADS = words(
    "war cup olympics games championship championships festival open prix bowl revolution "
    "election summit marathon tournament fair expo awards convention day wars uprising "
    "massacre holocaust spring christmas ramadan easter eve thanksgiving hurricane series "
    "fire inaugural final battle crusade derby"
)
LAW_HEADS = words(
    "act treaty constitution amendment bill accord accords agreement pact convention code "
    "charter law protocol resolution directive regulation"
)
PRODUCT_HEADS = words(
    "iphone ipad galaxy playstation xbox windows android missile jet vaccine boeing model"
)
LANGUAGES = words("english french spanish arabic mandarin cantonese hindi urdu latin")
EVENTS = words(
    "Brexit Christmas Ramadan Easter Olympics Holocaust Thanksgiving Halloween Paralympics"
)
PERSON_SUFFIXES = words("jr jr. sr sr. ii iii iv")

# Titles before a name. They are cut from the span; the gendered ones also settle "he" or "she".
MALE_TITLES = words("mr mr. sir lord king prince pope father baron duke brother")
FEMALE_TITLES = words(
    "mrs mrs. ms ms. miss lady dame queen princess sister baroness duchess madame"
)
OFFICE_TITLES = words(
    "president prime minister chancellor senator sen. sens. rep. reps. representative gov. "
    "governor mayor secretary speaker congressman congresswoman judge justice general gen. lt. "
    "lieutenant colonel col. captain capt. sergeant sgt. major maj. admiral adm. commander officer "
    "detective inspector superintendent supt. supt chief chairman chairwoman chair ceo director "
    "dr. dr doctor professor prof. prof rev. rev reverend bishop archbishop cardinal imam rabbi "
    "sheikh sheik ayatollah coach manager minister ambassador attorney commissioner councillor "
    "cllr cllr. msp td councilman councilwoman spokesman spokeswoman spokesperson analyst "
    "economist vice deputy former vice-president premier emperor constable pc private corporal "
    "cpl. pastor sultan emir senators democrat republican first second state foreign defense "
    "defence interior finance health home treasury presidential hon. hon. leader candidate actor "
    "actress singer director-general secretary-general mp envoy undersecretary economy education "
    "environment energy transport trade agriculture culture labor housing immigration information "
    "majority minority whip acting junior shadow crown counselor counsellor treasurer co-founder "
    "founder co-chair solicitor presidential vice-chairman vice-chancellor deputy-chief high- "
    "commissioner assessor prosecutor owner trainer skipper sheriff magistrate surgeon barrister "
    "lawyer goalkeeper midfielder striker farmer driver assemblyman assemblywoman executive "
    "financial operating assistant producer alderman designer choreographer "
    "conductor composer dc ds di dci headteacher registrar dean provost jockey umpire referee "
    "editor author historian"
)
TITLES = MALE_TITLES | FEMALE_TITLES | OFFICE_TITLES

PLACES = COUNTRIES | STATES | CITIES
