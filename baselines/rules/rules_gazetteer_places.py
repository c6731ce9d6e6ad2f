"""Places of the world: countries, states and provinces, regions and landmarks."""

from rules_lists import names

COUNTRIES = names(
    """
    Abkhazia; Afghanistan; Albania; Algeria; America; American Samoa; Andorra; Angola; Anguilla;
    Antigua; Antigua and Barbuda; Argentina; Armenia; Aruba; Australia; Austria; Azerbaijan;
    Bahamas; Bahrain; Bangladesh; Barbados; Barbuda; Belarus; Belgium; Belize; Benin; Bermuda;
    Bhutan; Bolivia; Bonaire; Bosnia; Bosnia and Herzegovina; Bosnia-Herzegovina; Botswana; Brasil;
    Brazil; Britain; British Virgin Islands; Brunei; Bulgaria; Burkina Faso; Burma; Burundi;
    Cabo Verde; Cambodia; Cameroon; Canada; Cape Verde; Cayman Islands; Central African Republic;
    Chad; Chechnya; Chile; China; Colombia; Comoros; Congo; Congo-Brazzaville; Cook Islands;
    Costa Rica; Cote d'Ivoire; Côte d'Ivoire; Croatia; Cuba; Curacao; Curaçao; Cyprus;
    Czech Republic; Czechia; Czechoslovakia; Dagestan; Democratic Republic of Congo;
    Democratic Republic of the Congo; Denmark; Djibouti; Dominica; Dominican Republic; DPRK;
    DR Congo; DRC; East Germany; East Timor; Ecuador; Egypt; El Salvador; England;
    Equatorial Guinea; Eritrea; Estonia; Eswatini; Ethiopia; Falkland Islands; Faroe Islands; Fiji;
    Finland; France; French Guiana; French Polynesia; Gabon; Gambia; Georgia; Germany; Ghana;
    Gibraltar; Great Britain; Greece; Greenland; Grenada; Guadeloupe; Guam; Guatemala; Guernsey;
    Guinea; Guinea-Bissau; Guyana; Haiti; Holland; Holy See; Honduras; Hong Kong; Hungary; Iceland;
    India; Indonesia; Iran; Iraq; Ireland; Isle of Man; Israel; Italy; Ivory Coast; Jamaica; Japan;
    Jersey; Jordan; Kazakhstan; Kenya; Kiribati; Korea; Kosovo; KSA; Kurdistan; Kuwait; Kyrgyzstan;
    Laos; Latvia; Lebanon; Lesotho; Liberia; Libya; Liechtenstein; Lithuania; Luxembourg; Macao;
    Macau; Macedonia; Madagascar; Malawi; Malaysia; Maldives; Mali; Malta; Marshall Islands;
    Martinique; Mauritania; Mauritius; Mayotte; Mexico; Micronesia; Moldova; Monaco; Mongolia;
    Montenegro; Montserrat; Morocco; Mozambique; Myanmar; N. Korea; Nagorno-Karabakh; Namibia;
    Nauru; Nepal; Netherlands; Nevis; New Caledonia; New Zealand; Nicaragua; Niger; Nigeria; Niue;
    North Korea; North Macedonia; North Vietnam; Northern Ireland; Northern Mariana Islands;
    Norway; Oman; Pakistan; Palau; Palestine; Palestinian Territories; Palestinian territories;
    Panama; Papua New Guinea; Paraguay; Persia; Peru; Philippines; PNG; Poland; Portugal; Prussia;
    Puerto Rico; Qatar; Republic of Congo; Republic of Ireland; Republic of the Congo; Réunion;
    Rhodesia; Romania; Russia; Rwanda; S. Korea; Saint Kitts and Nevis; Saint Lucia;
    Saint Vincent and the Grenadines; Samoa; San Marino; São Tomé and Príncipe; Saudi Arabia;
    Scotland; Senegal; Serbia; Seychelles; Sierra Leone; Singapore; Slovakia; Slovenia;
    Solomon Islands; Somalia; Somaliland; South Africa; South Korea; South Ossetia; South Sudan;
    South Vietnam; Soviet Union; Spain; Sri Lanka; St Helena; St Lucia; St Vincent; St. Lucia;
    Sudan; Suriname; Swaziland; Sweden; Switzerland; Syria; Taiwan; Tajikistan; Tanzania;
    Tatarstan; Thailand; The Bahamas; The Gambia; Timor Leste; Timor-Leste; Togo; Tokelau; Tonga;
    Transnistria; Trinidad; Trinidad and Tobago; Tunisia; Turkey; Turkiye; Türkiye; Turkmenistan;
    Turks and Caicos Islands; Tuvalu; U.A.E.; U.K.; U.S.; U.S.A.; UAE; Uganda; UK; Ukraine;
    United Arab Emirates; United Kingdom; United States; United States of America; Uruguay; US;
    US Virgin Islands; USA; USSR; Uzbekistan; Vanuatu; Vatican; Vatican City; Venezuela; Vietnam;
    Virgin Islands; Wales; West Germany; Western Sahara; Yemen; Yugoslavia; Zaire; Zambia;
    Zimbabwe
    """
)

# States, provinces and counties; what newspapers shorten them to.
STATES = names(
    """
    Aargau; Aberdeenshire; Abia; Abruzzo; Aceh; Adamawa; Akwa Ibom; Ala.; Alabama; Åland; Alaska;
    Alberta; Alsace; Amazonas; Amhara; Anambra; Anbar; Andalusia; Andhra Pradesh; Anglesey; Angus;
    Anhui; Antioquia; Antrim; Apulia; Aquitaine; Aragon; Argyll; Argyll and Bute; Ariz.; Arizona;
    Ark.; Arkansas; Armagh; Arunachal Pradesh; Ashanti; Assam; Asturias;
    Australian Capital Territory; Ayacucho; Ayrshire; Azad Kashmir; Azores; Badakhshan;
    Baden-Württemberg; Bahia; Baja California; Balearic Islands; Bali; Balochistan; Bamiyan;
    Bangsamoro; Bashkortostan; Basque Country; Bauchi; Bavaria; Bay of Plenty; Bayelsa;
    Bedfordshire; Belgorod; Benue; Berkshire; Bihar; Borneo; Borno; Brandenburg; British Columbia;
    Brittany; Bryansk; Buckinghamshire; Burgenland; Burgundy; Cabo Delgado; Caithness; Calabria;
    Calif.; California; Cambridgeshire; Campania; Canary Islands; Cantabria; Canterbury; Carinthia;
    Carlow; Carmarthenshire; Casamance; Castile and León; Catalonia; Cauca; Cavan; Ceará; Cebu;
    Ceredigion; Cheshire; Chhattisgarh; Chiapas; Chihuahua; Chocó; Chubut; Coahuila; Colo.;
    Colorado; Conn.; Connacht; Connecticut; Corfu; Cornwall; Corsica; County Durham; Crete; Crimea;
    Cross River; Cumbria; Cusco; Cyrenaica; Dalmatia; Darfur; Deir ez-Zor; Del.; Delaware;
    Derbyshire; Devon; District of Columbia; Diyala; Donegal; Donetsk; Dorset;
    Dumfries and Galloway; Durango; East Riding of Yorkshire; East Sussex; Eastern Cape; Ebonyi;
    Edo; Ekiti; Emilia-Romagna; Enugu; Equatoria; Essex; Extremadura; Fermanagh; Fife; Fla.;
    Flanders; Florida; Free State; Friesland; Fujian; Fukushima; Ga.; Galicia; Galilee; Gansu;
    Garissa; Gauteng; Gaza; Gaza Strip; Gelderland; Ghazni; Gilgit-Baltistan; Gloucestershire; Goa;
    Goiás; Golan Heights; Gombe; Gran Canaria; Graubünden; Greater London; Greater Manchester;
    Guanajuato; Guangdong; Guangxi; Guayas; Guerrero; Guizhou; Gujarat; Gwynedd; Hadramout; Hainan;
    Hampshire; Haryana; Hasakah; Hawaii; Hawke's Bay; Hawke’s Bay; Hebei; Heilongjiang; Helmand;
    Henan; Herat; Herefordshire; Hertfordshire; Hesse; Hidalgo; Himachal Pradesh; Hokkaido; Hubei;
    Hunan; Ibiza; Idaho; Idlib; Île-de-France; Ill.; Illinois; Imo; Ind.; Indiana; Ingushetia;
    Inner Mongolia; Iowa; Isle of Wight; Istria; Ituri; Jalisco; Jammu; Jammu and Kashmir; Java;
    Jharkhand; Jiangsu; Jiangxi; Jigawa; Jilin; Johor; Jonglei; Jubaland; Judea and Samaria;
    Jutland; Kachin; Kachin State; Kaduna; Kalimantan; Kaliningrad; Kan.; Kano; Kansas; Karamoja;
    Karelia; Karnataka; Kashmir; Katanga; Katsina; Kayin; Kebbi; Kelantan; Kent; Kentucky; Kerala;
    Kerry; Kherson; Kherson Oblast; Khost; Khuzestan; Khyber Pakhtunkhwa; Kiambu; Kildare;
    Kilkenny; Kirkuk; Kisumu; Kogi; Krasnodar; Kunar; Kunduz; Kursk; Kwara; KwaZulu-Natal; Ky.;
    La Rioja; La.; Labrador; Ladakh; Lagos State; Lanarkshire; Lancashire; Lanzarote; Laois;
    Lapland; Lazio; Leicestershire; Leinster; Leitrim; Lesbos; Leyte; Liaoning; Liguria; Limerick;
    Limpopo; Lincolnshire; Lombardy; Longford; Lorraine; Lothian; Louisiana; Louth; Lower Austria;
    Lower Saxony; Luhansk; Luzon; Machakos; Madeira; Madera; Madhya Pradesh; Maharashtra; Maine;
    Majorca; Mallorca; Mandera; Manipur; Manitoba; Maranhão; Marib; Marlborough; Maryland;
    Mashonaland; Masovia; Mass.; Massachusetts; Matabeleland; Mato Grosso; Mato Grosso do Sul;
    Mayo; Md.; Meath; Mecklenburg-Western Pomerania; Meghalaya; Mendoza; Menorca; Merseyside;
    Mich.; Michigan; Michoacan; Michoacán; Midlothian; Minas Gerais; Mindanao; Minn.; Minnesota;
    Miss.; Mississippi; Missouri; Mizoram; Mo.; Monaghan; Monmouthshire; Mont.; Montana; Moray;
    Morelos; Mpumalanga; Munster; Murcia; N.C.; N.D.; N.H.; N.J.; N.M.; N.Y.; Nagaland; Nangarhar;
    Nasarawa; Navarre; Neb.; Nebraska; Nev.; Nevada; New Brunswick; New Hampshire; New Jersey;
    New Mexico; New South Wales; New York; New York State; Newfoundland; Newfoundland and Labrador;
    Nineveh; Ningxia; Norfolk; Normandy; North Carolina; North Dakota; North Darfur; North Kivu;
    North Rhine-Westphalia; North Waziristan; North West Province; North Yorkshire;
    Northamptonshire; Northern Cape; Northern Territory; Northland; Northumberland;
    Northwest Territories; Nottinghamshire; Nova Scotia; NSW; Nuevo Leon; Nuevo León; Nunavut;
    Oaxaca; Occitanie; Odisha; Offaly; Ogun; Ohio; Okinawa; Okla.; Oklahoma; Ondo; Ontario; Ore.;
    Oregon; Orissa; Orkney; Oromia; Osun; Otago; Oxfordshire; Oyo; Pa.; Paktika; Palawan; Papua;
    Pará; Paraíba; Parana; Paraná; Pembrokeshire; Penang; Pennsylvania; Perak; Pernambuco;
    Perthshire; Piauí; Piedmont; Powys; Primorye; Prince Edward Island; Provence; Puducherry;
    Puebla; Puglia; Punjab; Puntland; Qinghai; Quebec; Queensland; Quintana Roo; R.I.; Rajasthan;
    Rakhine; Rakhine State; Republika Srpska; Rhineland-Palatinate; Rhode Island; Rhodes;
    Rio Grande do Sul; Rivers State; Rondônia; Roraima; Roscommon; Rostov; Rutland; S.C.; S.D.;
    Saarland; Sabah; Sagaing; Santa Catarina; Sarawak; Sardinia; Saskatchewan; Saxony;
    Saxony-Anhalt; Schleswig-Holstein; Scottish Borders; Selangor; Shaanxi; Shan State; Shandong;
    Shanxi; Shetland; Shropshire; Sichuan; Sicily; Sikkim; Silesia; Sinai; Sinaloa; Sindh;
    Sistan and Baluchestan; Skåne; Sligo; Sokoto; Somerset; Sonora; South Australia;
    South Carolina; South Dakota; South Darfur; South Kivu; South Kordofan; South Tyrol;
    South Waziristan; South Yorkshire; Southland; Staffordshire; Styria; Suffolk; Sulawesi;
    Sumatra; Surrey; Sussex; Sutherland; Tabasco; Tamaulipas; Tamil Nadu; Taraba; Taranaki;
    Tasmania; Teesside; Telangana; Tenerife; Tenn.; Tennessee; Tex.; Texas; Thurgau; Thuringia;
    Tibet; Ticino; Tigray; Tipperary; Transylvania; Tripura; Tucumán; Turkana; Tuscany;
    Tyne and Wear; Tyneside; Tyrol; Tyrone; Ulster; Umbria; Upper Austria; Utah; Uttar Pradesh;
    Uttarakhand; Va.; Valais; Vaud; Veneto; Veracruz; Vermont; Virginia; Vojvodina; Vorarlberg;
    Vt.; W.Va.; Waikato; Wallonia; Warwickshire; Wash.; Washington; Washington State; Waziristan;
    West Bank; West Bengal; West Darfur; West Papua; West Sussex; West Virginia; West Yorkshire;
    Western Australia; Western Cape; Westmeath; Wexford; Wicklow; Wiltshire; Wis.; Wisconsin;
    Worcestershire; Wyo.; Wyoming; Xinjiang; Yakutia; Yobe; Yorkshire; Yucatan; Yucatán; Yukon;
    Yunnan; Zacatecas; Zamfara; Zanzibar; Zaporizhzhia; Zeeland; Zhejiang; Zulia
    """
)

# Continents, seas, rivers, mountains; districts, squares and buildings known by name.
REGIONS = names(
    """
    Adriatic; Adriatic Sea; Aegean; Aegean Sea; Africa; Al-Aqsa; Alps; Amazon Basin;
    Amazon rainforest; Amazonia; Anatolia; Andes; Anfield; Antarctica; Appalachia; Arabian Gulf;
    Arabian Peninsula; Arabian Sea; Arctic; Arctic Circle; Arctic Ocean; Asia; Asia Pacific;
    Asia-Pacific; Atlantic; Atlantic Ocean; Auschwitz; Balkans; Baltic; Baltic Sea; Baltics;
    Bay Area; Bay of Bengal; Benelux; Black Forest; Black Sea; Bosphorus; Brandenburg Gate;
    Broadway; Buckingham Palace; Camp David; Cape Canaveral; Cape Cod; Cape Horn; Caribbean;
    Caribbean Sea; Carpathians; Caspian; Caspian Sea; Catskills; Caucasus; Celtic Sea;
    Central America; Central Asia; Central Europe; Central Park; Continental Europe; Coral Sea;
    Cotswolds; Danube; Dead Sea; Deep South; Dolomites; Donbas; Earth; East Africa; East Anglia;
    East Asia; East China Sea; East Coast; East Midlands; Eastern Europe; Eastern Mediterranean;
    Eiffel Tower; English Channel; Euphrates; Eurasia; Europe; Everest; Everglades; Far East;
    Fleet Street; Florida Keys; Galapagos; Galápagos; Ganges; Gatwick; Global South; Gobi Desert;
    Grand Canyon; Great Barrier Reef; Great Lakes; Great Plains; Greater Sydney; Ground Zero;
    Guadalcanal; Guantanamo; Guantánamo; Guantanamo Bay; Guantánamo Bay; Gulf; Gulf Coast;
    Gulf of Aden; Gulf of Guinea; Gulf of Mexico; Gulf of Oman; Gulf of Thailand; Heathrow;
    Hebrides; Himalayas; Hindu Kush; Home Counties; Horn of Africa; Hudson River; Hudson Valley;
    Hyde Park; Iberia; Iberian Peninsula; Indian Ocean; Indo-Pacific; Indochina; Ionian Sea;
    Irish Sea; Iwo Jima; Jordan Valley; Jupiter; Kalahari; Kashmir Valley; Kilimanjaro;
    Korean Peninsula; Korean peninsula; Lake Chad; Lake District; Lake Erie; Lake Geneva;
    Lake Michigan; Lake Victoria; Latin America; Levant; Lord's Cricket Ground; Louvre;
    Madison Square Garden; Maghreb; Mar-a-Lago; Mars; Mediterranean; Mekong; Mekong Delta;
    Melanesia; Mid-Atlantic; Mid-West; Middle East; Middle East and North Africa; Midlands;
    Midwest; Mojave Desert; Mont Blanc; Moon; Mount Everest; Mount Fuji; New England; Niger Delta;
    Nile; North Africa; North America; North Atlantic; North Pole; North Sea; Norwegian Sea;
    Notre Dame; Notre-Dame; Oceania; Old Trafford; Outer Hebrides; Pacific; Pacific Northwest;
    Pacific Ocean; Pacific Rim; Panama Canal; Patagonia; Peak District; Pearl Harbor; Pennines;
    Persian Gulf; Polynesia; Pyrenees; Red Sea; Red Square; Rhine; Rio Grande; River Thames;
    Rockies; Rocky Mountains; Ruhr; Russian Far East; Sahara; Sahel; Saturn; Scandinavia;
    Scottish Highlands; Sea of Azov; Sea of Japan; Seine; Siberia; Sierra Nevada; Silicon Valley;
    Sinai Peninsula; Snowdonia; South America; South Asia; South China Sea; South East Asia;
    South Pacific; South Pole; South-East Asia; South-east Asia; Southeast Asia; Southern Africa;
    Southern Europe; Southern Hemisphere; Southern Ocean; Stansted; Statue of Liberty;
    Strait of Gibraltar; Strait of Hormuz; Sub-Saharan Africa; Suez Canal; Tahrir Square;
    Taiwan Strait; Taj Mahal; Tasman Sea; Temple Mount; Thames; Tiananmen Square; Tibetan Plateau;
    Tierra del Fuego; Tigris; Times Square; Tora Bora; Torres Strait; Trafalgar Square;
    Trump Tower; Twickenham; Twin Towers; Urals; Venus; Volga; Wall Street; Wembley; West Africa;
    West Coast; West Indies; West Midlands; Western Europe; Western Hemisphere; Western Wall;
    Windsor Castle; World Trade Center; Yangtze; Yellow Sea; Yellowstone; Yosemite; Zagros
    """
)
