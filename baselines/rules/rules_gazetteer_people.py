"""Peoples and religions, and given names of many countries; all in lower case."""

from rules_lists import words

# Whole demonyms; the endings in rules_label_context find most of the rest.
NATIONALITIES = words(
    """
    aboriginal aboriginals aborigine aborigines adivasi afghan afghans african african-american
    african-americans africans afrikaner afrikaners afro-american alawite alawites albanian
    albanians algerian algerians american americans amish andorran angeleno anglican anglicans
    anglo-saxon angolan angolans arab arabian arabs argentine argentines argentinian armenian
    armenians ashkenazi asian asian-american asian-americans asians australian australians austrian
    austrians azerbaijani azerbaijanis azeri bahamian bahraini bahrainis bangladeshi baptist
    baptists barbadian basque basques bavarian bedouin belarusian belarusians belgian belgians
    bengali bengalis beninese berber berbers berliner bhutanese bolivian bolivians bolshevik bosniak
    bosniaks bosnian bosnians bostonian botswanan brazilian brazilians british briton britons
    bruneian buddhist buddhists bulgarian bulgarians burkinabe burmese burundian byzantine
    californian californians cambodian cambodians cameroonian cameroonians canadian canadians
    catalan catalans catholic catholics caucasian caucasians celtic chadian chechen chechens
    cherokee chilean chileans chinese choctaw christian christians colombian colombians communist
    congolese conservative conservatives copt coptic copts cornish corsican cree croat croatian
    croatians croats cuban cubans cypriot cypriots czech czechs dalit dalits dane danes danish
    democrat democratic democrats djiboutian dominican dominicans druze dubliner dutch dutchman
    easterners ecuadorean ecuadorian ecuadorians egyptian egyptians emirati emiratis english
    englishman eritrean eritreans estonian estonians ethiopian ethiopians eurasian euro-asian
    european europeans eurosceptic evangelical fijian fijians filipino filipinos finn finnish finns
    flemish floridian french frenchman fulani gabonese gambian gambians georgian georgians german
    germans ghanaian ghanaians glaswegian greek greeks greenlandic grenadian guatemalan guatemalans
    guinean guineans guyanese haitian haitians hausa hawaiian hindu hindus hispanic hispanics
    honduran hondurans houthi houthis hungarian hungarians hutu hutus icelander icelanders icelandic
    igbo indian indians indigenous indonesian indonesians inuit iranian iranians iraqi iraqis irish
    irishman islamic islamist islamists israeli israelis italian italians ivorian ivorians jamaican
    jamaicans japanese jesuit jesuits jew jewish jews jordanian jordanians judeo-christian kashmiri
    kashmiris kazakh kazakhs kenyan kenyans korean koreans kosovan kosovar kurd kurdish kurds
    kuwaiti kuwaitis kyrgyz labourite lakota lao laotian laotians latina latinas latino latinos
    latinx latvian latvians lebanese leninist liberal-democrat liberian liberians libertarian libyan
    libyans lithuanian lithuanians liverpudlian londoner londoners lutheran lutherans luxembourgish
    maasai macedonian macedonians malagasy malawian malawians malay malays malaysian malaysians
    maldivian malian malians maltese mancunian maoist maoists maori marxist marxists
    mauritanian
    mauritian methodist methodists mexican mexicans moldovan moldovans mongolian mongolians
    montenegrin mormon mormons moroccan moroccans mozambican mozambicans muscovite muslim muslims
    namibian namibians navajo nazi nazis neo-nazi neo-nazis nepalese nepali nepalis nicaraguan
    nicaraguans nigerian nigerians nigerien non-jewish non-muslim non-muslims nordic northerner
    northerners norwegian norwegians ojibwe omani omanis oromo ottoman pakistani pakistanis palauan
    palestinian palestinians pan-african pan-arab panamanian panamanians papuan paraguayan
    paraguayans parisian parisians pashtun pashtuns pentecostal peronist persian persians peruvian
    peruvians pole poles polish portuguese presbyterian protestant protestants prussian punjabi
    qatari qataris quaker quakers queenslander queenslanders reaganite republican republicans
    rohingya roma roman romanian romanians romans russian russians rwandan rwandans salafi samoan
    samoans saudi saudis scandinavian scandinavians scot scots scottish senegalese sephardic serb
    serbian serbs seychellois shi'ite shi'ites shia shiite shiites siberian sicilian sikh sikhs
    singaporean singaporeans sinhalese slavic slovak slovakian slovaks slovene slovenes slovenian
    slovenians social-democrat somali somalis southerner southerners soviet soviets spaniard
    spaniards spanish sri-lankan stalinist sudanese sunni sunnis surinamese swazi swede swedes
    swedish swiss sydneysider syrian syrians taiwanese tajik tajiks tamil tamils tanzanian
    tanzanians tasmanian tatar tatars texan texans thai thais thatcherite tibetan tibetans tigrayan
    tigrayans togolese tongan tongans tories torontonian tory trinidadian trumpist tunisian
    tunisians turk turkish turkmen turks tutsi tutsis ugandan ugandans uighur uighurs ukrainian
    ukrainians uruguayan uruguayans uyghur uyghurs uzbek uzbeks venezuelan venezuelans vietnamese
    wahhabi welsh welshman western westerner westerners yazidi yazidis yemeni yemenis yorkshireman
    yoruba yugoslav zambian zambians zimbabwean zimbabweans zionist zionists zulu zulus
    """
)

MALE_NAMES = words(
    """
    aaron abdul abdulaziz abdullah abdulrahman abu achim adam adrian agustín ahmad ahmed akira alan
    albert alberto alejandro aleksandar aleksander aleksandr alessandro alex alexander alexandre
    alexei alexey alfonso alfred alfredo ali aliou alistair allan allen alvaro álvaro amadou amir
    amit amos anatoly anders andre andré andreas andrei andrej andres andrés andrew andriy andrzej
    andy angelo anil anthony antoine anton antonio antónio antonis anwar ariel aristide arjun
    armando arnaud arnold arthur artur arturo arun arvind ashok ashraf asif athanasios atiku axel
    aziz babak bakary barack barry bart bashar bashir bassam ben benedict beniamino benjamin benny
    benoit benoît bernard bernd bernie bertrand bilal bill bjorn björn blake bo bob bobby bogdan
    boniface boris boubacar brad brandon brendan brent brett brian bruce bryan bryce byron cameron
    carl carlo carlos carlton casey cecil cedric cesar césar charles charlie chidi chinedu chris
    christian christoph christophe christopher chuck ciaran clarence claude claudio clement clint
    clinton clive colin colm connor conor cormac cory craig cyril cyrus damian damien dan daniel
    daniele danilo danny darren darryl dave david dean declan deepak demetrius denis dennis derek
    desmond devon didier diego dieter dimitri dimitris dinesh dirk dmitri dmitry dmytro dominic
    dominik dominique donald donnie doug douglas dragan duncan dustin dwayne dwight dylan ed eddie
    edgar edmond edmund eduardo edward edwin efraim ehud eli elias elijah elliot elliott elon elton
    emeka emil emile emilio emmanuel enda enrico enrique eoin eric erich erik ernest ernesto ernst
    erwin esteban ethan eugene evan evgeny ezra fabian fabio fadi faisal fareed farhad farid felipe
    felix ferdinand fergal fernando fidel filip florian fouad francesco francis francisco franco
    francois françois frank frankie franklin franz fred frederic frédéric frederick fredrik
    friedrich fritz gabriel gareth garrett gary gaurav gavin geert geoff geoffrey george georges
    georgios gerald gérald gerard gérard gerardo gerhard ghassan gianni gideon gilbert gilles
    giorgio giorgos giovanni giulio giuseppe glenn goran gordon graham greg gregory grigory guido
    guillaume guillermo gunnar günter gunther gus gustavo habib hamid hamza hannes hans harald hari
    harold harry haruki haruna hashim hassan hector héctor heiko heinrich heinz helge helmut henk
    henri henrik henrique henry herbert herman hermann herve hervé hiroshi horst hossein howard
    hubert hugh hugo humphrey hussain hussein iain ian ibrahim idris ignacio igor ihor ilham ilya
    imran inigo iñigo irving isaac ismail issa itamar ivan ivo ivor jaap jacek jack jacob jacques
    jaime jair jake jakob jakub jamal james jamie jamil jan janez jarosław jaroslav jason jasper
    javier jay jean-claude jean-luc jean-marie jean-paul jean-pierre jeff jeffery jeffrey jens
    jeremy jerome jérôme jerry jerzy jesse jesus jesús jim jimmy joachim joao joão jochen joe joel
    joerg johan johann johannes john johnny jon jonah jonas jonathan jordan jordi jörg jorge jose
    josé josef joseph josh joshua juan juergen jules julian julien julio julius jun junichi jürgen
    justin justus kai kamal kamil kareem karel karim karl karol karsten kasper kaveh kazuo keiko
    keir keith kelvin kemal ken kenji kenneth kenny kent kerry kevin khaled khalid khalil kieran
    kirk klaus kofi konstantin kostas krishna kristian kurt kwabena kwame kwasi kyle lamar larry
    lars laurent lawrence lázaro lech lee leif len leo leon leonard leonardo leonid leopold leroy
    leszek levi lewis liam linus lionel lloyd lorenzo lothar louis luc luca lucas lucian luciano
    ludwig luigi luis luiz lukas luke maciej magnus mahmoud mahmud malcolm malik mamadou mandla
    manfred manish manmohan manoj manuel marc marcel marcelo marcin marco marcos marcus marek marian
    mariano mario marius mark marko markus marlon martin martín martino marvin marwan masoud massimo
    mateo mateusz mathias mathieu matt matteo matthew matthias mattias maurice mauricio mauro max
    maxim maxime maximilian mehdi mehmet mel melvin michał michael michail michel michele mick
    miguel mihai mikael mike mikhail miklós milan milos miloš milton miroslav mitch mitchell mohamad
    mohamed mohammad mohammadu mohammed mohamud mohan mohsen morgan morris morten moses moshe
    mostafa moussa muhammad muhammadu mukesh murat murray musa mustafa mykola nabil nader naftali
    najib naoki naoto narendra nasser nathan nathaniel nawaz ned neil nelson neville niall nicholas
    nick nico nicolae nicolas nicolás nicos niels nigel nikhil nikita niklas nikol nikola nikolai
    nikolaos nikolaus nikos nils nitin noah noam noel norbert norman nouri oded olaf olav ole oleg
    oleh oleksandr oleksiy oliver olivier olusegun omar orlando osama oscar oswald otto owen pablo
    paolo pascal patrick patrik paul pavel paweł pawel pedro pekka percy perry pervez pete peter
    petr petro petros phil philip philipp philippe pierre piers pieter pietro piotr prabowo pradeep
    prakash pranab prashant radek radosław raf rafał rafael rafe rafiq raheem rahul raj rajesh rajiv
    rajnath rakesh ralf ralph ramesh ramon ramón ramzan randall randy ranil raphael rashid raul raúl
    ravi ray raymond recep reggie reinhard reinhold reza riad ricardo riccardo richard rick rishi
    rob robert roberto robin rodney rodrigo roger roland rolf romain roman romano ron ronald ronnie
    rory ross rowan roy ruben rudi rudolf rudy rui rupert ruslan russell rustam ryan saad sadiq
    saeed saif sajid salah saleh salim salman salvador salvatore sam sami samir samuel samuele
    sandeep sander sandro sanjay santiago santosh satoshi satya saul scott seamus séamus sean
    sebastian sebastián sébastien seif selim sepp serge sergei sergey sergio serhiy shahbaz shahid
    shane shaun shawn sheldon sherif shigeru shinzo shyam siddharth sidney siegfried silvester
    silvio simon slobodan solomon sophocles sören spencer srinivas stan stanislav stanislaw stanley
    stefan stefano steffen stephane stéphane stephen steve steven stewart stuart subrahmanyam
    sukarno suleiman sunil suresh sushil sven syed sylvain sylvester tadeusz taha takashi takeshi
    tamás tarek tareq tariq taro tayyip ted teddy teo terence terrence terry thabo thaddeus theo
    theodor theodore thiago thibault thierry thilo thomas tim timothy tobias toby todd tom tomas
    tomás tomáš tomasz tommy tony tor torsten toshi toshiro travis trevor tristan trond tunde tyler
    udo łukasz ulrich umar umaru uri uwe václav vadim valentin valery vasily vasyl venkat vernon
    vicente victor vijay vikram viktor vinay vincent vinod virgil vishal vitali vitaliy vitaly vivek
    vlad vladimir vladislav vojtěch volkan volker volodymyr vyacheslav władysław wael waheed walid
    wallace wally walter warren wassim wayne wendell wesley wilbur wilfred wilhelm will willem
    william willy winston witold wojciech wolfgang woody xavi xavier yahya yair yannick yannis
    yaroslav yasir yasser yasuo yehuda yevgeny yiannis yitzhak yoav yoon yoram yosef yoshihide yossi
    youssef yukio yuri yuriy yusuf yuval yves zachary zack zaheer zaki zbigniew zdeněk zeid zoltán
    zoran
    """
)

FEMALE_NAMES = words(
    """
    abigail adele adeline adriana agata agnes agnieszka aida aileen aisha aishwarya alba alejandra
    aleksandra alessandra alexa alexandra alice alicia alina aline alison allison alma alyssa amal
    amanda amara amber amelia amélie amina amira amrita amy ana anaïs anastasia andrea anette angela
    angelina angelique anika anita anja anjali anke ann anna annabel annalena anne anneliese annette
    annie annika anouk antje antonia anya aparna arlene asha ashleigh ashley asma astrid audrey ava
    ayesha ayşe azadeh barbara barbra beatrice beatriz becky belinda bella benazir bernadette
    bernice bertha beth betsy bettina betty beverley beverly bianca birgit bonnie brandi brenda
    brianna bridget brigitte brittany bronwyn brooke camilla candace cara carla carly carmel carmen
    carol carolina caroline carolyn carrie cassandra cassie catalina catarina catherine cathy
    cecilia celeste celia celine céline chantal charlotte cherie cheryl chiara chidinma chika
    chimamanda chloe chloé christina christine cindy claire clara clare clarissa claudia claudine
    colette colleen concetta connie corinne courtney cristina cynthia dafne dagmar daisy dana
    daniela danielle daphne darlene deanna deb debbie deborah deirdre delphine denise desiree diana
    diane dilma dina dolores dominica donna doris dorota dorothy edith edna eileen eimear ekaterina
    elaine eleanor elena eleni eleonora elif elin elisa elisabeth élisabeth elise eliza elizabeth
    ella ellen eloise elsa elsie elvira emilia emilie emily emine emma erica erika erin esmeralda
    esperanza estelle esther ethel eugenia eunice eva eva-maria eve evelyn ewa fanny farah fatemeh
    fatima fatma fatou felicia felicity fernanda fiona flavia fleur florence frances francesca
    francine françoise frederica freya frieda gabriela gabriella gabrielle gail galina gayle gemma
    georgia geraldine germaine ghislaine gillian gina giorgia gisela gisele giulia gladys glenda
    gloria grace greta gretchen guadalupe gudrun gwen gwendolyn hala hana hanan hanna hannah
    hannelore harriet hayley hazel heather heidi heike helen helena helene hélène helga henrietta
    hilary hilda hilde hillary hina holly huma ida ilona ilse imelda imogen ines inés inga inge
    ingrid irene irina iris irma isabel isabella isabelle isla iva ivana ivanka ivy iwona jacinda
    jacinta jackie jaclyn jacqueline jacquelyn jana jane janet janice jasmin jasmine jaya jayne jean
    jeanette jeanne jeannie jemima jenna jenni jennifer jenny jessica jill joan joana joann joanna
    joanne jocelyn jodi jodie johanna jolanta josefina josephine josie joy joyce juana juanita judit
    judith judy julia juliana julianne julie juliet julieta juliette justine kaja kamala kamila
    karen karin karina karla karolina katarina katarzyna kate katerina katharina katherine kathleen
    kathrin kathryn kathy katie katja katrin katrina katya kavita kayla kayleigh keira kelley kellie
    kelly kendra kerri kerstin khadija kim kimberly kirsten kirstie kirsty kitty klara kris krista
    kristen kristin kristina kristine krystyna lakshmi lara larisa latoya laura lauren laurie lea
    leah leila lena leonie leonor leslie leticia letitia lilian liliana lillian lily lina linda
    lindsay lindsey lisa liz lois lola lorena loretta lori lorna lorraine lottie louisa louise
    lourdes luana lucia lucía lucie lucille lucinda lucrezia lucy ludmila luisa luz lydia lynette
    lynn lynne mabel madeleine madeline magali magda magdalena maggie małgorzata maha máire mairead
    maite malala malgorzata malin mandy manuela marcela marcia margaret margarethe margarita margaux
    margherita margot mari maria maria-elena mariam mariana marianna marianne maribel marie mariella
    marilyn marina marion marisa marissa maritza marjorie marlene marta martha martina mary mathilde
    matilda maud maura maureen maxine maya mayra meera megan meghan mehreen melania melanie melissa
    mercedes meredith meryl mia michaela micheline michelle mila mildred milena millie mina minna
    mira miranda mireille mirela miriam miroslava mitzi molly mona monica monika monique muriel myra
    myrtle nabila nadezhda nadia nadine naledi nancy nanette naomi narges natalia natalie natalya
    natasha nathalie nawal neelam nell nellie ngozi nia niamh nicky nicola nicole nicoletta
    nicolette nikki nina nirmala noa noelle nomvula noor nora norma nour nuala nuria odette oksana
    olena olga olivia oona ophelia oprah paige paloma pamela paola patricia patrizia paula pauline
    peggy penelope penny petra philippa phoebe phyllis pia pilar polly pooja pratibha preeti priti
    priya priyanka rabia rachael rachel rahima raisa rana rania raquel rasha rashida rebecca reem
    regina reham renata renate renee renée rhiannon rhoda rhonda rima rita roberta robyn rocío rosa
    rosalía rosalie rosalind rosamund rosanna rosario rose rose-marie roseanne rosemary rosie rowena
    roxana roxanne rukhsana ruth sabina sabine sabrina sadie saira sakura sally salma salome
    samantha samira sandi sandra sania sanna saoirse sara sarah saskia selena selma serena shabana
    shannon shanti sharmila sharon shazia sheila shelley shereen sheryl shirin shirley sian siân
    sibylle sigrid silke silvia sílvia simona sinead sinéad siobhan siobhán sofia sofía solange
    soledad sonia sonja sophia sophie soraya stacey stacy stella stephanie stéphanie sue sue-ellen
    sunita susan susana susanna susanne sushma suzanne svetlana sviatlana swati sybil sylvia tabitha
    tamar tamara tammy tania tanya tara tatiana tatyana teresa tess tessa thandi thea thelma
    theodora theresa therese thérèse tiffany tilda tina tonya tracy trish trudy tulsi tyra ulrike
    uma ursula usha ute valentina valeria valerie valérie vanda vandana vanessa vera veronica
    veronika véronique vicki vicky victoria viktoria viola violeta virginia virginie vivian viviane
    vivienne wanda wangari wendy wilma winifred winnie xenia xiomara yael yasmin yasmine yekaterina
    yelena yingluck yolanda yuka yuko yulia yuliya yumi yvonne zahra zainab zara zeinab zelda zita
    zoe zuzana zuzanna
    """
)

FIRST_NAMES = MALE_NAMES | FEMALE_NAMES
