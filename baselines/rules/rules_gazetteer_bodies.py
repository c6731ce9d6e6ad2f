"""Bodies and products that go by a name that no shape gives away."""

from rules_lists import names

# Government, armed forces, parties, unions, outlets, companies, leagues, teams, universities.
ORGANISATIONS = names(
    """
    20th Century Fox; 3M; 49ers; Aam Aadmi Party; AAP; AARP; Abba; ABC; Abercrombie & Fitch;
    Abu Sayyaf; AC Milan; Accenture; ACLU; Adidas; Adobe; AfD; AFL; AFL-CIO; AFP; African
    National Congress; African Union; Agence France-Presse; Agriculture Department; AIG; Air
    Force; Airbnb; Airbus; Ajax; AKP; Al Jazeera; Al Qaeda; al Qaeda; Al Qaida; Al Shabaab;
    Al-Qaeda; al-Qaeda; Al-Qaida; al-Qaida; Al-Shabaab; al-Shabaab; al-Shabab; Alcoa; Aldi;
    Alibaba; All Blacks; Allianz; Alphabet; Amazon; AMC; AMD; American Airlines; American
    Express; Amnesty; Amnesty International; ANC; Anglican Church; Anglo American; ANI; ANSA;
    Anthropic; AOL; AP; APC; Apple; Arab League; Aramco; ArcelorMittal; ARD; Arizona State;
    Army; Arsenal; Asahi Shimbun; Asda; ASEAN; Asean; Associated Press; Aston Villa;
    AstraZeneca; AT&T; ATF; Atletico Madrid; Atlético Madrid; ATP; AU; Audi; Aviva; Awami
    League; Axios; BAE Systems; Baidu; Bank of America; Bank of England; Bank of Japan;
    Barclays; Barça; BASF; Bayer; Bayern Munich; BBC; BCCI; Bear Stearns; Beatles; Benfica;
    Berkshire Hathaway; Best Buy; Bharatiya Janata Party; BHP; BHP Billiton; Bild; BioNTech;
    BJP; Black Caps; Black Lives Matter; BlackBerry; BlackRock; Blackstone; Bloomberg;
    Bloomberg News; BMJ; BMW; BNP; BNP Paribas; Boca Juniors; Boeing; Boko Haram; Bombardier;
    Borussia Dortmund; Bosch; Boston Globe; Boy Scouts; BP; Breitbart; BRICS; British Airways;
    Broadcom; Broncos; Brookings Institution; BT; BTS; Bundesbank; Bundesliga; Bundesrat;
    Bundestag; Bundeswehr; Burberry; Burger King; Burnley; BuzzFeed; ByteDance; Cabinet Office;
    Cadillac; Caltech; Cambridge University; Capitol Hill; Cargill; Carrefour; Caterpillar;
    Catholic Church; Cato Institute; CBC; CBI; CBS; CDC; CDU; Celtic; Celtics; Chanel; Channel
    4; Charlie Hebdo; Chatham House; Chevrolet; Chevron; Chicago Tribune; China Daily;
    Chipotle; CHP; Chrysler; Church of England; CIA; Cisco; Citi; Citibank; Citigroup; Clarín;
    CNBC; CNN; Coast Guard; Coca-Cola; Coldplay; Comcast; Commerce Department; Commerzbank;
    Commons; Communist Party; Congress; Congress Party; ConocoPhillips; Conservative Party;
    Cornell; Corriere della Sera; Costco; Council of Europe; Council on Foreign Relations;
    Court of Appeal; CPI(M); Credit Suisse; Crystal Palace; CSU; Daesh; Daily Express; Daily
    Mail; Daily Mirror; Daily Nation; Daily Star; Daily Telegraph; Daimler; Danone; DEA;
    DeepMind; Defense Department; Dell; Deloitte; Democratic Alliance; Democratic National
    Committee; Democratic Party; Department of Homeland Security; Der Spiegel; Deutsche Bank;
    Deutsche Telekom; DHS; Die Linke; Die Presse; Die Welt; Die Zeit; Disney; DNC; Doctors
    Without Borders; Dodgers; Dow Jones; Downing Street; DPA; dpa; DPP; Dropbox; Duma; DUP;
    DuPont; DVLA; Dyson; Dáil; E.ON; EasyJet; easyJet; Ebay; eBay; ECB; Economist; ECOWAS;
    Ecowas; EDF; Education Department; EFCC; EFE; EFF; El Mundo; El Pais; El País; El
    Universal; Electronic Arts; Eli Lilly; ELN; Elysee; Emirates; En Marche; Energy Department;
    Engie; Eni; Enron; Eon; EPA; Ericsson; Ernst & Young; ESPN; ETA; Etihad; EU; European
    Central Bank; European Commission; European Council; European Court of Human Rights;
    European Parliament; European Union; Europol; Eurostat; Evening Standard; Everton; Expedia;
    Extinction Rebellion; Exxon; Exxon Mobil; ExxonMobil; EY; FAA; Facebook; Fannie Mae; FARC;
    Fatah; FBI; FCC; FDA; FDP; Fed; Federal Reserve; FedEx; FEMA; Fenerbahce; Ferrari; Fianna
    Fail; Fianna Fáil; Fiat; Fiat Chrysler; Fidesz; FIFA; Fifa; Fifpro; Financial Times; Fine
    Gael; Fitch; Five Star Movement; Flamengo; Flickr; Florida State; Folha de S.Paulo; Forbes;
    Ford; Foreign Office; Forza Italia; Fox; Fox News; Foxconn; Freddie Mac; Freemasons;
    Friends of the Earth; Front National; FSB; FTC; Fulham; G20; G7; G8; Galatasaray; Gallup;
    Gawker; Gazprom; GE; General Electric; General Motors; Georgia Tech; Gillette; GitHub;
    GlaxoSmithKline; Glencore; Global Times; Globe and Mail; GM; Goldman Sachs; Google; GOP;
    GoPro; Green Bay Packers; Green Party; Greenpeace; Groupon; GRU; GSK; Guardian; Gucci; H&M;
    Haaretz; Halliburton; Hamas; Haqqani network; Harvard; HBO; HDP; Heineken; Heritage
    Foundation; Hermès; Hewlett-Packard; Hezbollah; Hindustan Times; Hitachi; Hizbollah;
    Hizbullah; HMRC; Holyrood; Home Depot; Home Office; Homeland Security; Honda; Honeywell;
    House of Commons; House of Lords; House of Representatives; HP; HSBC; HTC; Huawei;
    Huffington Post; HuffPost; Hulu; Human Rights Watch; Hyundai; Hürriyet; IAAF; IAEA; IBM;
    ICC; ICE; ICJ; IDF; IKEA; Ikea; ILO; IMF; Imperial College London; INEC; Infosys; ING;
    Instagram; Intel; Inter Milan; Interfax; Interior Department; International Committee of
    the Red Cross; International Court of Justice; International Criminal Court; International
    Monetary Fund; International Olympic Committee; Interpol; IOC; Iowa State; Ipsos; IRA;
    IRNA; IRS; ISIL; Isil; ISIS; Isis; Islamic Jihad; Islamic State; Itar-Tass; ITN; ITV;
    Izvestia; Jaguar Land Rover; Jaish-e-Mohammed; Jakarta Post; Jemaah Islamiyah; Jerusalem
    Post; John Lewis; Johnson & Johnson; JP Morgan; JPMorgan; Justice Department; Juventus;
    Kadima; Kansas State; KCNA; KFC; KGB; Khmer Rouge; Kia; King's College London; KLM; Kmart;
    KMT; Knesset; Knicks; Kodak; Kommersant; KPMG; Kraft; Kremlin; Ku Klux Klan; Kuomintang;
    Kyodo; L'Oréal; La Liga; La Nación; La Repubblica; Labor Department; Labour; Labour Party;
    Lakers; Lancet; Lashkar-e-Taiba; LDP; Le Figaro; Le Monde; Le Parisien; Led Zeppelin; Lega;
    Lehman Brothers; Leicester City; Lenovo; LG; Lib Dems; Liberal Democratic Party; Liberal
    Democrats; Libération; Lidl; Ligue 1; Likud; LinkedIn; Liverpool FC; Lloyds; Lockheed
    Martin; Lok Sabha; London Stock Exchange; Los Angeles Times; LPGA; LSE; LSU; LTTE;
    Lufthansa; LVMH; Lyft; Macy's; Man City; Man United; Man Utd; Manchester City; Manchester
    United; Marine Corps; Marks & Spencer; Mashable; MasterCard; Mastercard; Mattel; Mazda;
    McDonald's; McDonald’s; McKinsey; MDC; Medecins Sans Frontieres; Mercedes-Benz; Merck;
    Merrill Lynch; Met Office; Met Police; Meta; Metropolitan Police; Mets; MI5; MI6; Michigan
    State; Microsoft; MIT; Mitsubishi; MLB; MLS; Moderna; Mojang; Monsanto; Moody's; Moody’s;
    Morgan Stanley; Morrisons; Mossad; Motorola; MSF; MSNBC; MTV; Muslim Brotherhood; MySpace;
    Myspace; Médecins Sans Frontières; Médecins sans Frontières; NAACP; NASA; Nasa; NASCAR;
    Nascar; Nasdaq; National Front; National Guard; National Rally; NATO; Nato; NatWest; Navy;
    NBA; NBC; NBCUniversal; NCAA; NDC; Nestle; Nestlé; Netflix; New York Giants; New York Post;
    New York Stock Exchange; New York Times; New Yorker; Newcastle United; Newsweek; NFL; NHK;
    NHL; NHS; Nielsen; NIH; Nike; Nikkei; Nintendo; Nissan; NOAA; Nokia; Northrop Grumman;
    Norwich City; Nottingham Forest; Novartis; Novaya Gazeta; Novo Nordisk; NPP; NPR; NRA; NRL;
    NSA; NTSB; Nvidia; NYSE; NYU; O Globo; ODM; OECD; Ofcom; Ofgem; Ofsted; Ohio State;
    Oireachtas; Oklahoma State; Old Bailey; OPEC; Opec; OpenAI; Opus Dei; Oracle; Oregon State;
    Orthodox Church; OSCE; Oxfam; Oxford University; Packers; Palantir; Palestinian Authority;
    Panasonic; Paramount; Paris Saint-Germain; Parliament; PayPal; PBS; PDP; Peloton; Penn
    State; Pentagon; People for the Ethical Treatment of Animals; People's Bank of China;
    People's Daily; People's Liberation Army; Pepsi; PepsiCo; Petrobras; Pew Research Center;
    Pfizer; PGA; PGA Tour; Philips; Pink Floyd; Pinterest; PiS; Pixar; PKK; Plaid Cymru;
    Planned Parenthood; Playboy; PLO; PML-N; Podemos; Politico; Porsche; PPP; Pravda; Premier
    League; Press Association; PRI; Princeton University; Proteas; Proud Boys; PSG; PSOE; PT;
    PTI; PwC; Qantas; Quai d'Orsay; Qualcomm; Queens Park Rangers; Quora; Radiohead; RAF; RAI;
    Rajya Sabha; Rand Corporation; Rangers; Rassemblement National; Raytheon; RBS; Real Madrid;
    Red Crescent; Red Cross; Red Sox; Reddit; Reform UK; Reliance Industries; Renault;
    Reporters Without Borders; Republican National Committee; Republican Party; Research In
    Motion; Reuters; Revlon; Revolutionary Guard; Revolutionary Guards; RIA Novosti; Riksdag;
    Rio Tinto; River Plate; RNC; Robinhood; Roche; Roku; Rolling Stone; Rolling Stones;
    Rolls-Royce; Roma; Roman Catholic Church; Rosneft; Royal Air Force; Royal Bank of Scotland;
    Royal Mail; Royal Navy; RSS; RT; RTE; RTÉ; Ryanair; S&P; SABC; Safaricom; Sainsbury's;
    Sainsbury’s; Salesforce; Salvation Army; Samsung; Samsung Electronics; SANA; Sanofi;
    Santander; SAP; Saudi Aramco; Save the Children; Scotland Yard; SDLP; Seahawks; Seanad;
    SEC; Secret Service; Security Council; Sejm; Senate; Sendero Luminoso; Serie A; Shas;
    Sheffield United; Shell; Shin Bet; Shiv Sena; Siemens; Singapore Airlines; Sinn Fein; Sinn
    Féin; Sky News; Skype; Snapchat; SNP; SoftBank; Sony; South China Morning Post; SpaceX;
    SPD; Spiegel; SPLM; Spotify; Springboks; Sputnik; Standard & Poor's; Standard Chartered;
    Stanford; Starbucks; State Department; Steelers; Stoke City; Stormont; Storting; Straits
    Times; Stripe; Subaru; Sunday Times; Supreme Court; Suzuki; Sydney Morning Herald; Syriza;
    T-Mobile; Taliban; Tamil Tigers; Taobao; TASS; Tass; Tata; Tata Motors; Tea Party;
    Teamsters; TechCrunch; Tehreek-e-Taliban Pakistan; Telegram; Telegraph; Tencent; Tesco;
    Tesla; Texaco; Texas A&M; Texas Instruments; Thomson Reuters; ThyssenKrupp; TikTok; Time
    Warner; Times of India; TMC; Toronto Star; Toshiba; TotalEnergies; Tottenham Hotspur;
    Toyota; Transparency International; Transportation Department; Treasury; Treasury
    Department; TSA; TSMC; TUC; Tumblr; Twitch; Twitter; U.N.; U.N. Security Council; U2; UAW;
    Uber; UBS; UCL; UCLA; UEFA; Uefa; UFC; UKIP; Ukip; UN; UN Security Council; UNESCO; Unesco;
    UNHCR; UNICEF; Unicef; Unilever; United Airlines; United Nations; United Russia; Universal
    Pictures; UNRWA; UPI; UPS; USA Today; USAID; USC; USDA; Vatican Bank; Verizon; Viacom; Viet
    Cong; Virgin; Virginia Tech; Vodafone; Vogue; Volkswagen; Volvo; Vox; Vox Media; VW; WADA;
    Wada; Wagner Group; Waitrose; Wal-Mart; Walgreens; Wall Street Journal; Wallabies; Walmart;
    Warner Bros; Warner Bros.; Washington Post; Waymo; WBA; WeChat; Weibo; Wells Fargo; West
    Brom; West Ham; West Ham United; Western Union; WeWork; WFP; WhatsApp; White House;
    Whitehall; WikiLeaks; Wikileaks; Wikipedia; Wipro; WNBA; World Bank; World Health
    Organisation; World Health Organization; World Trade Organization; WTA; WTO; WWE; WWF;
    Xiaomi; Xinhua; Yahoo; Yahoo!; Yale; Yankees; Yelp; Yisrael Beiteinu; Yomiuri Shimbun;
    Yonhap; YouGov; YouTube; YPG; Yum Brands; ZANU-PF; Zanu-PF; Zara; ZDF; Élysée
    """
)

# Devices, software, currencies, schemes, vehicles.
PRODUCTS = names(
    """
    Abrams; Air Force One; AirPods; Android; Apache; Apollo; App Store; Apple II; Apple Pay;
    Apple TV; Apple Watch; Barbie; Bing; Bitcoin; Black Hawk; Bluetooth; Botox; ChatGPT;
    Chevy Volt; Chinook; Chrome; Coke; Concorde; Corvette; Dogecoin; Dreamliner; Ethereum;
    Facebook Live; Falcon 9; Fios; Firefox; Fortnite; Galaxy S; Game Boy; Gmail; Google Assistant;
    Google Drive; Google Glass; Google Maps; Google Play; GPT-4; Hellfire; HIMARS; Hubble; Humvee;
    iCloud; iMac; Internet Explorer; iPad; iPad mini; iPhone; iPod; Iron Dome; iTunes; Java;
    JavaScript; JobKeeper; Kalashnikov; Kindle; Kindle Fire; Kindle Paperwhite; Land Rover; Lego;
    Linux; Mac; MacBook; Macintosh; Marine One; Medibank; Medicaid; Medicare; Microsoft Office;
    Minecraft; Model 3; Model S; Model Y; MySQL; News Feed; Nintendo Switch; Node.js; Obamacare;
    OxyContin; Ozempic; Photoshop; PlayStation; Pokémon; Pokemon Go; Pokémon Go; PostgreSQL;
    PowerPoint; Prius; Prozac; Python; Range Rover; Roblox; Safari; Scud; Siri; Social Security;
    Starliner; Starlink; Stinger; Street View; Titanic; TiVo; Tomahawk; Trident; Tylenol; Unix;
    Valium; Viagra; Voyager; Walkman; Wi-Fi; WiFi; Wii; Windows; Windows Phone; Xbox; Xbox 360;
    Xbox One
    """
)
