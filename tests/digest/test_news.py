"""New means new: a story that grows, as somebody is told it who knows its beginning."""

import pytest

from bot.digest.telling import compose_brief
from bot.model.story import Brief
from tests.digest.made import article, reports, story

KNOWN = {
    (
        "fire",
        "en",
    ): "A fire at the harbour of Arlby killed 12 people on Sunday night. Mayor Dessa Farrow said that the cause was "
    "a gas leak in the fish market. The council will rebuild the market within two years. Police arrested a dock "
    "worker over the fire. The ministry approved 4 million crowns of aid for the town. Nobody has claimed the "
    "burned ships.",
    (
        "fire",
        "ru",
    ): "Пожар в порту Арлби унёс жизни 12 человек в ночь на воскресенье. Мэр Десса Фарроу заявила, что причиной "
    "стала утечка газа на рыбном рынке. Совет города восстановит рынок за два года. Полиция задержала рабочего "
    "порта по делу о пожаре. Министерство одобрило помощь городу в размере 4 миллионов крон.",
    (
        "fire",
        "uk",
    ): "Пожежа в порту Арлбі забрала життя 12 людей у ніч на неділю. Мер Десса Фарроу заявила, що причиною став "
    "витік газу на рибному ринку. Рада міста відбудує ринок за два роки. Поліція затримала робітника порту у "
    "справі про пожежу. Міністерство схвалило допомогу місту в розмірі 4 мільйонів крон.",
    (
        "strike",
        "en",
    ): "Teachers in Brackenfall went on strike on Monday, and 340 schools stayed closed. The teachers' union demands "
    "a pay rise of nine percent. Education Minister Olle Brand said that the state could not pay more than four "
    "percent. Talks will resume on Thursday in the town hall. Parents set up emergency classes in churches. A "
    "court in Brackenfall will hear the state's complaint on Friday.",
    (
        "strike",
        "ru",
    ): "Учителя Бракенфолла начали забастовку в понедельник, 340 школ закрыты. Профсоюз учителей требует повысить "
    "зарплату на девять процентов. Министр образования Олле Бранд заявил, что государство не может заплатить "
    "больше четырёх процентов. Переговоры возобновятся в четверг в ратуше. Суд Бракенфолла рассмотрит жалобу "
    "государства в пятницу.",
    (
        "strike",
        "uk",
    ): "Учителі Бракенфолла почали страйк у понеділок, 340 шкіл зачинено. Профспілка вчителів вимагає підвищити "
    "зарплату на дев'ять відсотків. Міністр освіти Олле Бранд заявив, що держава не може заплатити більше "
    "чотирьох відсотків. Переговори відновляться в четвер у ратуші. Суд Бракенфолла розгляне скаргу держави в "
    "п'ятницю.",
    (
        "ferry",
        "en",
    ): "The ferry Aurora ran aground off Kelbry on Tuesday evening with 86 people on board. The coast guard said "
    "that all passengers were safe. The captain, Ivo Lunt, blamed a broken radar for the accident. Divers will "
    "examine the hull on Wednesday. The shipping company Merrowline promised each passenger 500 crowns. Oil was "
    "seen on the water near the wreck.",
    (
        "ferry",
        "ru",
    ): "Паром «Аврора» сел на мель у Келбри во вторник вечером, на борту находились 86 человек. Береговая охрана "
    "сообщила, что все пассажиры в безопасности. Капитан Иво Лунт объяснил аварию поломкой радара. Водолазы "
    "осмотрят корпус в среду. Компания «Мерроулайн» пообещала каждому пассажиру 500 крон. Рядом с судном замечено "
    "масляное пятно.",
    (
        "ferry",
        "uk",
    ): "Пором «Аврора» сів на мілину біля Келбрі у вівторок увечері, на борту перебували 86 людей. Берегова охорона "
    "повідомила, що всі пасажири в безпеці. Капітан Іво Лунт пояснив аварію поломкою радара. Водолази оглянуть "
    "корпус у середу. Компанія «Мерроулайн» пообіцяла кожному пасажирові 500 крон. Поруч із судном помічено "
    "нафтову пляму.",
}


def told(language: str, text: str, title: str | None = None, name: str = "fire") -> Brief | None:
    """What whoever was told the beginning yesterday is told today."""
    old = article("old", KNOWN[name, language], title="Arlby", outlet="A", hours=24, language=language)
    new = article("new", text, title=title, outlet="B", hours=2, language=language)
    return compose_brief(story([old, new]), reports([old, new]), frozenset({"old"}))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # a toll that rose
        ("en", "The fire at the harbour of Arlby on Sunday night killed 17 people."),
        ("en", "Seventeen people are now known to have died in the fire at the harbour of Arlby."),
        ("en", "The death toll of the harbour fire in Arlby has risen to seventeen."),
        ("ru", "В результате пожара в порту Арлби погибли 17 человек."),
        ("ru", "Число жертв пожара в порту Арлби выросло до семнадцати."),
        ("ru", "Погибли 17 человек."),
        ("uk", "Загинули 17 людей."),
        ("uk", "Унаслідок пожежі в порту Арлбі загинули 17 людей."),
        ("uk", "Кількість жертв пожежі в порту Арлбі зросла до сімнадцяти."),
        # denied
        ("en", "The ministry did not approve 4 million crowns of aid for the town, its spokesman said."),
        ("en", "The ministry denied that it had approved aid for the town."),
        ("en", "No dock worker was arrested over the fire, police said."),
        ("en", "The council will no longer rebuild the market within two years."),
        ("ru", "Министерство не одобрило помощь городу в размере 4 миллионов крон."),
        ("ru", "Министерство опровергло сообщения об одобрении помощи городу."),
        ("ru", "Полиция никого не задерживала по делу о пожаре, заявил её представитель."),
        ("uk", "Міністерство не схвалило допомогу місту в розмірі 4 мільйонів крон."),
        ("uk", "Міністерство спростувало повідомлення про схвалення допомоги місту."),
        ("uk", "Поліція нікого не затримувала у справі про пожежу, заявив її речник."),
        # corrected, or become otherwise
        ("en", "The cause of the fire at the fish market was arson, not a gas leak, the mayor said."),
        ("en", "The ministry rejected 4 million crowns of aid for the town."),
        ("en", "Police released the dock worker arrested over the fire."),
        ("en", "The council will rebuild the market within three years."),
        ("ru", "Полиция отпустила рабочего порта, задержанного по делу о пожаре."),
        ("ru", "Совет города восстановит рынок за три года."),
        ("uk", "Поліція відпустила робітника порту, затриманого у справі про пожежу."),
        ("uk", "Рада міста відбудує ринок за три роки."),
        # somebody or something else
        ("en", "Governor Ilse Brandt said that the cause was a gas leak in the fish market."),
        ("en", "Police arrested a second dock worker over the fire."),
        ("en", "Police arrested another dock worker over the fire."),
        ("en", "The arrested dock worker is 34 years old and lives in Arlby."),
        ("en", "The fire destroyed 12 boats at the harbour of Arlby on Sunday night."),
        ("ru", "Губернатор Илзе Брандт заявила, что причиной стала утечка газа на рыбном рынке."),
    ],
)
def test_what_has_changed_is_told(language: str, text: str) -> None:
    found = told(language, text)
    assert found is not None
    assert [quote.text for quote in found.quotes] == [text]
    assert (found.told, found.fresh) == (True, 1)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Twelve people were killed on Sunday night when a fire broke out at the harbour of Arlby."),
        ("en", "On Sunday night a blaze at Arlby harbour claimed the lives of 12 people."),
        ("en", "A gas leak in the fish market caused the fire, according to Mayor Dessa Farrow."),
        ("en", "At least 12 people have died in a fire at the port of Arlby."),
        ("en", "The mayor confirmed that a fire at the harbour of Arlby killed 12 people on Sunday night."),
        ("en", "On Monday the town mourned. A fire at the harbour of Arlby killed 12 people on Sunday night."),
        ("ru", "12 человек погибли в ночь на воскресенье в результате пожара в порту Арлби."),
        ("ru", "Жертвами пожара в порту Арлби стали 12 человек."),
        ("ru", "Утечка газа на рыбном рынке стала причиной пожара, заявила мэр Десса Фарроу."),
        ("ru", "По словам мэра Дессы Фарроу, причина пожара — утечка газа на рыбном рынке."),
        ("uk", "12 людей загинули в ніч на неділю внаслідок пожежі в порту Арлбі."),
        ("uk", "Жертвами пожежі в порту Арлбі стали 12 людей."),
        ("uk", "Витік газу на рибному ринку став причиною пожежі, заявила мер Десса Фарроу."),
    ],
)
def test_the_same_in_other_words_is_not_told(language: str, text: str) -> None:
    assert told(language, text) is None


@pytest.mark.parametrize(
    ("name", "language", "text"),
    [
        ("strike", "en", "The strike of the teachers in Brackenfall has ended."),
        ("strike", "en", "Talks will not resume on Thursday, the union said."),
        ("strike", "en", "Talks will resume on Saturday in the town hall."),
        ("strike", "en", "By Tuesday 410 schools in Brackenfall stayed closed."),
        ("strike", "en", "The court in Brackenfall dismissed the state's complaint."),
        ("strike", "en", "The teachers' union now demands a pay rise of seven percent."),
        ("strike", "en", "Bus drivers in Brackenfall went on strike on Monday, too."),
        ("strike", "en", "Education Minister Olle Brand resigned over the strike."),
        ("strike", "en", "The teachers' union denied that it demands a pay rise of nine percent."),
        ("strike", "en", "Talks failed on Thursday night in the town hall."),
        ("strike", "ru", "Забастовка учителей в Бракенфолле завершилась."),
        ("strike", "ru", "Переговоры в четверг не возобновятся, сообщил профсоюз."),
        ("strike", "ru", "Переговоры возобновятся в субботу в ратуше."),
        ("strike", "ru", "Суд Бракенфолла отклонил жалобу государства."),
        ("strike", "ru", "Министр образования Олле Бранд подал в отставку."),
        ("strike", "ru", "Переговоры в ратуше сорваны."),
        ("strike", "uk", "Страйк учителів у Бракенфоллі завершився."),
        ("strike", "uk", "Переговори в четвер не відновляться, повідомила профспілка."),
        ("strike", "uk", "Суд Бракенфолла відхилив скаргу держави."),
        ("strike", "uk", "Зачинено вже 410 шкіл."),
        ("ferry", "en", "Two passengers of the ferry Aurora are missing, the coast guard said."),
        ("ferry", "en", "The radar of the ferry was working when it ran aground, investigators found."),
        ("ferry", "en", "Captain Ivo Lunt was drunk when the ferry ran aground, police said."),
        ("ferry", "en", "The ferry Aurora sank on Wednesday morning off Kelbry."),
        ("ferry", "en", "Merrowline will pay each passenger 800 crowns."),
        ("ferry", "en", "Merrowline withdrew its promise of 500 crowns for each passenger."),
        ("ferry", "en", "The captain of the ferry was arrested."),
        ("ferry", "en", "No oil has leaked from the wreck, the coast guard said."),
        ("ferry", "en", "The ferry was pulled free by two tugs on Thursday."),
        ("ferry", "en", "Not all passengers were safe: a woman drowned off Kelbry."),
        ("ferry", "ru", "Капитан парома «Аврора» был пьян, сообщила полиция."),
        ("ferry", "ru", "Паром «Аврора» затонул у Келбри в среду утром."),
        ("ferry", "ru", "Радар парома был исправен, установило следствие."),
        ("ferry", "ru", "Компания «Мерроулайн» заплатит каждому пассажиру 800 крон."),
        ("ferry", "ru", "Двое пассажиров парома пропали без вести."),
        ("ferry", "ru", "Масло не вытекало из судна, заявила береговая охрана."),
        ("ferry", "uk", "Капітан порома «Аврора» був п'яний, повідомила поліція."),
        ("ferry", "uk", "Пором «Аврора» затонув біля Келбрі в середу вранці."),
        ("ferry", "uk", "Двоє пасажирів порома зникли безвісти."),
    ],
)
def test_what_has_changed_in_another_story_is_told(name: str, language: str, text: str) -> None:
    found = told(language, text, name=name)
    assert found is not None
    assert [quote.text for quote in found.quotes] == [text]


@pytest.mark.parametrize(
    ("name", "language", "text"),
    [
        ("strike", "en", "In Brackenfall 340 schools stayed closed on Monday because teachers were on strike."),
        ("strike", "en", "The union of the teachers is asking for nine percent more pay."),
        ("strike", "en", "The state cannot pay more than four percent, Education Minister Olle Brand said."),
        ("strike", "en", "On Thursday the talks will go on in the town hall."),
        ("strike", "en", "Some 340 schools are closed as teachers in Brackenfall strike."),
        ("strike", "en", "Churches were used by parents for emergency classes."),
        ("strike", "ru", "340 школ Бракенфолла закрыты из-за забастовки учителей, начавшейся в понедельник."),
        ("strike", "ru", "Учителя через профсоюз требуют прибавки к зарплате в девять процентов."),
        (
            "strike",
            "ru",
            "Государство не сможет заплатить больше четырёх процентов, сказал министр образования Олле Бранд.",
        ),
        ("strike", "ru", "В четверг в ратуше возобновятся переговоры."),
        ("strike", "uk", "340 шкіл Бракенфолла зачинено через страйк учителів, що почався в понеділок."),
        ("strike", "uk", "Держава не зможе заплатити більше чотирьох відсотків, сказав міністр освіти Олле Бранд."),
        ("strike", "uk", "У четвер у ратуші відновляться переговори."),
        ("ferry", "en", "With 86 people on board, the ferry Aurora ran aground on Tuesday evening off Kelbry."),
        ("ferry", "en", "A broken radar was to blame for the accident, according to Captain Ivo Lunt."),
        ("ferry", "en", "All passengers are safe, according to the coast guard."),
        ("ferry", "en", "Each passenger is to get 500 crowns from the shipping company Merrowline."),
        ("ferry", "en", "On Wednesday the hull will be examined by divers."),
        ("ferry", "ru", "86 человек находились на борту парома «Аврора», севшего на мель у Келбри вечером во вторник."),
        ("ferry", "ru", "Поломка радара привела к аварии, объяснил капитан Иво Лунт."),
        ("ferry", "ru", "Все пассажиры в безопасности, по данным береговой охраны."),
        ("ferry", "ru", "По 500 крон пообещала компания «Мерроулайн» каждому из пассажиров."),
        (
            "ferry",
            "uk",
            "86 людей перебували на борту порома «Аврора», який сів на мілину біля Келбрі у вівторок увечері.",
        ),
        ("ferry", "uk", "Усі пасажири в безпеці, за даними берегової охорони."),
    ],
)
def test_what_has_not_changed_in_another_story_is_not_told(name: str, language: str, text: str) -> None:
    assert told(language, text, name=name) is None


def test_a_denial_stands_before_what_else_is_new() -> None:
    found = told(
        "en",
        "Prime Minister Orla Vane flew to the harbour of Arlby and laid down flowers for those who died there. "
        "Crowns of aid for the town were promised in the spring, when Vane met fishermen of the northern coast. "
        "The ministry has not approved 4 million crowns of aid for the town.",
        title="Prime Minister Vane in Arlby",
    )
    assert found is not None
    assert found.quotes[0].text.startswith("The ministry has not approved")


def test_what_was_denied_yesterday_and_is_so_today_is_told() -> None:
    old = article("a", "The ministry has not approved the repair of the great gate of the dam.", outlet="A", hours=20)
    new = article("b", "The repair of the great gate of the dam was approved by the ministry.", outlet="B", hours=2)
    found = compose_brief(story([old, new]), reports([old, new]), frozenset("a"))
    assert found is not None
    assert found.quotes[0].article_id == "b"


def test_what_denies_the_same_once_more_is_not_told() -> None:
    old = article("a", "The ministry has not approved the repair of the great gate of the dam.", outlet="A", hours=20)
    new = article("b", "The repair of the great gate of the dam is not approved by the ministry.", outlet="B", hours=2)
    assert compose_brief(story([old, new]), reports([old, new]), frozenset("a")) is None


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        (
            "en",
            "Toll of Arlby harbour fire rises to 17",
            "A fire at the harbour of Arlby killed 12 people on Sunday night.",
        ),
        (
            "ru",
            "Число погибших в Арлби выросло до 17",
            "Пожар в порту Арлби унёс жизни 12 человек в ночь на воскресенье.",
        ),
        (
            "uk",
            "Кількість загиблих в Арлбі зросла до 17",
            "Пожежа в порту Арлбі забрала життя 12 людей у ніч на неділю.",
        ),
    ],
)
def test_what_only_the_headline_says_is_told_by_it(language: str, title: str, text: str) -> None:
    found = told(language, text, title=title)
    assert found is not None
    assert (found.headline, found.quotes, found.told) == (title, (), True)
    assert told(language, text, title="Arlby") is None
    assert told(language, text, title=text[:-1]) is None


def test_a_post_that_begins_with_a_picture_is_told_without_it() -> None:
    found = told("ru", "⚡️В результате пожара в порту Арлби погибли 17 человек.")
    assert found is not None
    assert [quote.text for quote in found.quotes] == ["В результате пожара в порту Арлби погибли 17 человек."]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A fire at the harbour of Arlby killed 12 people on Sunday night. He said that 17 people had died."),
        ("en", "Seventeen people died in the fire at the harbour of Arlby on Sunday night, he said."),
        ("en", "The ministry spoke of the aid for the town. It has not approved 4 million crowns of aid for the town."),
        ("ru", "Пожар в порту Арлби унёс жизни 12 человек в ночь на воскресенье. Погибли 17 человек."),
        ("ru", "Пожар в порту Арлби унёс жизни 12 человек в ночь на воскресенье. Он заявил о гибели 17 человек."),
        ("uk", "Пожежа в порту Арлбі забрала життя 12 людей у ніч на неділю. Він заявив про загибель 17 людей."),
    ],
)
def test_a_toll_or_a_denial_is_told_also_where_he_or_it_says_it(language: str, text: str) -> None:
    found = told(language, text)
    assert found is not None
    assert len(found.quotes) == 1
    assert text.endswith(found.quotes[0].text)


def told_across(before: str, language: str, text: str, name: str = "fire") -> Brief | None:
    """What whoever was told the beginning in one language yesterday is told of a report in another."""
    old = article("old", KNOWN[name, before], title="Arlby", outlet="A", hours=24, language=before)
    new = article("new", text, outlet="B", hours=2, language=language)
    return compose_brief(story([old, new]), reports([old, new]), frozenset({"old"}))


@pytest.mark.parametrize("name", ["fire", "strike", "ferry"])
@pytest.mark.parametrize("before", ["en", "ru", "uk"])
@pytest.mark.parametrize("language", ["en", "ru", "uk"])
def test_the_same_in_another_language_is_not_told(name: str, before: str, language: str) -> None:
    assert before == language or told_across(before, language, KNOWN[name, language], name) is None


@pytest.mark.parametrize(
    ("before", "language", "text", "name"),
    [
        ("en", "ru", "В результате пожара в порту Арлби погибли 17 человек.", "fire"),
        ("en", "uk", "Кількість жертв пожежі в порту Арлбі зросла до сімнадцяти.", "fire"),
        ("ru", "en", "The fire at the harbour of Arlby on Sunday night killed 17 people.", "fire"),
        ("uk", "ru", "Учителя Бракенфолла не вышли на работу и после переговоров.", "strike"),
        ("en", "ru", "Забастовка учителей в Бракенфолле завершилась, школы снова работают.", "strike"),
        ("ru", "en", "The strike of teachers in Brackenfall has ended after talks in the town hall.", "strike"),
    ],
)
def test_a_toll_a_denial_or_an_end_is_told_in_any_language(before: str, language: str, text: str, name: str) -> None:
    brief = told_across(before, language, text, name)
    assert brief is not None
    assert [quote.text for quote in brief.quotes] == [text]
