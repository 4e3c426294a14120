# Що читає людина, українською. Назви повідомлень однакові в усіх мовах.
# Повідомлення не посилаються одне на одне: кожне читається окремо, коли воно потрібне.

## Відповіді

quoted = «{ $text }»

answer-reading = Читаю «{ $typed }» як { $read }.
answer-widened = Шукав також: { $words }.
answer-only-dates = Лише статті за { $days }.
answer-only-since = Лише статті починаючи з дати: { $day }.
answer-only-until = Лише статті не пізніші за дату: { $day }.
answer-only-outlets = Лише статті видань: { $outlets }.
answer-outlets = { $count ->
    [0] видання невідоме
    [one] { $count } видання
    [few] { $count } видання
   *[other] { $count } видань
}
answer-differs = Джерела розходяться: { $sides }
differs-denied = одні стверджують це, інші заперечують
answer-also = також: { $outlets }
answer-also-more = також: { $outlets } і ще { $count }
answer-sources = Джерела
answer-no-title = без заголовка
answer-no-outlet = видання невідоме
answer-no-date = дата невідома
answer-id = id { $id }
answer-inferred = вгадано, у статті не зазначено: { $fields }
answer-newest = Найсвіжіше джерело: { $day }.
answer-newest-unknown = У джерел немає дати.
answer-nearest = Найближчі уривки, які на запитання не відповідають
answer-from-sample = Статей ще не завантажено: відповідь узято зі зразків. Запитайте власні статті за допомогою --corpus ТЕКА або завантажте їх командою «briefing-bot ingest ТЕКА».
answer-skipped = { $count ->
    [one] Пропущено { $count } файл або рядок:
    [few] Пропущено { $count } файли або рядки:
   *[other] Пропущено { $count } файлів або рядків:
}
answer-skipped-more = … і ще { $count }.

coverage = { $count ->
    [0] У збірці немає статей.
    [one] У збірці { $count } стаття, { $days }.
    [few] У збірці { $count } статті, { $days }.
   *[other] У збірці { $count } статей, { $days }.
}
coverage-undated = { $count ->
    [0] У збірці немає статей.
    [one] У збірці { $count } стаття, без дати.
    [few] У збірці { $count } статті, без дат.
   *[other] У збірці { $count } статей, без дат.
}

field-title = заголовок
field-outlet = видання
field-published = дата
field-url = посилання
field-language = мова
field-authors = автори

## Чому відповіді немає

abstain = У статтях про це не йдеться.
abstain-empty-question = Запитання порожнє. Напишіть, що ви хочете дізнатися.
abstain-no-words = У запитанні немає жодного слова для пошуку. Напишіть його словами.
abstain-too-long = Запитання задовге. Поставте його в одному-двох реченнях.
abstain-empty-corpus = Немає жодної статті, яку можна запитати.
abstain-unknown-name = У жодній статті немає імені { $detail }.
abstain-nothing-in-range = У межах дат або видань, про які йдеться в запитанні, його слів немає.
abstain-phrase-not-found = У жодній статті немає точних слів { $detail }.
abstain-not-found = У жодному уривку немає слів запитання.
abstain-weak-evidence = У деяких уривках є слова запитання, але жоден на нього не відповідає.

## Помилки

error-unexpected = Усередині програми щось пішло не так.
error-unexpected-log = Подробиці записано в { $path }.
error-unexpected-no-log = Повторіть із BRIEFING_LOG_LEVEL=debug, щоб побачити подробиці.
error-input = Це не підходить: { $text }
error-question-empty = Запитання порожнє. Напишіть, що ви хочете дізнатися.
error-not-found = { $path } не існує.
error-no-article = Немає статті з id { $id }. Id стоять під джерелами відповіді.
error-span = Немає тексту з { $from } до { $to }: знаків у статті { $length }.
error-read = { $path } не читається як стаття: { $reason }.
error-settings = Налаштування { $name } дорівнює «{ $value }»; можна: { $allowed }.
error-data-dir = Текою даних { $path } не можна користуватися: { $reason }. Вкажіть у BRIEFING_DATA_DIR теку, до якої можна писати.
error-store = Базою статей не можна користуватися: { $text }. Докладніше скаже «briefing-bot doctor».
error-index = Індексом не можна користуватися: { $text }. «briefing-bot reindex» побудує його заново.
error-nothing-ingested = Статей ще не завантажено. Завантажте їх командою «briefing-bot ingest ТЕКА».
error-telegram = Telegram не зробив того, про що його просили: { $text }.
error-token = Telegram не знає токена з BRIEFING_TELEGRAM_TOKEN. Візьміть правильний у @BotFather: /mybots, ваш бот, API Token.
error-no-webhook = У режимі webhook потрібно задати { $name }.
error-no-token = BRIEFING_TELEGRAM_TOKEN не задано. Отримайте токен у @BotFather в Telegram (/newbot) і вкажіть його в цій змінній.
error-listen = За адресою { $place } не можна нічого віддавати: { $reason }. Вкажіть у BRIEFING_LISTEN іншу адресу, наприклад 127.0.0.1:8080.

## chat

chat-welcome = { $count ->
    [one] Запитуйте: тут { $count } стаття. /sources покаже видання; порожній рядок або /quit — вихід.
    [few] Запитуйте: тут { $count } статті. /sources покаже видання; порожній рядок або /quit — вихід.
   *[other] Запитуйте: тут { $count } статей. /sources покаже видання; порожній рядок або /quit — вихід.
}
chat-prompt = Запитання:
chat-bye = До побачення.
chat-unknown-command = Команди { $command } немає. Є /sources і /quit.

## ingest

ingest-progress = Читання статей
ingest-new = нові
ingest-updated = оновлені
ingest-unchanged = без змін
ingest-duplicate = повтори
ingest-skipped = пропущено
ingest-passages = { $count ->
    [one] Записано { $count } уривок.
    [few] Записано { $count } уривки.
   *[other] Записано { $count } уривків.
}
ingest-duplicate-of = { $what } — той самий текст, що в { $of }
ingest-nothing = Статей не знайшлося. Читаються файли таких видів: { $kinds }.
ingest-where = Зберігається в { $path }.

## sources

sources-outlet = Видання
sources-articles = Статей
sources-oldest = Перша
sources-newest = Остання

## show

show-language = мова { $language }
show-length = { $count ->
    [one] { $count } знак
    [few] { $count } знаки
   *[other] { $count } знаків
}

## prune

prune-no-limits = Обмежень немає: їх задають BRIEFING_KEEP_DAYS і BRIEFING_KEEP_ARTICLES.
prune-done = Прибрано: { $articles ->
    [one] { $articles } стаття
    [few] { $articles } статті
   *[other] { $articles } статей
}; видалено попередніх текстів, яких не цитує жодна відповідь: { $versions }.

## reindex

reindex-progress = Побудова індексу
reindex-done = { $articles ->
    [one] В індексі { $articles } стаття
    [few] В індексі { $articles } статті
   *[other] В індексі { $articles } статей
}{ $passages ->
    [one] {""} і { $passages } уривок.
    [few] {""} і { $passages } уривки.
   *[other] {""} і { $passages } уривків.
}

## settings

settings-variable = Налаштування
settings-value = Значення
settings-origin = Звідки
settings-default = типове
settings-environment = з оточення
settings-unset = вирішує команда
settings-none = не задано
settings-unknown = { $name } — не налаштування цієї програми, його не враховано.
setting-data_dir = де зберігаються завантажені статті та їхній індекс
setting-index_engine = memory або disk; якщо не задано: memory для теки, disk для завантажених статей
setting-language = мова цих текстів: en, ru або uk
setting-log_level = що пишеться в потік помилок: debug, info, warning або error
setting-max_file_mb = найбільший файл, який читається, у мегабайтах
setting-keep_days = скільки днів зберігається стаття після виходу
setting-keep_articles = скільки статей зберігається, найновіших
setting-telegram_token = токен, який дав @BotFather; потрібен лише команді serve
setting-telegram_api_url = сервер Bot API
setting-telegram_mode = polling: оновлення забирає бот; webhook: їх приносить Telegram
setting-telegram_webhook_url = публічна https-адреса, на яку Telegram приносить оновлення; її шлях обслуговується на BRIEFING_LISTEN
setting-telegram_webhook_secret = те, що несе кожна доставка: від 16 до 256 латинських літер, цифр, _ і -
setting-operators = номери в Telegram тих, хто веде бота, через кому
setting-access = open: запитувати можуть усі; listed: оператори й ті, кого вони допустили
setting-fetch_allowed = внутрішні вузли й мережі, до яких усе ж можна звертатися, через кому
setting-questions_per_person = скільки запитань одна людина може поставити за годину
setting-questions_per_group = скільки запитань одна група може поставити за годину
setting-send_per_second = скільки повідомлень надсилається за секунду загалом
setting-send_per_chat = скільки повідомлень надсилається за секунду в один чат
setting-send_per_group = скільки повідомлень надсилається за хвилину в одну групу
setting-listen = де serve показує /healthz, /readyz і /metrics

## serve

serve-start = Запускаюся, { $count ->
    [one] { $count } стаття
    [few] { $count } статті
   *[many] { $count } статей
}. Стан: http://{ $place }/readyz. Зупинити: Ctrl-C.
serve-nobody = Користуватися ботом поки що не може ніхто: вкажіть у BRIEFING_OPERATORS свій номер у Telegram (напишіть боту, він його назве) або задайте BRIEFING_ACCESS=open.
serve-connected = @{ $username } відповідає в Telegram.
serve-makes-way = Відновлюється резервна копія. Бот чекає і продовжить роботу з відновленими даними.
serve-first-articles = Надійшли перші ваші статті: тепер відповіді беруться з них, а не зі зразків.
serve-waiting = Telegram за адресою { $url } не відповідає; пробую знову, доки не відповість.
playground-start = Майданчик відкрито: { $url }. Ctrl-C закриває його.
error-playground-extra = Майданчику потрібні пакети, яких не встановлено ({ $names }). З вихідного коду їх ставить «make playground»; інакше: pip install '.[playground]'
error-playground-port = Сторінку не можна відкрити за адресою { $place }: { $reason }. Виберіть інший порт параметром --port.

## doctor

doctor-ok = гаразд
doctor-warning = увага
doctor-problem = погано
doctor-settings = Налаштування читаються.
doctor-data-dir = До теки даних { $path } можна писати.
doctor-data-dir-none = Теки даних { $path } ще немає; її створить перший «briefing-bot ingest».
doctor-disk = Вільно на диску: { $gigabytes } ГБ.
doctor-disk-low = Вільно на диску лише { $gigabytes } ГБ: звільніть місце, перш ніж завантажувати статті.
doctor-store = База відкривається (версія { $version }), у ній { $count ->
    [one] { $count } стаття.
    [few] { $count } статті.
   *[other] { $count } статей.
}
doctor-index = Індекс відкривається, у ньому { $count ->
    [one] { $count } уривок.
    [few] { $count } уривки.
   *[other] { $count } уривків.
}
doctor-feeds = { $count ->
    [one] { $count } стрічка: гаразд { $good }, статей отримано { $articles }.
    [few] { $count } стрічки: гаразд { $good }, статей отримано { $articles }.
   *[other] { $count } стрічок: гаразд { $good }, статей отримано { $articles }.
}
doctor-feed = Стрічка «{ $name }» (див. «briefing-bot feeds list»): { $state }
doctor-index-agrees = В індексі те саме, що в базі.
doctor-index-differs = Індекс і база розходяться в { $count ->
    [one] { $count } статті
   *[other] { $count } статтях
} ({ $ids }): виконайте «briefing-bot reindex».
doctor-nothing = Статей ще не завантажено: запитання ставляться зразкам.
doctor-token = Токен належить { $username }.
doctor-telegram-none = Telegram за адресою { $url } зараз не відповідає ({ $reason }).
doctor-chat-store = Те, що зберігає бот, читається; { $count ->
    [0] на надсилання нічого не чекає.
    [one] чекає на надсилання { $count } повідомлення.
    [few] чекають на надсилання { $count } повідомлення.
   *[many] чекають на надсилання { $count } повідомлень.
}
doctor-serving = Бот, що працює, відповідає за адресою { $url }.
doctor-serving-none = За адресою { $url } бот не відповідає ({ $reason }). Запустіть його командою «briefing-bot serve».
doctor-texts = Тексти та зразки статей на місці.
doctor-fine = Усе гаразд.
doctor-look = Усе працює; { $count ->
    [one] на { $count } місце варто глянути.
    [few] на { $count } місця варто глянути.
   *[many] на { $count } місць варто глянути.
}
doctor-todo = { $count ->
    [one] { $count } річ не гаразд; що робити, сказано поруч.
    [few] { $count } речі не гаразд; що робити, сказано поруч.
   *[other] { $count } речей не гаразд; що робити, сказано поруч.
}

## Telegram: відповіді

bot-continued = Продовження, { $page } з { $pages }
bot-understood = Запитання зрозуміло так: «{ $question }».
bot-nearest = Найближчі уривки, які на запитання не відповідають:
bot-late = Ви запитали про це { $when }, коли я був недоступний.

## Telegram: початок і допомога

bot-start = Запитайте мене про новини своїми словами. Я відповідаю реченнями зі статей і до кожного вказую джерело, а якщо у статтях відповіді немає, так і кажу.
bot-start-more = Що ще я вмію — у /help.
bot-example = Чого вимагає Росія?
bot-introduction = Вітаю! Я відповідаю на запитання про новини реченнями зі статей і до кожного вказую джерело.
bot-introduction-how = Запитуйте через /ask або відповіддю на моє повідомлення. Решту часу я мовчу. Докладніше — у /help.
bot-help =
    Надішліть запитання або просто кілька слів. Слова в лапках шукаються точно; «з понеділка» чи «у березні» обмежують дати.

    Кожне речення відповіді слово в слово стоїть у статті. Торкніться номера, щоб відкрити статтю, і цитати, щоб прочитати, що довкола.

    Можна уточнювати: «а Україна?», «чому?». Дайте відповідь на давнішу відповідь, щоб продовжити з неї. Виправте запитання — зміниться й відповідь.
bot-help-groups =
    У групах я говорю, лише коли мене запитали: /ask і запитання або відповідь на моє повідомлення. /ask у відповідь на чуже повідомлення запитує про нього.

    Згадка { $username } може до мене не дійти: у режимі приватності Telegram часто не доставляє ботам звичайні згадки. /ask доходить завжди.
bot-command-start = з чого почати
bot-command-help = що я вмію
bot-command-ask = поставити запитання
bot-command-sources = видання й дати, які я знаю
bot-command-why = як знайдено останню відповідь
bot-command-quality = наскільки добрі відповіді
bot-command-settings = мова, часовий пояс, цитати
bot-command-privacy = що про вас зберігається
bot-command-forget = стерти те, що зберігається
bot-command-cancel = перервати розпочате
bot-example-name = { $name }: що відомо?
bot-description = Запитайте мене про новини своїми словами. Я відповідаю реченнями зі статей, для кожного вказую джерело, а якщо відповіді в них немає, так і кажу.
bot-short-description = Відповідає про новини словами самих статей, кожна відповідь має джерело.
bot-command-allow = допустити людину або групу
bot-command-disallow = більше не допускати
bot-command-allowed = кому я відповідаю
bot-command-report = на що я не зміг добре відповісти
bot-command-add = зберегти статтю лише для цієї групи
bot-command-added = що зберігає ця група
bot-command-open = відкрити статті групи іншому чату
bot-command-close = закрити їх знову
bot-command-opened = що де ще читається

## Telegram: чому така відповідь

bot-why-title = Як це знайдено
bot-why-question = Запитання, як його прочитано: { $question }
bot-why-words = Шукані слова й вага тих, що стоять за них:
bot-why-phrases = Точні слова: { $phrases }
bot-why-confidence = Упевненість { $confidence } з 1; якщо вона нижча за { $threshold }, я кажу, що відповіді немає.
bot-why-passages = Переглянуті уривки з балами, найкращі спершу:
bot-why-none = Цих слів немає в жодному уривку.
bot-why-quoted = у відповіді
bot-why-same = Те саме запитання до тих самих статей дає ту саму відповідь.
bot-why-nothing = Тут ще немає відповіді, яку можна пояснити.
bot-why-typed = Як написано: { $question }
bot-why-answered = Відповідь: { $claims ->
    [one] { $claims } твердження
    [few] { $claims } твердження
   *[other] { $claims } тверджень
} з { $articles ->
    [one] { $articles } статті
   *[other] { $articles } статей
}.
bot-why-refused = Відповіді немає. { $reason }
bot-why-speaker = говорить { $name }
bot-why-no-speaker = мовця не названо
bot-why-for = Що свідчить за відповідь (у логарифмах шансів):
bot-why-against = Що свідчить проти:
bot-why-scores = Бал складається з того, яку частину запитання містить уривок, наскільки близько і в якому порядку стоять слова, з якими іменами і наскільки він новий.
signal-passage = найкращий уривок разом із заголовком містить { $share } запитання
signal-names = поруч із найкращим реченням стоять { $share } імен і чисел запитання
signal-length = довге запитання рідше збігається випадково
signal-missing = { $share } слів запитання немає поруч із найкращим реченням
signal-unexpected = там немає числа, часу чи імені, про яке питають
signal-absent = { $share } слів запитання немає в жодному уривку
signal-apart = запитання пов’язує імена, яких уривок не пов’язує
signal-phrase = знайдено точні слова із запитання
signal-other-role = посаду, про яку питають, там не названо
signal-by-others = найкраще речення — слова когось іншого
signal-sentence = наскільки добре загалом збігається найкраще речення
signal-title = заголовок містить { $share } запитання
signal-words = поруч із найкращим реченням стоять { $share } інших слів запитання
signal-inflected = у цій мові слова змінюють закінчення, і збігів менше
signal-stale = старі уривки містять більше слів запитання, ніж уривки останніх днів
signal-future = у запитанні названо рік, який ще не настав
signal-person = у запитаннях про людину чи місце легше помилитися
signal-absent-short = запитання коротке, і якогось його слова немає в жодному уривку
signal-thin = збіглося мало слів і не все, що названо в запитанні
signal-headline = заголовок останніх днів містить { $share } запитання
signal-agreeing = у статтях останніх днів є половина запитання або більше
signal-lead = найкраще речення випереджає речення інших статей
signal-specific = у запитанні багато подробиць: випадково так не збігається
signal-undenied = у запитанні є заперечення, а в найкращих реченнях його немає

## Telegram: якість

bot-quality-title = Наскільки добрі відповіді
bot-quality-none = Вимірювань ще не було. Той, хто мене запускає, може провести їх командою: briefing-bot measure report
bot-quality-measured = Виміряно { $day } на запитаннях, які писали не ми:
bot-quality-own = Виміряно { $day } на реченнях, які розмітили ми самі:
bot-quality-set = { $set }, { $questions ->
    [one] { $questions } запитання
    [few] { $questions } запитання
   *[other] { $questions } запитань
}: { $told }
bot-quality-right = відповідь є в цитатах у { $share } випадків
bot-quality-answered = відповідь дано на { $share } запитань, на які статті відповідають
bot-quality-refused = відмова у { $share } випадків, коли статті не відповідають
bot-quality-speakers = Мовців названо правильно у { $share } випадків.
bot-quality-merged = Об’єднані твердження збігаються у { $share } випадків.
bot-quality-warning = Тож читайте цитату, а не лише її номер.

## Telegram: джерела

bot-sources-title = Про що мене можна запитати
bot-sources-none = Статей у мене ще немає.
bot-sources-outlet = { $count ->
    [one] { $outlet }: { $count } стаття
    [few] { $outlet }: { $count } статті
   *[other] { $outlet }: { $count } статей
}
bot-sources-more = { $count ->
    [one] … і ще { $count } видання.
    [few] … і ще { $count } видання.
   *[other] … і ще { $count } видань.
}
bot-sources-sample = Це зразки статей, написані для проби.
bot-view-more = Переглянуто, але у відповіді не процитовано:
bot-view-reports = Повідомляє { $where }
bot-view-timeline-note = За днем публікації. Коли що сталося, сказано в цитаті.
bot-amended-changed = Відтоді статтю змінили.
bot-amended-changed-on = Статтю змінили { $day }.
bot-amended-withdrawn = У статті цього більше немає.
bot-amended-withdrawn-on = У статті цього більше немає з { $day }.
bot-amended-gone = Цієї статті більше немає.
bot-amended-none = Усе, що я процитував, і досі є у статтях.
bot-view-shortened = Цілком в одне повідомлення це не вміщується.
bot-view-newer = { $count ->
    [one] До цього запитання є { $count } новіша стаття.
    [few] До цього запитання є { $count } новіші статті.
   *[many] До цього запитання є { $count } новіших статей.
}
bot-inline-answer = { $count ->
    [one] Відповідь, { $count } цитата
    [few] Відповідь, { $count } цитати
   *[many] Відповідь, { $count } цитат
}
bot-inline-refused = Попросіть оператора допустити вас
bot-report-title = { $count ->
    [one] { $count } запитання без доброї відповіді за 30 днів
    [few] { $count } запитання без доброї відповіді за 30 днів
   *[many] { $count } запитань без доброї відповіді за 30 днів
}
bot-report-none = На всі запитання за 30 днів є відповідь, і жодну не позначено як погану.
bot-report-times = { $count ->
    [one] поставлено { $count } раз
    [few] поставлено { $count } рази
   *[many] поставлено { $count } разів
}
bot-report-how = Натисніть на номер, щоб побачити, як знайдено відповідь.
bot-report-private = Звіт я показую операторам лише в особистому чаті.
bot-report-caption = Набір запитань для «briefing-bot measure»: впишіть відповіді й покладіть поруч articles.jsonl.

## Telegram: налаштування

bot-settings-title = Налаштування
bot-settings-title-group = Налаштування цієї групи
bot-settings-language = Мова: { $value }
bot-settings-zone = Часовий пояс: { $value }
bot-settings-quotes = Цитат у відповіді: { $value }
bot-settings-admins = Змінювати їх можуть лише адміністратори.
bot-settings-saved = Збережено.
bot-settings-zone-how = Надішліть своє місто чи країну: Київ, Нью-Йорк, Німеччина. Підійде й назва на зразок Europe/Kyiv. /cancel залишить усе як є.
bot-settings-zone-unknown = Ні місто, ні країна, ні часовий пояс не схожі на «{ $zone }». Спробуйте найближче велике місто або назву на зразок Europe/Kyiv.
bot-settings-zone-how-group = Дайте відповідь на це повідомлення з назвою свого міста чи країни: Київ, Нью-Йорк, Німеччина. Підійде й назва на зразок Europe/Kyiv. /cancel залишить усе як є.
bot-button-zone = Часовий пояс
bot-language-en = англійська
bot-language-ru = російська
bot-language-uk = українська

## Telegram: що зберігається і як це стерти

bot-privacy =
    Я зберігаю ваші запитання й мої відповіді, щоб працювали уточнення та виправлення, ваші налаштування, дайджести й постійні запитання та ваші оцінки відповідей. Усе це записано під вашим номером у Telegram, без імені.

    Те, що доставляє мені Telegram, разом з іменами, зберігається сім днів, щоб жодне запитання не загубилося, а потім стирається саме. У групах я використовую лише те, що звернено до мене.

    /forget стирає ваші запитання, мої відповіді на них, ваші постійні запитання й оцінки. У групі її адміністратори можуть стерти все це цілком, і статті, які зберігає група (/added). Дайджести лишаються, доки їх не видалять у /subscriptions.
bot-forget-ask = Стерти ваші запитання, мої відповіді на них, ваші постійні запитання й оцінки? Повернути їх буде неможливо.
bot-forget-ask-place = Стерти всі запитання, відповіді, постійні запитання й оцінки цього чату? Повернути їх буде неможливо.
bot-forget-own = Якщо стерти все про цей чат, буде видалено й статті, які група зберігає для себе (/added).
bot-forget-done = Стерто. Те, що доставив Telegram, зникне саме протягом семи днів.
bot-forget-nothing = Стирати нічого.
bot-forget-kept = Нічого не стерто.
bot-button-erase = Стерти
bot-button-erase-place = Стерти все про цей чат
bot-button-keep = Залишити
bot-button-more = Ще уривки
bot-button-looked-at = Що я переглянув
bot-button-who = Хто що каже
bot-button-differ = Де розбіжності
bot-button-timeline = За часом
bot-button-copy = Копіювати
bot-button-plain = Простий текст
bot-button-amended = { $count ->
    [one] ✏️ Змінилася { $count } цитата
    [few] ✏️ Змінилися { $count } цитати
   *[other] ✏️ Змінилося { $count } цитат
}
bot-button-again = Відповідь на зараз
bot-button-close = Закрити
bot-button-export = Усе одним файлом

## Telegram: короткі фрази

bot-text-only = Я вмію читати лише текст. Будь ласка, напишіть запитання словами.
bot-ask-empty = Напишіть запитання після /ask або дайте відповідь на повідомлення командою /ask.
bot-unknown-command = Команди { $command } я не знаю. Що я вмію, сказано в /help.
bot-cancelled = Перервано.
bot-cancel-nothing = Переривати нічого.
bot-refused = Я відповідаю лише тим, кого допустив мій оператор. Щоб отримати доступ, передайте йому цей номер: { $id }
bot-refused-place = Я відповідаю лише в чатах, які допустив мій оператор. Щоб отримати доступ, передайте йому цей номер: { $id }
bot-budget = Запитань було багато. Знову відповім { $when }.
bot-budget-group = Ця група поставила багато запитань. Знову відповім { $when }.
bot-in-minutes = { $count ->
    [one] за { $count } хвилину
    [few] за { $count } хвилини
   *[other] за { $count } хвилин
}
bot-admins-only = Тут це можуть лише адміністратори.
bot-old-button = Ця кнопка застаріла. Будь ласка, запитайте ще раз.
bot-trouble = У мене щось пішло не так. Будь ласка, спробуйте за хвилину.
bot-not-yours = Ця кнопка для того, хто її викликав.
bot-vote-up = Дякую.
bot-vote-down = Дякую. Оператор побачить, що ця відповідь погана.
bot-vote-back = Ваш голос відкликано.
bot-allow-how = Вкажіть номер людини або групи: /allow 123456789. У групі просто /allow допускає саму групу. /disallow скасовує, /allowed показує всіх.
bot-allow-person = Тепер я відповідаю { $id }.
bot-allow-chat = Тепер я відповідаю в групі { $id }.
bot-disallow-done = Більше я не відповідаю { $id }. Дайджести та спостереження там призупинено.
bot-disallow-none = { $id } у списку не було.
bot-allowed-title = Я відповідаю операторам і цим людям та групам:
bot-allowed-none = Я відповідаю лише операторам.

## Telegram: що зберігає група

bot-add-private = Статті зберігаються для груп. Додайте мене до групи, де ви адміністратор, і надішліть /add там.
bot-add-how = Надішліть /add з посиланням, напишіть /add під документом або дайте відповідь /add на посилання, документ чи пересланий допис каналу. Я збережу це лише для цієї групи; усе разом показує /added.
bot-add-full = Ця група зберігає стільки статей, скільки я можу зберігати для однієї: { $count }. Спершу видаліть частину з них через /added.
bot-add-kept = Зберігається для цієї групи: більше ніде нічого звідси не цитується й не враховується.
bot-added-title = { $count ->
    [one] Ця група зберігає { $count } статтю
    [few] Ця група зберігає { $count } статті
   *[many] Ця група зберігає { $count } статей
}
bot-added-none = Своїх статей у цієї групи немає. Почніть з /add: із посиланням або у відповідь на документ.
bot-added-readers = { $count ->
    [one] Оператор відкрив їх ще { $count } чату.
   *[other] Оператор відкрив їх ще { $count } чатам.
}
bot-button-delete = 🗑 Видалити
bot-button-clear = 🗑 Видалити всі
bot-added-clear-ask = Видалити всі статті, які зберігає ця група? Повернути їх буде неможливо.
bot-added-cleared = Видалено. Ця група більше нічого не зберігає.
bot-open-how = Вкажіть групу й чат, якому можна читати те, що вона зберігає: /open -1001234567890 -1009876543210. У групі досить першого номера: чатом буде вона сама. /close скасовує, /opened показує все.
bot-open-done = Те, що зберігає група { $group }, тепер читається і в { $place }.
bot-open-already = Те, що зберігає група { $group }, і раніше читалося в { $place }.
bot-close-done = Те, що зберігає група { $group }, більше не читається в { $place }.
bot-close-none = Те, що зберігає група { $group }, не було відкрито для { $place }.
bot-opened-title = Те, що зберігають ці групи, читається і в цих чатах:
bot-opened-none = Нічого не відкрито: що зберігає група, читається лише в ній.

## Digests and stories

bot-command-digest = що нового з останнього дайджесту тут
bot-command-new = що нового на тему
bot-command-timeline = що повідомлялося на тему, за датами
bot-command-trend = картинка: статті на тему за днями
bot-command-story = сюжет у викладі різних видань, поруч
bot-digest-title = Дайджест, { $when }
bot-digest-title-now = Що нового, { $when }
bot-digest-title-words = Нове за запитом «{ $words }» з { $since }
bot-digest-first = Найновіші сюжети.
bot-digest-old = Найновіші статті тут — від { $day }.
bot-digest-update = { $count ->
    [one] Оновлення, { $count } нова стаття:
    [few] Оновлення, { $count } нові статті:
   *[other] Оновлення, { $count } нових статей:
}
bot-digest-outlets = { $count ->
    [one] { $count } видання
    [few] { $count } видання
   *[other] { $count } видань
}
bot-digest-articles = { $count ->
    [one] { $count } стаття
    [few] { $count } статті
   *[other] { $count } статей
}
bot-digest-more = { $count ->
    [one] І ще { $count } сюжет.
    [few] І ще { $count } сюжети.
   *[other] І ще { $count } сюжетів.
}
bot-digest-how = Щоб спитати про сюжет, дайте відповідь на це повідомлення з номером і запитанням: «{ $example }».
bot-digest-how-example = 2 хто це сказав?
bot-digest-late = ⏰ Із запізненням: дайджест мав надійти о { $when }.
bot-digest-missed = { $count ->
    [one] Пропущено, поки бот не міг надсилати: { $times }.
    [few] Пропущено, поки бот не міг надсилати: { $count } дайджести ({ $times }).
   *[other] Пропущено, поки бот не міг надсилати: { $count } дайджестів ({ $times }).
}
bot-digest-unsure = Невідомо, чи дійшов повністю дайджест за { $when }. Найновіші сюжети ще раз: /latest
bot-digest-nothing = Нічого нового з { $since }.
bot-digest-nothing-ever = Розповідати поки нічого: сюжетів немає.
bot-digest-nothing-words = Нічого нового за запитом «{ $words }» з { $since }.
bot-digest-nothing-words-ever = Серед сюжетів останніх днів немає нічого за запитом «{ $words }». Поставте запитання: відповідь шукається в усіх статтях.
bot-digest-latest = Останнє на цю тему — від { $day }:
bot-button-digest-again = Останнє ще раз
bot-new-empty = Напишіть, про що: «/new порти». Що нового про все: /digest
bot-timeline-empty = Напишіть, про що: «/timeline перемир’я».
bot-trend-empty = Напишіть, про що: «/trend перемир’я».
bot-story-empty = Дайте відповідь командою /story на сюжет дайджесту або напишіть, про що: «/story страйк докерів».
bot-story-none = Серед сюжетів останніх днів немає нічого за запитом «{ $words }».
bot-story-which = Який сюжет? У цьому повідомленні їх кілька: дайте відповідь із номером, наприклад «/story 2».
bot-story-which-asked = Про який сюжет ідеться? Почніть із його номера: «2 { $typed }».
bot-story-gone = Цього сюжету більше немає.
bot-story-title = { $count ->
    [one] Повідомляє { $count } видання
    [few] Повідомляють { $count } видання, поруч
   *[other] Повідомляють { $count } видань, поруч
}
bot-story-only = Лише тут:
bot-story-only-language = Лише тут (мова: { $language }):
bot-story-differ = У чому вони розходяться
bot-story-alike = Розбіжностей у цифрах, датах чи запереченнях не знайдено.
bot-story-wider = У цьому сюжеті відповіді немає. З усіх статей:
bot-story-about = Про сюжет: { $headline }

## Subscriptions

bot-command-subscribe = отримувати дайджест у свою годину
bot-command-subscriptions = дайджести чату: пауза, зміна
bot-sub-title = Новий дайджест
bot-sub-title-change = Змінити дайджест
bot-sub-when = Коли: { $when }
bot-sub-every-day = щодня
bot-sub-workdays = з понеділка по п’ятницю
bot-sub-zone = Часовий пояс: { $zone }
bot-sub-zone-unset = { $zone } – виберіть свій нижче
bot-sub-about = Про що: { $about }
bot-sub-everything = про все
bot-sub-without = без { $words }
bot-sub-only-outlets = лише { $outlets }
bot-sub-length = Обсяг: { $length }
bot-sub-length-headlines = лише заголовки
bot-sub-length-standard = по реченню на сюжет
bot-sub-length-full = до трьох речень на сюжет
bot-sub-nothing = Якщо немає нового: { $nothing }
bot-sub-say-so = коротко сказати про це
bot-sub-silent = мовчати
bot-sub-note-times = Натискайте на години, щоб додати чи прибрати.
bot-sub-note-days = Натискайте на дні, щоб додати чи прибрати.
bot-sub-note-zone = За яким годинником? Натисніть на місто або напишіть інше.
bot-sub-note-about = Про все, з вибраних видань або сюжети з певними словами.
bot-sub-note-outlets = Натисніть на потрібні видання. Якщо не вибрано жодного – усі.
bot-sub-note-length = Скільки розповідати про кожен сюжет?
bot-sub-button-times = Час
bot-sub-button-days = Дні
bot-sub-button-zone = Часовий пояс
bot-sub-button-about = Про що
bot-sub-button-length = Обсяг
bot-sub-button-silent = Якщо немає нового: мовчати
bot-sub-button-say-so = Якщо немає нового: сказати
bot-sub-button-save = Підписатися
bot-sub-button-change = Зберегти
bot-sub-button-cancel = Скасувати
bot-sub-button-other-time = Інший час
bot-sub-button-other-city = Інше місто
bot-sub-button-outlets = Видання
bot-sub-button-words = Слова
bot-sub-button-back = Назад
bot-sub-button-delete = Видалити
bot-sub-ask-times = О котрій? Наприклад: 7:30, 18.
bot-sub-ask-zone = Яке місто чи країна? Наприклад: Київ, Нью-Йорк, Німеччина.
bot-sub-ask-words = Які слова? Наприклад: порти страйк «денна ставка» -футбол. Увійде сюжет із будь-яким із них, але не сюжет зі -словом.
bot-sub-ask-reply = Дайте відповідь на це повідомлення.
bot-sub-unknown-times = Не вдалося прочитати «{ $typed }» як час. Напишіть так: 7:30, або кілька: 7:30, 18.
bot-sub-unknown-zone = Ні місто, ні країна, ні часовий пояс не схожі на «{ $typed }». Спробуйте найближче велике місто або назву на зразок Europe/Kyiv.
bot-sub-unknown-words = У «{ $typed }» немає жодного слова. Напишіть слова, «точні фрази» або -слова, які виключити.
bot-sub-saved = Готово. Наступний дайджест: { $next }. Усі дайджести цього чату: /subscriptions. Просто зараз: /digest
bot-sub-changed = Змінено. Наступний дайджест: { $next }. Усі дайджести цього чату: /subscriptions.
bot-sub-still-paused = Він досі на паузі: продовжить ▶ у /subscriptions.
bot-sub-by-utc = Години вказано за UTC; свій часовий пояс: ✎ у /subscriptions.
bot-sub-many = У цьому чаті вже { $count } дайджестів, більше не можна. Видаліть один: /subscriptions
bot-sub-cancelled = Скасовано, нічого не змінено.
bot-sub-old-form = Ця форма для вас більше не відкрита. Нова: /subscribe
bot-sub-gone = Цього дайджесту більше немає.
bot-sub-list-title = Дайджести цього чату
bot-sub-none = Дайджестів тут поки немає. Завести: /subscribe
bot-sub-next = наступний { $next }
bot-sub-last = останній { $when }: { $state }
bot-sub-thread = тема { $thread }
bot-sub-paused = на паузі
bot-sub-paused-refused = на паузі: Telegram відмовив в останньому (тему закрито чи видалено або боту не можна писати). Раз на день бот пробує знову; ▶ знімає паузу
bot-sub-state-planned = надсилається
bot-sub-state-sent = надіслано
bot-sub-state-late = надіслано із запізненням
bot-sub-state-missed = пропущено
bot-sub-state-nothing = немає нового
bot-sub-state-refused = Telegram відмовив
bot-sub-state-unsure = невідомо, чи дійшов
bot-sub-delete-ask = Видалити цей дайджест?
bot-zone-which = Що ви маєте на увазі?

## Watches

bot-command-watch = сказати, коли відповідь зміниться
bot-command-watches = постійні запитання цього чату
bot-watch-empty = Напишіть, за чим стежити: «/watch чого вимагає Росія?». Або дайте відповідь командою /watch на відповідь, або натисніть 🔔 під нею.
bot-watch-begun = 🔔 Стежу за запитанням «{ $question }». Коли нові статті змінять відповідь, сюди надійде, що нового і що було раніше, не частіше { $count } разів на день. Усі запитання: /watches
bot-watch-already = За запитанням «{ $question }» тут уже стежу. Усі запитання: /watches
bot-watch-many = У цьому чаті вже { $count } постійних запитань, більше не можна. Видаліть одне: /watches
bot-watch-new = Нове:
bot-watch-changed = Змінилося: { $sides }
bot-watch-now = Тепер:
bot-watch-was = Раніше:
bot-watch-was-silent = у статтях про це нічого не було.
bot-watch-withdrawn = Відкликано: статтю змінили, і цього в ній більше немає:
bot-watch-gone = Вилучено: статті, де про це йшлося, більше немає:
bot-watch-paused = Призупинено. Продовжити: /watches
bot-watch-resumed = Знову стежу, починаючи з теперішньої відповіді.
bot-watch-resumed-refused = Знову стежу. Те, у чому Telegram відмовив, буде надіслано ще раз.
bot-watch-deleted = Видалено.
bot-watches-title = Постійні запитання
bot-watches-none = Постійних запитань тут немає. Почати: «/watch чого вимагає Росія?»
bot-watches-most = { $count ->
    [one] не частіше { $count } разу на день
    [few] не частіше { $count } разів на день
   *[other] не частіше { $count } разів на день
}
bot-watches-refused = на паузі: Telegram відмовив
bot-watches-last = остання зміна { $day }
bot-watches-never = без змін з { $day }
bot-button-ask-now = Уся відповідь
bot-button-pause = ⏸ Пауза

## Trends and timelines

bot-trend-title = Статті за днями: { $words }
bot-trend-axis = статті
bot-trend-other = інші
bot-trend-caption = { $count ->
    [one] «{ $words }»: { $count } стаття, { $days }.
    [few] «{ $words }»: { $count } статті, { $days }.
   *[other] «{ $words }»: { $count } статей, { $days }.
}
bot-trend-none = У жодній статті за { $days } немає всіх слів «{ $words }».
bot-timeline-title = { $words }: що повідомлялося
bot-timeline-note = За днями, коли вийшли статті.

## Fetching and feeds

error-fetch-private = { $host } не у відкритому інтернеті, тому не завантажується. Дозволити може оператор: BRIEFING_FETCH_ALLOWED.
error-fetch-scheme = Таку адресу завантажити не можна. Вона має починатися з http:// або https://.
error-fetch-unreachable = { $host } недоступний. Перевірте адресу; можливо, сайт тимчасово не працює.
error-fetch-timeout = { $host } не відповів вчасно.
error-fetch-too-large = { $host } надсилає забагато.
error-fetch-redirects = { $host } без кінця пересилає з адреси на адресу.
error-fetch-encoding = Те, що надсилає { $host }, не розпакувати.
error-fetch-status = { $host } відповів { $status }.
error-fetch-robots = { $host } просить програми не читати цю сторінку (robots.txt).
error-feed-no-feed = За цією адресою стрічки немає, і сторінка на жодну не вказує. Часто стрічки лежать за адресою /feed, /rss або /atom.xml.
error-feed-entities = Стрічка оголошує XML-сутності, а через них можливі атаки; такі стрічки не читаються.
error-no-such-feed = Стрічки { $url } немає. Які є, покаже «briefing-bot feeds list» або /feeds.
error-opml = { $name } не вдається прочитати як OPML. Програми для читання стрічок зберігають його командою «Експорт».
error-feeds-file = { $path } не відкрити: { $reason }.

## Feeds

feeds-none = Стрічок поки немає. Додати: briefing-bot feeds add https://example.org/
feeds-feed = Стрічка
feeds-articles = Статей
feeds-success = Останній успіх
feeds-next = Перевірка
feeds-imported = { $count ->
    [one] Додано { $count } стрічку, вже були: { $known }.
    [few] Додано { $count } стрічки, вже були: { $known }.
   *[other] Додано { $count } стрічок, вже були: { $known }.
} Їх читає «briefing-bot serve»; прочитати одразу: «briefing-bot feeds check».
feeds-exported = { $count ->
    [one] { $count } стрічку записано в { $path }.
    [few] { $count } стрічки записано в { $path }.
   *[other] { $count } стрічок записано в { $path }.
}
feed-added = Додано: { $name }.
feed-there = { $name } вже є серед стрічок.
feed-removed = Видалено: { $name }. Статті лишаються.
feed-gone = Цю стрічку тим часом видалили.
feed-going-on = Вона ще читається; що вийшло, покаже список стрічок.
feed-new = ще не читалася
feed-good = працює
feed-failing = не працює ({ $time }): { $error }
feed-silent = працює, але нового немає ({ $time })
feed-never = жодного разу
feed-now = зараз
feed-brought = { $count ->
    [0] Нового немає.
    [one] { $count } нова стаття.
    [few] { $count } нові статті.
   *[other] { $count } нових статей.
}
feed-updated = { $count ->
    [one] { $count } стаття змінилася.
    [few] { $count } статті змінилися.
   *[other] { $count } статей змінилося.
}
feed-unread = { $count ->
    [one] { $count } запис прочитати не вдалося: сторінка недоступна, або на ній немає тексту.
    [few] { $count } записи прочитати не вдалося: сторінки недоступні, або на них немає тексту.
   *[other] { $count } записів прочитати не вдалося: сторінки недоступні, або на них немає тексту.
}
bot-stale = ⚠️ Нове не надходить: найсвіжішій статті { $time }.
bot-command-feeds = звідки беруться статті та як ідуть справи
bot-feeds-operators = Бачити й змінювати стрічки можуть лише ті, хто керує ботом.
bot-feeds-folder = Цей бот не читає стрічок: його запущено за текою (--corpus) або це майданчик для спроб. Стрічки читає «briefing-bot serve» без --corpus.
bot-feeds-none = Стрічок поки немає. Надішліть «/feeds add example.org»: адресу стрічки або сторінки, що на неї вказує.
bot-feeds-title = { $count ->
    [one] { $count } стрічка
    [few] { $count } стрічки
   *[other] { $count } стрічок
}
bot-feeds-line = { $count ->
    [one] { $count } стаття · останній успіх: { $success } · перевірка: { $next }
    [few] { $count } статті · останній успіх: { $success } · перевірка: { $next }
   *[other] { $count } статей · останній успіх: { $success } · перевірка: { $next }
}
bot-feeds-how = 🔄 читає стрічку зараз, 🗑 видаляє її. За адресою: «/feeds add example.org», «/feeds check …», «/feeds remove …».
bot-feeds-removing = Видалити { $name }? Статті лишаться.
bot-feeds-now-failing = { $count ->
    [one] ⚠️ Стрічка не працює вже добу:
    [few] ⚠️ { $count } стрічки не працюють уже добу:
   *[other] ⚠️ { $count } стрічок не працюють уже добу:
}
bot-feeds-now-silent = { $count ->
    [one] 💤 Стрічка мовчить довше, ніж зазвичай:
    [few] 💤 { $count } стрічки мовчать довше, ніж зазвичай:
   *[other] 💤 { $count } стрічок мовчать довше, ніж зазвичай:
}
bot-feeds-now-good = { $count ->
    [one] ✅ Стрічка знову працює:
    [few] ✅ { $count } стрічки знову працюють:
   *[other] ✅ { $count } стрічок знову працюють:
}
bot-feeds-more = { $count ->
    [one] і ще { $count }: /feeds
    [few] і ще { $count }: /feeds
   *[other] і ще { $count }: /feeds
}

## Backup

backup-done = Резервну копію записано в { $path } ({ $megabytes } МБ).
backup-articles = { $count ->
    [one] { $count } стаття
    [few] { $count } статті
   *[other] { $count } статей
}
backup-turns = { $count ->
    [one] { $count } запитання з відповіддю
    [few] { $count } запитання з відповідями
   *[other] { $count } запитань із відповідями
}
backup-subscriptions = { $count ->
    [one] { $count } дайджест
    [few] { $count } дайджести
   *[other] { $count } дайджестів
}
backup-watches = { $count ->
    [one] { $count } спостереження
    [few] { $count } спостереження
   *[other] { $count } спостережень
}
backup-restored = Вміст { $path } ({ $day }) відновлено в теку даних, індекс побудовано.
backup-kept = Те, що було там раніше, збережено поруч: { $names }. Видаліть, коли переконаєтеся, що все гаразд.
backup-nothing = У { $path } немає чого копіювати: статей не завантажено, і бот ще нікому не відповідав.
backup-exists = { $path } уже існує. Виберіть іншу назву: резервна копія ніколи не перезаписує файли.
backup-not-written = Не вдається записати { $path }: { $reason }.
backup-unreadable = Не вдається прочитати { $path }: { $reason }.
backup-foreign = { $path } — не резервна копія цієї програми, або файл обрізано. Нічого не змінено.
backup-damaged = Резервну копію { $path } пошкоджено. Нічого не змінено; візьміть інший її примірник або давнішу копію.
backup-hostile = У { $path } є «{ $name }», чого в резервних копіях цієї програми не буває. Нічого не змінено; не довіряйте цьому файлу.
backup-newer = { $path } створено новішою версією програми. Нічого не змінено; оновіть програму і спробуйте ще раз.
backup-no-room = Для { $path } потрібно { $needed } ГБ на диску, а вільно { $free } ГБ. Нічого не змінено; звільніть місце і спробуйте ще раз.
backup-in-use = Тека даних { $path } використовується, і звільнити її не вдалося. Нічого не змінено. Зупиніть усе, що з нею працює, і спробуйте ще раз; або вкажіть у BRIEFING_DATA_DIR іншу теку і відновіть у неї.
backup-not-empty = У теці даних { $path } уже є дані. Нічого не змінено. З --force їх буде замінено, а попередні бази збережуться поруч; або вкажіть у BRIEFING_DATA_DIR іншу теку.

## Telegram: що оператори надсилають для читання

arrival-new = Прочитано і збережено: про це вже можна питати.
arrival-updated = Прочитано: це нова версія статті, яка в мене була. Вона стоїть на місці старої.
arrival-unchanged = Саме це в мене вже є.
arrival-duplicate = Не збережено: такий самий текст у мене вже є:
arrival-passages = { $count ->
    [one] { $count } уривок
    [few] { $count } уривки
   *[other] { $count } уривків
}
arrival-open = Відкрити
arrival-undo = Прибрати назад
arrival-removed = Прибрано: «{ $title }». Нічого звідти більше не цитується.
arrival-gone = Цієї статті тут більше немає.
arrival-cut = Це початок; в усьому тексті знаків: { $count }.
arrival-nowhere = Тут я не зберігаю надісланого: мене запущено за текою (--corpus) або працюю на майданчику для спроб над збереженими статтями. Додайте файли командою «briefing-bot ingest» або надішліть їх боту, запущеному через «briefing-bot serve» без --corpus.
arrival-busy = Індекс зараз записує інша програма (можливо, «briefing-bot ingest»). Надішліть ще раз за хвилину.
arrival-not-downloaded = Telegram не передав мені файл. Надішліть його ще раз.
arrival-refused-kind = Файл «{ $name }» я прочитати не можу: я читаю .txt, .md, .html, .pdf і .docx. Збережіть його в одному з цих видів і надішліть знову.
arrival-refused-too-large = «{ $name }» більший за найбільший файл, який я читаю (BRIEFING_MAX_FILE_MB). Надішліть його частинами.
arrival-refused-too-large-telegram = «{ $name }» більший за 20 МБ, а більшого Telegram ботам не передає. Надішліть його частинами або прочитайте командою «briefing-bot ingest».
arrival-refused-empty = Файл «{ $name }» порожній.
arrival-refused-encrypted = «{ $name }» закрито паролем. Збережіть його без пароля й надішліть знову.
arrival-refused-damaged = «{ $name }» пошкоджено або це не те, про що каже назва. Збережіть його заново й надішліть ще раз.
arrival-refused-binary = «{ $name }» — не текст, хоч би що казала назва.
arrival-refused-encoding = Не можу визначити кодування «{ $name }». Збережіть його в UTF-8 і надішліть знову.
arrival-refused-no-text = У «{ $name }» я не знайшов тексту. Його немає в сторінках, які складають скрипти, і в сканах; надішліть сам текст.
arrival-refused-front-matter = Рядки між --- на початку «{ $name }» не читаються. Виправте або видаліть їх і надішліть знову.
arrival-refused-too-long = «{ $name }» задовгий для однієї статті. Надішліть його частинами.

## Telegram: канали

channel-added = Тепер я читаю канал «{ $title }»: кожен новий допис стає статтею, а правки її оновлюють. Попередні дописи до мене не доходять; перешліть їх мені.
channel-asks = Мене зробив адміністратором каналу «{ $title }» не оператор. Перетворювати його дописи на статті? Доки ви не вирішите, жоден із них статтею не стане.
channel-reads = Канал { $title } тепер читається.
channel-not-read = Канал { $title } більше не читається. Те, що він приніс, лишається.
channel-button-read = Читати
channel-button-stop = Не читати

## Теки під наглядом, найновіші сюжети

bot-command-latest = найновіші сюжети, навіть знайомі
watch-folder-start = Стежу за { $path }: покладене туди читається, коли файл готовий. Видалене там лишається тут. Ctrl-C завершує.
watch-folder-new = { $count ->
    [one] { $count } нова стаття
    [few] { $count } нові статті
   *[other] { $count } нових статей
}
watch-folder-updated = оновлено: { $count }
watch-folder-duplicate = уже було: { $count }
setting-watch_folder = тека, з якої serve бере статті: покладене туди читається
bot-sources-newest = { $outlet }, остання { $newest }
sources-age = Найновіша стаття вийшла { $newest }.
