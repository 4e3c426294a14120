# Что читает человек, по-русски. Имена сообщений одинаковы во всех языках.
# Сообщения не ссылаются друг на друга: каждое читается отдельно, когда оно понадобилось.

## Ответы

answer-reading = Читаю «{ $typed }» как { $read }.
answer-widened = Искал также: { $words }.
answer-only-dates = Только статьи за { $days }.
answer-only-since = Только статьи начиная с даты: { $day }.
answer-only-until = Только статьи не позднее даты: { $day }.
answer-only-outlets = Только статьи изданий: { $outlets }.
answer-outlets = { $count ->
    [0] издание неизвестно
    [one] { $count } издание
    [few] { $count } издания
   *[other] { $count } изданий
}
answer-differs = Источники расходятся: { $sides }
answer-sources = Источники
answer-no-title = без заголовка
answer-no-outlet = издание неизвестно
answer-no-date = дата неизвестна
answer-id = id { $id }
answer-inferred = угадано, в статье не указано: { $fields }
answer-newest = Самый свежий источник: { $day }.
answer-newest-unknown = У источников нет даты.
answer-nearest = Ближайшие отрывки, которые на вопрос не отвечают
answer-from-sample = Статей пока не загружено: ответ взят из образцов. Спросите свои статьи с помощью --corpus ПАПКА или загрузите их командой «briefing-bot ingest ПАПКА».
answer-skipped = { $count ->
    [one] Пропущен { $count } файл или строка:
    [few] Пропущено { $count } файла или строки:
   *[other] Пропущено { $count } файлов или строк:
}
answer-skipped-more = … и ещё { $count }.

coverage = { $count ->
    [0] В собрании нет статей.
    [one] В собрании { $count } статья, { $days }.
    [few] В собрании { $count } статьи, { $days }.
   *[other] В собрании { $count } статей, { $days }.
}
coverage-undated = { $count ->
    [0] В собрании нет статей.
    [one] В собрании { $count } статья, без даты.
    [few] В собрании { $count } статьи, без дат.
   *[other] В собрании { $count } статей, без дат.
}

field-title = заголовок
field-outlet = издание
field-published = дата
field-url = ссылка
field-language = язык
field-authors = авторы

## Почему ответа нет

abstain = В статьях об этом не говорится.
abstain-empty-question = Вопрос пуст. Напишите, что вы хотите узнать.
abstain-no-words = В вопросе нет ни одного слова для поиска. Напишите его словами.
abstain-too-long = Вопрос слишком длинный. Задайте его в одном-двух предложениях.
abstain-empty-corpus = Нет ни одной статьи, которую можно спросить.
abstain-unknown-name = Ни в одной статье нет имени { $detail }.
abstain-nothing-in-range = Нет статей за те даты или тех изданий, о которых спрашивает вопрос.
abstain-phrase-not-found = Ни в одной статье нет точных слов { $detail }.
abstain-not-found = Ни в одном отрывке нет слов вопроса.
abstain-weak-evidence = В некоторых отрывках есть слова вопроса, но ни один на него не отвечает.

## Ошибки

error-unexpected = Внутри программы что-то пошло не так.
error-unexpected-log = Подробности записаны в { $path }.
error-unexpected-no-log = Повторите с BRIEFING_LOG_LEVEL=debug, чтобы увидеть подробности.
error-input = Это не подходит: { $text }
error-question-empty = Вопрос пуст. Напишите, что вы хотите узнать.
error-not-found = { $path } не существует.
error-no-article = Нет статьи с id { $id }. Id стоят под источниками ответа.
error-span = Нет текста с { $from } по { $to }: знаков в статье { $length }.
error-read = { $path } не читается как статья: { $reason }.
error-settings = Настройка { $name } равна «{ $value }»; можно: { $allowed }.
error-data-dir = Папкой данных { $path } нельзя пользоваться: { $reason }. Укажите в BRIEFING_DATA_DIR папку, в которую можно писать.
error-store = Базой статей нельзя пользоваться: { $text }. Подробнее скажет «briefing-bot doctor».
error-index = Индексом нельзя пользоваться: { $text }. «briefing-bot reindex» построит его заново.
error-nothing-ingested = Статей пока не загружено. Загрузите их командой «briefing-bot ingest ПАПКА».

## chat

chat-welcome = { $count ->
    [one] Спрашивайте: здесь { $count } статья. /sources покажет издания; пустая строка или /quit — выход.
    [few] Спрашивайте: здесь { $count } статьи. /sources покажет издания; пустая строка или /quit — выход.
   *[other] Спрашивайте: здесь { $count } статей. /sources покажет издания; пустая строка или /quit — выход.
}
chat-prompt = Вопрос:
chat-bye = До свидания.
chat-unknown-command = Команды { $command } нет. Есть /sources и /quit.

## ingest

ingest-progress = Чтение статей
ingest-new = новые
ingest-updated = обновлённые
ingest-unchanged = без изменений
ingest-duplicate = повторы
ingest-skipped = пропущено
ingest-passages = { $count ->
    [one] Записан { $count } отрывок.
    [few] Записано { $count } отрывка.
   *[other] Записано { $count } отрывков.
}
ingest-duplicate-of = { $what } — тот же текст, что в { $of }
ingest-nothing = Статей не нашлось. Читаются файлы таких видов: { $kinds }.
ingest-where = Хранится в { $path }.

## sources

sources-outlet = Издание
sources-articles = Статей
sources-oldest = Первая
sources-newest = Последняя

## show

show-language = язык { $language }
show-length = { $count ->
    [one] { $count } знак
    [few] { $count } знака
   *[other] { $count } знаков
}

## reindex

reindex-progress = Построение индекса
reindex-done = { $articles ->
    [one] В индексе { $articles } статья
    [few] В индексе { $articles } статьи
   *[other] В индексе { $articles } статей
}{ $passages ->
    [one] {""} и { $passages } отрывок.
    [few] {""} и { $passages } отрывка.
   *[other] {""} и { $passages } отрывков.
}

## settings

settings-variable = Настройка
settings-value = Значение
settings-origin = Откуда
settings-default = по умолчанию
settings-environment = из окружения
settings-unset = решает команда
settings-unknown = { $name } — не настройка этой программы, она не учитывается.
setting-data_dir = где хранятся загруженные статьи и их индекс
setting-index_engine = memory или disk; если не задано: memory для папки, disk для загруженных статей
setting-language = язык этих текстов: en, ru или uk
setting-log_level = что пишется в поток ошибок: debug, info, warning или error
setting-max_file_mb = наибольший читаемый файл, в мегабайтах

## doctor

doctor-ok = верно
doctor-warning = важно
doctor-problem = плохо
doctor-settings = Настройки читаются.
doctor-data-dir = В папку данных { $path } можно писать.
doctor-data-dir-none = Папки данных { $path } ещё нет; её создаст первый «briefing-bot ingest».
doctor-disk = Свободно на диске: { $gigabytes } ГБ.
doctor-disk-low = Свободно на диске всего { $gigabytes } ГБ: освободите место, прежде чем загружать статьи.
doctor-store = База открывается (версия { $version }), в ней { $count ->
    [one] { $count } статья.
    [few] { $count } статьи.
   *[other] { $count } статей.
}
doctor-index = Индекс открывается, в нём { $count ->
    [one] { $count } отрывок.
    [few] { $count } отрывка.
   *[other] { $count } отрывков.
}
doctor-index-agrees = В индексе то же, что в базе.
doctor-index-differs = Индекс и база расходятся в { $count ->
    [one] { $count } статье
   *[other] { $count } статьях
} ({ $ids }): выполните «briefing-bot reindex».
doctor-nothing = Статей пока не загружено: вопросы задаются образцам.
doctor-texts = Тексты и образцы статей на месте.
doctor-fine = Всё в порядке.
doctor-todo = { $count ->
    [one] { $count } вещь не в порядке; что делать, сказано рядом.
    [few] { $count } вещи не в порядке; что делать, сказано рядом.
   *[other] { $count } вещей не в порядке; что делать, сказано рядом.
}
