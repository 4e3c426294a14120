# Що читає людина, українською. Назви повідомлень однакові в усіх мовах.
# Повідомлення не посилаються одне на одне: кожне читається окремо, коли воно потрібне.

## Відповіді

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
abstain-nothing-in-range = Немає статей за ті дати чи тих видань, про які йдеться в запитанні.
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
settings-unknown = { $name } — не налаштування цієї програми, його не враховано.
setting-data_dir = де зберігаються завантажені статті та їхній індекс
setting-index_engine = memory або disk; якщо не задано: memory для теки, disk для завантажених статей
setting-language = мова цих текстів: en, ru або uk
setting-log_level = що пишеться в потік помилок: debug, info, warning або error
setting-max_file_mb = найбільший файл, який читається, у мегабайтах

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
doctor-index-agrees = В індексі те саме, що в базі.
doctor-index-differs = Індекс і база розходяться в { $count ->
    [one] { $count } статті
   *[other] { $count } статтях
} ({ $ids }): виконайте «briefing-bot reindex».
doctor-nothing = Статей ще не завантажено: запитання ставляться зразкам.
doctor-texts = Тексти та зразки статей на місці.
doctor-fine = Усе гаразд.
doctor-todo = { $count ->
    [one] { $count } річ не гаразд; що робити, сказано поруч.
    [few] { $count } речі не гаразд; що робити, сказано поруч.
   *[other] { $count } речей не гаразд; що робити, сказано поруч.
}
