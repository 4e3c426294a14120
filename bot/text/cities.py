"""Big cities that have no time zone of their own, and short names of zones; CLDR knows one city for each zone only.

Names that CLDR has stand here for no other zone; those that are called alike in several languages stand once.
"""

CITIES = {
    "Europe/Kyiv": "Lviv, Lvov, Львів, Львов, Kharkiv, Kharkov, Харків, Харьков, Odesa, Odessa, Одеса, Одесса, Dnipro, "
    "Dnepr, Дніпро, Днепр, Zaporizhzhia, Zaporozhye, Запоріжжя, Запорожье, Kryvyi Rih, Кривий Ріг, Кривой Рог, "
    "Mykolaiv, Миколаїв, Николаев, Vinnytsia, Вінниця, Винница, Poltava, Полтава, Chernihiv, Чернігів, Чернигов, "
    "Cherkasy, Черкаси, Черкассы, Zhytomyr, Житомир, Sumy, Суми, Сумы, Rivne, Рівне, Ровно, Lutsk, Луцьк, Луцк, "
    "Ternopil, Тернопіль, Тернополь, Ivano-Frankivsk, Івано-Франківськ, Ивано-Франковск, Chernivtsi, Чернівці, "
    "Черновцы, Khmelnytskyi, Хмельницький, Хмельницкий, Kherson, Херсон, Kropyvnytskyi, Кропивницький, Кропивницкий, "
    "Київський, Київське, Киевское, Киевскому",
    "Europe/Moscow": "St Petersburg, Saint Petersburg, Petersburg, Санкт-Петербург, Петербург, Питер, СПб, Kazan, "
    "Казань, Nizhny Novgorod, Нижний Новгород, Rostov, Rostov-on-Don, Ростов, Ростов-на-Дону, Krasnodar, Краснодар, "
    "Sochi, Сочи, Сочі, Voronezh, Воронеж, MSK, МСК, Московское, Московскому, Московський, Московське",
    "Asia/Yekaterinburg": "Ekaterinburg, Екб, Chelyabinsk, Челябинск, Perm, Пермь, Ufa, Уфа, Tyumen, Тюмень",
    "Europe/Minsk": "Gomel, Гомель, Grodno, Гродно, Mogilev, Могилев, Vitebsk, Витебск",
    "Asia/Almaty": "Astana, Астана, Нур-Султан, Shymkent, Шымкент",
    "Asia/Tbilisi": "Batumi, Батуми, Батумі",
    "Europe/Warsaw": "Krakow, Cracow, Краков, Краків, Wroclaw, Вроцлав, Gdansk, Гданьск, Гданськ, Poznan, Познань, "
    "Lodz, Лодзь, Katowice, Катовице, Катовіце",
    "Europe/Berlin": "Munich, München, Мюнхен, Hamburg, Гамбург, Frankfurt, Франкфурт, Cologne, Köln, Кёльн, Кельн, "
    "Stuttgart, Штутгарт, Düsseldorf, Дюссельдорф, Leipzig, Лейпциг, Лейпциґ, Dresden, Дрезден, Bonn, Бонн",
    "Europe/Zurich": "Geneva, Женева, Basel, Базель, Bern, Берн, Lausanne, Лозанна",
    "Europe/Vienna": "Graz, Грац, Salzburg, Зальцбург, Linz, Линц, Лінц",
    "Europe/Prague": "Brno, Брно, Ostrava, Острава",
    "Europe/Paris": "Lyon, Лион, Ліон, Marseille, Марсель, Nice, Ницца, Ніцца, Toulouse, Тулуза, Bordeaux, Бордо, "
    "Strasbourg, Страсбург",
    "Europe/Madrid": "Barcelona, Барселона, Valencia, Валенсия, Валенсія, Seville, Севилья, Севілья, Malaga, Малага, "
    "Alicante, Аликанте, Аліканте, Bilbao, Бильбао, Більбао",
    "Europe/Rome": "Milan, Милан, Мілан, Naples, Неаполь, Turin, Турин, Florence, Флоренция, Флоренція, Venice, "
    "Венеция, Венеція, Bologna, Болонья",
    "Europe/London": "Manchester, Манчестер, Birmingham, Бирмингем, Бірмінгем, Edinburgh, Эдинбург, Единбург, Glasgow, "
    "Глазго, Liverpool, Ливерпуль, Ліверпуль, Leeds, Bristol, Cardiff, Oxford, Оксфорд, Cambridge, Кембридж, BST",
    "Europe/Amsterdam": "Rotterdam, Роттердам, The Hague, Hague, Гаага, Utrecht",
    "Europe/Brussels": "Antwerp, Антверпен, Ghent",
    "Europe/Lisbon": "Porto, Порту",
    "Europe/Stockholm": "Gothenburg, Гётеборг, Malmö",
    "Europe/Istanbul": "Ankara, Анкара, Izmir, Измир, Ізмір, Antalya, Анталья, Анталія",
    "Europe/Athens": "Thessaloniki, Салоники, Салоніки",
    "Asia/Jerusalem": "Haifa, Хайфа, Тель-Авив, Тель-Авів",
    "Asia/Dubai": "Abu Dhabi, Абу-Даби, Абу-Дабі",
    "Asia/Riyadh": "Jeddah, Mecca, Мекка",
    "Asia/Karachi": "Islamabad, Исламабад, Ісламабад, Lahore, Лахор",
    "Asia/Kolkata": "Mumbai, Bombay, Мумбаи, Мумбаї, Delhi, New Delhi, Дели, Делі, Нью-Дели, Bangalore, Bengaluru, "
    "Бангалор, Chennai, Hyderabad, Pune, IST",
    "Asia/Shanghai": "Beijing, Peking, Пекин, Пекін, Shenzhen, Шэньчжэнь, Guangzhou, Гуанчжоу",
    "Asia/Tokyo": "Osaka, Осака, Kyoto, Киото, Кіото, Yokohama, JST",
    "Asia/Bangkok": "Hanoi, Ханой, Phuket, Пхукет, Pattaya, Паттайя",
    "Asia/Makassar": "Bali, Бали, Балі, Denpasar",
    "Australia/Sydney": "Canberra, Канберра",
    "Pacific/Auckland": "Wellington, Веллингтон, Веллінгтон",
    "Africa/Johannesburg": "Cape Town, Кейптаун, Pretoria, Претория, Преторія, Durban",
    "Africa/Cairo": "Alexandria, Александрия, Александрія",
    "Africa/Lagos": "Abuja, Абуджа",
    "America/New_York": "NYC, NY, Washington, Washington DC, DC, Вашингтон, Boston, Бостон, "
    "Philadelphia, Филадельфия, Філадельфія, Miami, Майами, Маямі, Atlanta, Атланта, Orlando, Pittsburgh, Baltimore, "
    "Cleveland, Charlotte, EST, EDT, ET",
    "America/Chicago": "Houston, Хьюстон, Г’юстон, Dallas, Даллас, Austin, Остин, Остін, San Antonio, Minneapolis, "
    "St Louis, New Orleans, Nashville, Milwaukee, CST, CDT, CT",
    "America/Denver": "Salt Lake City, MST, MDT, MT",
    "America/Los_Angeles": "LA, San Francisco, SF, Сан-Франциско, Seattle, Сиэтл, Сіетл, San Diego, Сан-Диего, "
    "Las Vegas, Лас-Вегас, Portland, Sacramento, San Jose, PST, PDT, PT",
    "America/Toronto": "Ottawa, Оттава, Quebec, Квебек",
    "America/Edmonton": "Calgary, Калгари, Калгарі",
    "America/Sao_Paulo": "Rio de Janeiro, Rio, Рио-де-Жанейро, Ріо-де-Жанейро, Brasilia",
}
"""IANA zone -> names, as people type them in the languages of the interface."""
