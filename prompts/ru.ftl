# Что читает человек, по-русски. Имена сообщений одинаковы во всех языках.
# Сообщения не ссылаются друг на друга: каждое читается отдельно, когда оно понадобилось.

## Ответы

quoted = «{ $text }»

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
differs-denied = одни утверждают это, другие отрицают
answer-also = также: { $outlets }
answer-also-more = также: { $outlets } и ещё { $count }
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
abstain-nothing-in-range = В пределах дат или изданий, о которых спрашивает вопрос, нет его слов.
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
error-telegram = Telegram не сделал того, о чём его просили: { $text }.
error-token = Telegram не знает токена из BRIEFING_TELEGRAM_TOKEN. Возьмите верный у @BotFather: /mybots, ваш бот, API Token.
error-no-webhook = В режиме webhook нужно задать { $name }.
error-no-token = BRIEFING_TELEGRAM_TOKEN не задан. Получите токен у @BotFather в Telegram (/newbot) и укажите его в этой переменной.
error-listen = По адресу { $place } нельзя ничего отдавать: { $reason }. Укажите в BRIEFING_LISTEN другой адрес, например 127.0.0.1:8080.

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

## prune

prune-no-limits = Ограничений нет: их задают BRIEFING_KEEP_DAYS и BRIEFING_KEEP_ARTICLES.
prune-done = Убрано: { $articles ->
    [one] { $articles } статья
    [few] { $articles } статьи
   *[other] { $articles } статей
}; удалено прежних текстов, которых не цитирует ни один ответ: { $versions }.

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
settings-none = не задано
settings-unknown = { $name } — не настройка этой программы, она не учитывается.
setting-data_dir = где хранятся загруженные статьи и их индекс
setting-index_engine = memory или disk; если не задано: memory для папки, disk для загруженных статей
setting-language = язык этих текстов: en, ru или uk
setting-log_level = что пишется в поток ошибок: debug, info, warning или error
setting-max_file_mb = наибольший читаемый файл, в мегабайтах
setting-keep_days = сколько дней хранится статья после выхода
setting-keep_articles = сколько статей хранится, самых новых
setting-telegram_token = токен, который дал @BotFather; нужен только команде serve
setting-telegram_api_url = сервер Bot API
setting-telegram_mode = polling: обновления забирает бот; webhook: их приносит Telegram
setting-telegram_webhook_url = публичный https-адрес, на который Telegram приносит обновления; его путь обслуживается на BRIEFING_LISTEN
setting-telegram_webhook_secret = то, что несёт каждая доставка: от 16 до 256 латинских букв, цифр, _ и -
setting-operators = номера в Telegram тех, кто ведёт бота, через запятую
setting-access = open: спрашивать могут все; listed: операторы и те, кого они допустили
setting-fetch_allowed = внутренние узлы и сети, к которым всё же можно обращаться, через запятую
setting-questions_per_person = сколько вопросов один человек может задать за час
setting-questions_per_group = сколько вопросов одна группа может задать за час
setting-send_per_second = сколько сообщений отправляется за секунду всего
setting-send_per_chat = сколько сообщений отправляется за секунду в один чат
setting-send_per_group = сколько сообщений отправляется за минуту в одну группу
setting-listen = где serve показывает /healthz, /readyz и /metrics

## serve

serve-start = Запускаюсь, { $count ->
    [one] { $count } статья
    [few] { $count } статьи
   *[many] { $count } статей
}. Состояние: http://{ $place }/readyz. Остановить: Ctrl-C.
serve-nobody = Пользоваться ботом пока не может никто: укажите в BRIEFING_OPERATORS свой номер в Telegram (напишите боту, он его назовёт) или задайте BRIEFING_ACCESS=open.
serve-connected = @{ $username } отвечает в Telegram.
serve-makes-way = Восстанавливается резервная копия. Бот ждёт и продолжит работу с восстановленными данными.
serve-first-articles = Пришли первые ваши статьи: теперь ответы берутся из них, а не из образцов.
serve-waiting = Telegram по адресу { $url } не отвечает; пробую снова, пока не ответит.
playground-start = Площадка открыта: { $url }. Ctrl-C закрывает её.
error-playground-extra = Площадке нужны пакеты, которые не установлены ({ $names }). Из исходников их ставит «make playground»; иначе: pip install '.[playground]'
error-playground-port = Страницу нельзя открыть по адресу { $place }: { $reason }. Выберите другой порт параметром --port.

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
doctor-feeds = { $count ->
    [one] { $count } лента: в порядке { $good }, статей получено { $articles }.
    [few] { $count } ленты: в порядке { $good }, статей получено { $articles }.
   *[other] { $count } лент: в порядке { $good }, статей получено { $articles }.
}
doctor-feed = Лента «{ $name }» (см. «briefing-bot feeds list»): { $state }
doctor-index-agrees = В индексе то же, что в базе.
doctor-index-differs = Индекс и база расходятся в { $count ->
    [one] { $count } статье
   *[other] { $count } статьях
} ({ $ids }): выполните «briefing-bot reindex».
doctor-nothing = Статей пока не загружено: вопросы задаются образцам.
doctor-token = Токен принадлежит { $username }.
doctor-telegram-none = Telegram по адресу { $url } сейчас не отвечает ({ $reason }).
doctor-chat-store = То, что хранит бот, читается; { $count ->
    [0] к отправке ничего не ждёт.
    [one] ждёт отправки { $count } сообщение.
    [few] ждут отправки { $count } сообщения.
   *[many] ждут отправки { $count } сообщений.
}
doctor-serving = Работающий бот отвечает по адресу { $url }.
doctor-serving-none = По адресу { $url } работающий бот не отвечает ({ $reason }). Запустите его командой «briefing-bot serve».
doctor-texts = Тексты и образцы статей на месте.
doctor-fine = Всё в порядке.
doctor-look = Всё работает; { $count ->
    [one] на { $count } место стоит взглянуть.
    [few] на { $count } места стоит взглянуть.
   *[many] на { $count } мест стоит взглянуть.
}
doctor-todo = { $count ->
    [one] { $count } вещь не в порядке; что делать, сказано рядом.
    [few] { $count } вещи не в порядке; что делать, сказано рядом.
   *[other] { $count } вещей не в порядке; что делать, сказано рядом.
}

## Telegram: ответы

bot-continued = Продолжение, { $page } из { $pages }
bot-understood = Вопрос понят так: «{ $question }».
bot-nearest = Ближайшие отрывки, которые на вопрос не отвечают:
bot-late = Вы спросили об этом { $when }, когда я был недоступен.

## Telegram: начало и помощь

bot-start = Спросите меня о новостях своими словами. Я отвечаю предложениями из статей и у каждого указываю источник, а если в статьях ответа нет, так и говорю.
bot-start-more = Что ещё я умею — в /help.
bot-example = Чего требует Россия?
bot-introduction = Здравствуйте! Я отвечаю на вопросы о новостях предложениями из статей и у каждого указываю источник.
bot-introduction-how = Спрашивайте через /ask или ответом на моё сообщение. В остальное время я молчу. Подробнее — в /help.
bot-help =
    Отправьте вопрос или просто несколько слов. Слова в кавычках ищутся в точности; «с понедельника» или «в марте» ограничивают даты.

    Каждое предложение ответа слово в слово стоит в статье. Нажмите на номер, чтобы открыть статью, и на цитату, чтобы прочесть, что вокруг.

    Можно уточнять: «а Украина?», «почему?». Ответьте на прежний ответ, чтобы продолжить с него. Исправьте вопрос — исправится и ответ.
bot-help-groups =
    В группах я говорю, только когда меня спросили: /ask и вопрос или ответ на моё сообщение. /ask в ответ на чужое сообщение спрашивает о нём.

    Упоминание { $username } может до меня не дойти: в режиме приватности Telegram часто не доставляет ботам простые упоминания. /ask доходит всегда.
bot-command-start = с чего начать
bot-command-help = что я умею
bot-command-ask = задать вопрос
bot-command-sources = издания и даты, которые я знаю
bot-command-why = как найден последний ответ
bot-command-quality = насколько хороши ответы
bot-command-settings = язык, часовой пояс, цитаты
bot-command-privacy = что о вас хранится
bot-command-forget = стереть то, что хранится
bot-command-cancel = прервать начатое
bot-example-name = { $name }: что известно?
bot-description = Спросите меня о новостях своими словами. Я отвечаю предложениями из статей, у каждого указываю источник, а если ответа в них нет, так и говорю.
bot-short-description = Отвечает о новостях словами самих статей, у каждого ответа есть источник.
bot-command-allow = допустить человека или группу
bot-command-disallow = больше не допускать
bot-command-allowed = кому я отвечаю
bot-command-report = на что я не смог хорошо ответить
bot-command-add = сохранить статью только для этой группы
bot-command-added = что хранит эта группа
bot-command-open = открыть статьи группы другому чату
bot-command-close = закрыть их снова
bot-command-opened = что где ещё читается

## Telegram: почему такой ответ

bot-why-title = Как это найдено
bot-why-question = Вопрос, как он прочитан: { $question }
bot-why-words = Искомые слова и вес тех, что стоят за них:
bot-why-phrases = Точные слова: { $phrases }
bot-why-confidence = Уверенность { $confidence } из 1; если она ниже { $threshold }, я говорю, что ответа нет.
bot-why-passages = Просмотренные отрывки с баллами, лучшие первыми:
bot-why-none = Этих слов нет ни в одном отрывке.
bot-why-quoted = в ответе
bot-why-same = Тот же вопрос к тем же статьям даёт тот же ответ.
bot-why-nothing = Здесь ещё нет ответа, который можно объяснить.
bot-why-typed = Как написано: { $question }
bot-why-answered = Ответ: { $claims ->
    [one] { $claims } утверждение
    [few] { $claims } утверждения
   *[other] { $claims } утверждений
} из { $articles ->
    [one] { $articles } статьи
   *[other] { $articles } статей
}.
bot-why-refused = Ответа нет. { $reason }
bot-why-speaker = говорит { $name }
bot-why-no-speaker = говорящий не назван
bot-why-for = Что говорит за ответ (в логарифмах шансов):
bot-why-against = Что говорит против:
bot-why-scores = Балл складывается из того, какую часть вопроса содержит отрывок, насколько близко и в каком порядке стоят слова, с какими именами и насколько он нов.
signal-passage = лучший отрывок вместе с заголовком содержит { $share } вопроса
signal-names = рядом с лучшим предложением стоят { $share } имён и чисел вопроса
signal-length = длинный вопрос реже совпадает случайно
signal-missing = { $share } слов вопроса нет рядом с лучшим предложением
signal-unexpected = там нет числа, времени или имени, о котором спрашивают
signal-absent = { $share } слов вопроса нет ни в одном отрывке
signal-apart = вопрос связывает имена, которых отрывок не связывает
signal-phrase = найдены точные слова из вопроса
signal-other-role = должность, о которой спрашивают, там не названа
signal-by-others = лучшее предложение — слова кого-то другого
signal-sentence = насколько хорошо в целом совпадает лучшее предложение
signal-title = заголовок содержит { $share } вопроса
signal-words = рядом с лучшим предложением стоят { $share } остальных слов вопроса
signal-inflected = в этом языке у слов меняются окончания, и совпадений меньше
signal-stale = старые отрывки содержат больше слов вопроса, чем отрывки последних дней
signal-future = в вопросе назван год, который ещё не наступил
signal-person = в вопросах о человеке или месте легче ошибиться
signal-absent-short = вопрос короткий, и какого-то его слова нет ни в одном отрывке
signal-thin = совпало мало слов и не всё, что названо в вопросе
signal-headline = заголовок последних дней содержит { $share } вопроса
signal-agreeing = в статьях последних дней есть половина вопроса или больше
signal-lead = лучшее предложение опережает предложения других статей
signal-specific = в вопросе много подробностей: случайно так не совпадает
signal-undenied = в вопросе есть отрицание, а в лучших предложениях его нет

## Telegram: качество

bot-quality-title = Насколько хороши ответы
bot-quality-none = Измерений ещё не было. Тот, кто меня запускает, может провести их командой: briefing-bot measure report
bot-quality-measured = Измерено { $day } на вопросах, которые писали не мы:
bot-quality-own = Измерено { $day } на предложениях, которые разметили мы сами:
bot-quality-set = { $set }, { $questions ->
    [one] { $questions } вопрос
    [few] { $questions } вопроса
   *[other] { $questions } вопросов
}: { $told }
bot-quality-right = ответ есть в цитатах в { $share } случаев
bot-quality-answered = ответ дан на { $share } вопросов, на которые статьи отвечают
bot-quality-refused = отказ в { $share } случаев, когда статьи не отвечают
bot-quality-speakers = Говорящие названы верно в { $share } случаев.
bot-quality-merged = Объединённые утверждения совпадают в { $share } случаев.
bot-quality-warning = Поэтому читайте цитату, а не только её номер.

## Telegram: источники

bot-sources-title = О чём меня можно спросить
bot-sources-none = Статей у меня пока нет.
bot-sources-outlet = { $count ->
    [one] { $outlet }: { $count } статья
    [few] { $outlet }: { $count } статьи
   *[other] { $outlet }: { $count } статей
}
bot-sources-more = { $count ->
    [one] … и ещё { $count } издание.
    [few] … и ещё { $count } издания.
   *[other] … и ещё { $count } изданий.
}
bot-sources-sample = Это образцы статей, написанные для пробы.
bot-view-more = Просмотрено, но в ответе не процитировано:
bot-view-reports = Сообщает { $where }
bot-view-timeline-note = По дню публикации. Когда что произошло, сказано в цитате.
bot-amended-changed = С тех пор статью изменили.
bot-amended-changed-on = Статью изменили { $day }.
bot-amended-withdrawn = В статье этого больше нет.
bot-amended-withdrawn-on = В статье этого больше нет с { $day }.
bot-amended-gone = Этой статьи больше нет.
bot-amended-none = Всё, что я процитировал, по-прежнему есть в статьях.
bot-view-shortened = Целиком в одно сообщение это не помещается.
bot-view-newer = { $count ->
    [one] К этому вопросу есть { $count } статья новее.
    [few] К этому вопросу есть { $count } статьи новее.
   *[many] К этому вопросу есть { $count } статей новее.
}
bot-inline-answer = { $count ->
    [one] Ответ, { $count } цитата
    [few] Ответ, { $count } цитаты
   *[many] Ответ, { $count } цитат
}
bot-inline-refused = Попросите оператора допустить вас
bot-report-title = { $count ->
    [one] { $count } вопрос без хорошего ответа за 30 дней
    [few] { $count } вопроса без хорошего ответа за 30 дней
   *[many] { $count } вопросов без хорошего ответа за 30 дней
}
bot-report-none = На все вопросы за 30 дней есть ответ, и ни один не отмечен как плохой.
bot-report-times = { $count ->
    [one] задан { $count } раз
    [few] задан { $count } раза
   *[many] задан { $count } раз
}
bot-report-how = Нажмите на номер, чтобы увидеть, как найден ответ.
bot-report-private = Отчёт я показываю операторам только в личном чате.
bot-report-caption = Набор вопросов для «briefing-bot measure»: впишите ответы и положите рядом articles.jsonl.

## Telegram: настройки

bot-settings-title = Настройки
bot-settings-title-group = Настройки этой группы
bot-settings-language = Язык: { $value }
bot-settings-zone = Часовой пояс: { $value }
bot-settings-quotes = Цитат в ответе: { $value }
bot-settings-admins = Менять их могут только администраторы.
bot-settings-saved = Сохранено.
bot-settings-zone-how = Пришлите свой город или страну: Киев, Нью-Йорк, Германия. Подойдёт и название вроде Europe/Kyiv. /cancel оставит всё как есть.
bot-settings-zone-unknown = Ни город, ни страна, ни часовой пояс не похожи на «{ $zone }». Попробуйте ближайший большой город или название вроде Europe/Kyiv.
bot-settings-zone-how-group = Ответьте на это сообщение своим городом или страной: Киев, Нью-Йорк, Германия. Подойдёт и название вроде Europe/Kyiv. /cancel оставит всё как есть.
bot-button-zone = Часовой пояс
bot-language-en = английский
bot-language-ru = русский
bot-language-uk = украинский

## Telegram: что хранится и как это стереть

bot-privacy =
    Я храню ваши вопросы и мои ответы, чтобы работали уточнения и правки, ваши настройки, дайджесты и постоянные вопросы и ваши оценки ответов. Всё это записано под вашим номером в Telegram, без имени.

    То, что доставляет мне Telegram, вместе с именами, хранится семь дней, чтобы ни один вопрос не пропал, а потом стирается само. В группах я использую только то, что обращено ко мне.

    /forget стирает ваши вопросы, мои ответы на них, ваши постоянные вопросы и оценки. В группе её администраторы могут стереть всё это целиком, и статьи, которые хранит группа (/added). Дайджесты остаются, пока их не удалят в /subscriptions.
bot-forget-ask = Стереть ваши вопросы, мои ответы на них, ваши постоянные вопросы и оценки? Вернуть их будет нельзя.
bot-forget-ask-place = Стереть все вопросы, ответы, постоянные вопросы и оценки этого чата? Вернуть их будет нельзя.
bot-forget-own = Если стереть всё об этом чате, будут удалены и статьи, которые группа хранит для себя (/added).
bot-forget-done = Стёрто. То, что доставил Telegram, исчезнет само в течение семи дней.
bot-forget-nothing = Стирать нечего.
bot-forget-kept = Ничего не стёрто.
bot-button-erase = Стереть
bot-button-erase-place = Стереть всё об этом чате
bot-button-keep = Оставить
bot-button-more = Ещё отрывки
bot-button-looked-at = Что я просмотрел
bot-button-who = Кто что говорит
bot-button-differ = Где расхождения
bot-button-timeline = По времени
bot-button-copy = Копировать
bot-button-plain = Простой текст
bot-button-amended = { $count ->
    [one] ✏️ Изменилась { $count } цитата
    [few] ✏️ Изменились { $count } цитаты
   *[other] ✏️ Изменилось { $count } цитат
}
bot-button-again = Ответ на сейчас
bot-button-close = Закрыть
bot-button-export = Всё одним файлом

## Telegram: короткие фразы

bot-text-only = Я умею читать только текст. Напишите, пожалуйста, вопрос словами.
bot-ask-empty = Напишите вопрос после /ask или ответьте на сообщение командой /ask.
bot-unknown-command = Команды { $command } я не знаю. Что я умею, сказано в /help.
bot-cancelled = Прервано.
bot-cancel-nothing = Прерывать нечего.
bot-refused = Я отвечаю только тем, кого допустил мой оператор. Чтобы получить доступ, передайте ему этот номер: { $id }
bot-refused-place = Я отвечаю только в чатах, которые допустил мой оператор. Чтобы получить доступ, передайте ему этот номер: { $id }
bot-budget = Вопросов было много. Снова отвечу { $when }.
bot-budget-group = Эта группа задала много вопросов. Снова отвечу { $when }.
bot-in-minutes = { $count ->
    [one] через { $count } минуту
    [few] через { $count } минуты
   *[other] через { $count } минут
}
bot-admins-only = Здесь это могут только администраторы.
bot-old-button = Эта кнопка устарела. Пожалуйста, спросите ещё раз.
bot-trouble = У меня что-то пошло не так. Пожалуйста, попробуйте через минуту.
bot-not-yours = Эта кнопка для того, кто её вызвал.
bot-vote-up = Спасибо.
bot-vote-down = Спасибо. Оператор увидит, что этот ответ плох.
bot-vote-back = Ваш голос отозван.
bot-allow-how = Укажите номер человека или группы: /allow 123456789. В группе просто /allow допускает саму группу. /disallow отменяет, /allowed показывает всех.
bot-allow-person = Теперь я отвечаю { $id }.
bot-allow-chat = Теперь я отвечаю в группе { $id }.
bot-disallow-done = Больше я не отвечаю { $id }. Дайджесты и наблюдения там приостановлены.
bot-disallow-none = { $id } в списке не было.
bot-allowed-title = Я отвечаю операторам и этим людям и группам:
bot-allowed-none = Я отвечаю только операторам.

## Telegram: что хранит группа

bot-add-private = Статьи хранятся для групп. Добавьте меня в группу, где вы администратор, и отправьте /add там.
bot-add-how = Отправьте /add со ссылкой, напишите /add под документом или ответьте /add на ссылку, документ или пересланную запись канала. Я сохраню это только для этой группы; всё вместе показывает /added.
bot-add-full = Эта группа хранит столько статей, сколько я могу хранить для одной: { $count }. Сначала удалите часть из них через /added.
bot-add-kept = Хранится для этой группы: больше нигде ничего отсюда не цитируется и не учитывается.
bot-added-title = { $count ->
    [one] Эта группа хранит { $count } статью
    [few] Эта группа хранит { $count } статьи
   *[many] Эта группа хранит { $count } статей
}
bot-added-none = Своих статей у этой группы нет. Начните с /add: со ссылкой или в ответ на документ.
bot-added-readers = { $count ->
    [one] Оператор открыл их ещё { $count } чату.
   *[other] Оператор открыл их ещё { $count } чатам.
}
bot-button-delete = 🗑 Удалить
bot-button-clear = 🗑 Удалить все
bot-added-clear-ask = Удалить все статьи, которые хранит эта группа? Вернуть их будет нельзя.
bot-added-cleared = Удалено. Эта группа больше ничего не хранит.
bot-open-how = Укажите группу и чат, которому можно читать то, что она хранит: /open -1001234567890 -1009876543210. В группе достаточно первого номера: чатом будет она сама. /close отменяет, /opened показывает всё.
bot-open-done = То, что хранит группа { $group }, теперь читается и в { $place }.
bot-open-already = То, что хранит группа { $group }, и раньше читалось в { $place }.
bot-close-done = То, что хранит группа { $group }, больше не читается в { $place }.
bot-close-none = То, что хранит группа { $group }, не было открыто для { $place }.
bot-opened-title = То, что хранят эти группы, читается и в этих чатах:
bot-opened-none = Ничего не открыто: что хранит группа, читается только в ней.

## Digests and stories

bot-command-digest = что нового с последнего дайджеста здесь
bot-command-new = что нового на тему
bot-command-timeline = что сообщалось на тему, по датам
bot-command-trend = картинка: статьи на тему по дням
bot-command-story = сюжет в изложении разных изданий, рядом
bot-digest-title = Дайджест, { $when }
bot-digest-title-now = Что нового, { $when }
bot-digest-title-words = Новое по запросу «{ $words }» с { $since }
bot-digest-first = Самые новые сюжеты.
bot-digest-old = Самые новые статьи здесь — от { $day }.
bot-digest-update = { $count ->
    [one] Обновление, { $count } новая статья:
    [few] Обновление, { $count } новые статьи:
   *[other] Обновление, { $count } новых статей:
}
bot-digest-outlets = { $count ->
    [one] { $count } издание
    [few] { $count } издания
   *[other] { $count } изданий
}
bot-digest-articles = { $count ->
    [one] { $count } статья
    [few] { $count } статьи
   *[other] { $count } статей
}
bot-digest-more = { $count ->
    [one] И ещё { $count } сюжет.
    [few] И ещё { $count } сюжета.
   *[other] И ещё { $count } сюжетов.
}
bot-digest-how = Чтобы спросить о сюжете, ответьте на это сообщение номером и вопросом: «{ $example }».
bot-digest-how-example = 2 кто это сказал?
bot-digest-late = ⏰ С опозданием: дайджест полагался в { $when }.
bot-digest-missed = { $count ->
    [one] Пропущен, пока бот не мог отправлять: { $times }.
    [few] Пропущены, пока бот не мог отправлять: { $count } дайджеста ({ $times }).
   *[other] Пропущены, пока бот не мог отправлять: { $count } дайджестов ({ $times }).
}
bot-digest-unsure = Неизвестно, дошёл ли целиком дайджест за { $when }. Самые новые сюжеты ещё раз: /latest
bot-digest-nothing = Ничего нового с { $since }.
bot-digest-nothing-ever = Рассказывать пока нечего: сюжетов нет.
bot-digest-nothing-words = Ничего нового по запросу «{ $words }» с { $since }.
bot-digest-nothing-words-ever = Среди сюжетов последних дней нет ничего по запросу «{ $words }». Задайте вопрос: ответ ищется во всех статьях.
bot-digest-latest = Последнее на эту тему — от { $day }:
bot-button-digest-again = Последнее ещё раз
bot-new-empty = Напишите, о чём: «/new порты». Что нового обо всём: /digest
bot-timeline-empty = Напишите, о чём: «/timeline перемирие».
bot-trend-empty = Напишите, о чём: «/trend перемирие».
bot-story-empty = Ответьте командой /story на сюжет дайджеста или напишите, о чём: «/story забастовка докеров».
bot-story-none = Среди сюжетов последних дней нет ничего по запросу «{ $words }».
bot-story-which = Какой сюжет? В этом сообщении их несколько: ответьте с номером, например «/story 2».
bot-story-which-asked = О каком сюжете речь? Начните с его номера: «2 { $typed }».
bot-story-gone = Этого сюжета больше нет.
bot-story-title = { $count ->
    [one] Сообщает { $count } издание
    [few] Сообщают { $count } издания, рядом
   *[other] Сообщают { $count } изданий, рядом
}
bot-story-only = Только здесь:
bot-story-only-language = Только здесь (язык: { $language }):
bot-story-differ = В чём они расходятся
bot-story-alike = Расхождений в цифрах, датах или отрицаниях не найдено.
bot-story-wider = В этом сюжете ответа нет. По всем статьям:
bot-story-about = О сюжете: { $headline }

## Subscriptions

bot-command-subscribe = получать дайджест в свой час
bot-command-subscriptions = дайджесты чата: пауза, изменение
bot-sub-title = Новый дайджест
bot-sub-title-change = Изменить дайджест
bot-sub-when = Когда: { $when }
bot-sub-every-day = каждый день
bot-sub-workdays = с понедельника по пятницу
bot-sub-zone = Часовой пояс: { $zone }
bot-sub-zone-unset = { $zone } – выберите свой ниже
bot-sub-about = О чём: { $about }
bot-sub-everything = обо всём
bot-sub-without = без { $words }
bot-sub-only-outlets = только { $outlets }
bot-sub-length = Объём: { $length }
bot-sub-length-headlines = только заголовки
bot-sub-length-standard = по предложению на сюжет
bot-sub-length-full = до трёх предложений на сюжет
bot-sub-nothing = Если нет нового: { $nothing }
bot-sub-say-so = коротко сказать об этом
bot-sub-silent = молчать
bot-sub-note-times = Нажимайте на часы, чтобы добавить или убрать.
bot-sub-note-days = Нажимайте на дни, чтобы добавить или убрать.
bot-sub-note-zone = По каким часам? Нажмите на город или напишите другой.
bot-sub-note-about = Обо всём, из выбранных изданий или сюжеты с определёнными словами.
bot-sub-note-outlets = Нажмите на нужные издания. Если не выбрано ни одно – все.
bot-sub-note-length = Сколько рассказывать о каждом сюжете?
bot-sub-button-times = Время
bot-sub-button-days = Дни
bot-sub-button-zone = Часовой пояс
bot-sub-button-about = О чём
bot-sub-button-length = Объём
bot-sub-button-silent = Если нет нового: молчать
bot-sub-button-say-so = Если нет нового: сказать
bot-sub-button-save = Подписаться
bot-sub-button-change = Сохранить
bot-sub-button-cancel = Отмена
bot-sub-button-other-time = Другое время
bot-sub-button-other-city = Другой город
bot-sub-button-outlets = Издания
bot-sub-button-words = Слова
bot-sub-button-back = Назад
bot-sub-button-delete = Удалить
bot-sub-ask-times = В какое время? Например: 7:30, 18.
bot-sub-ask-zone = Какой город или страна? Например: Киев, Нью-Йорк, Германия.
bot-sub-ask-words = Какие слова? Например: порты забастовка «дневная ставка» -футбол. Войдёт сюжет с любым из них, но не сюжет со -словом.
bot-sub-ask-reply = Ответьте на это сообщение.
bot-sub-unknown-times = Не получилось прочесть «{ $typed }» как время. Напишите так: 7:30, или несколько: 7:30, 18.
bot-sub-unknown-zone = Ни город, ни страна, ни часовой пояс не похожи на «{ $typed }». Попробуйте ближайший большой город или название вроде Europe/Kyiv.
bot-sub-unknown-words = В «{ $typed }» нет ни одного слова. Напишите слова, «точные фразы» или -слова, которые исключить.
bot-sub-saved = Готово. Следующий дайджест: { $next }. Все дайджесты этого чата: /subscriptions. Прямо сейчас: /digest
bot-sub-changed = Изменено. Следующий дайджест: { $next }. Все дайджесты этого чата: /subscriptions.
bot-sub-still-paused = Он по-прежнему на паузе: продолжит ▶ в /subscriptions.
bot-sub-by-utc = Часы указаны по UTC; свой часовой пояс: ✎ в /subscriptions.
bot-sub-many = В этом чате уже { $count } дайджестов, больше нельзя. Удалите один: /subscriptions
bot-sub-cancelled = Отменено, ничего не изменилось.
bot-sub-old-form = Эта форма для вас больше не открыта. Новая: /subscribe
bot-sub-gone = Этого дайджеста больше нет.
bot-sub-list-title = Дайджесты этого чата
bot-sub-none = Дайджестов здесь пока нет. Завести: /subscribe
bot-sub-next = следующий { $next }
bot-sub-last = последний { $when }: { $state }
bot-sub-thread = тема { $thread }
bot-sub-paused = на паузе
bot-sub-paused-refused = на паузе: Telegram отказал в последнем (тема закрыта или удалена либо боту нельзя писать). Раз в день бот пробует снова; ▶ снимает паузу
bot-sub-state-planned = отправляется
bot-sub-state-sent = отправлен
bot-sub-state-late = отправлен с опозданием
bot-sub-state-missed = пропущен
bot-sub-state-nothing = нет нового
bot-sub-state-refused = Telegram отказал
bot-sub-state-unsure = неизвестно, дошёл ли
bot-sub-delete-ask = Удалить этот дайджест?
bot-zone-which = Что вы имеете в виду?

## Watches

bot-command-watch = сообщить, когда ответ изменится
bot-command-watches = постоянные вопросы этого чата
bot-watch-empty = Напишите, за чем следить: «/watch чего требует Россия?». Или ответьте командой /watch на ответ, или нажмите 🔔 под ним.
bot-watch-begun = 🔔 Слежу за вопросом «{ $question }». Когда новые статьи изменят ответ, сюда придёт, что нового и что было раньше, не чаще { $count } раз в день. Все вопросы: /watches
bot-watch-already = За вопросом «{ $question }» здесь уже слежу. Все вопросы: /watches
bot-watch-many = В этом чате уже { $count } постоянных вопросов, больше нельзя. Удалите один: /watches
bot-watch-new = Новое:
bot-watch-changed = Изменилось: { $sides }
bot-watch-now = Теперь:
bot-watch-was = Раньше:
bot-watch-was-silent = в статьях об этом ничего не было.
bot-watch-withdrawn = Отозвано: статью изменили, и этого в ней больше нет:
bot-watch-gone = Удалено: статьи, где это говорилось, больше нет:
bot-watch-paused = Приостановлено. Продолжить: /watches
bot-watch-resumed = Снова слежу, начиная с нынешнего ответа.
bot-watch-resumed-refused = Снова слежу. То, в чём Telegram отказал, будет отправлено ещё раз.
bot-watch-deleted = Удалено.
bot-watches-title = Постоянные вопросы
bot-watches-none = Постоянных вопросов здесь нет. Начать: «/watch чего требует Россия?»
bot-watches-most = { $count ->
    [one] не чаще { $count } раза в день
    [few] не чаще { $count } раз в день
   *[other] не чаще { $count } раз в день
}
bot-watches-refused = на паузе: Telegram отказал
bot-watches-last = последнее изменение { $day }
bot-watches-never = без изменений с { $day }
bot-button-ask-now = Весь ответ
bot-button-pause = ⏸ Пауза

## Trends and timelines

bot-trend-title = Статьи по дням: { $words }
bot-trend-axis = статьи
bot-trend-other = другие
bot-trend-caption = { $count ->
    [one] «{ $words }»: { $count } статья, { $days }.
    [few] «{ $words }»: { $count } статьи, { $days }.
   *[other] «{ $words }»: { $count } статей, { $days }.
}
bot-trend-none = Ни в одной статье за { $days } нет всех слов «{ $words }».
bot-timeline-title = { $words }: что сообщалось
bot-timeline-note = По дням, когда вышли статьи.

## Fetching and feeds

error-fetch-private = { $host } не в открытом интернете, поэтому не загружается. Разрешить может оператор: BRIEFING_FETCH_ALLOWED.
error-fetch-scheme = Такой адрес загрузить нельзя. Он должен начинаться с http:// или https://.
error-fetch-unreachable = { $host } недоступен. Проверьте адрес; возможно, сайт временно не работает.
error-fetch-timeout = { $host } не ответил вовремя.
error-fetch-too-large = { $host } присылает слишком много.
error-fetch-redirects = { $host } без конца пересылает с адреса на адрес.
error-fetch-encoding = То, что присылает { $host }, не распаковать.
error-fetch-status = { $host } ответил { $status }.
error-fetch-robots = { $host } просит программы не читать эту страницу (robots.txt).
error-feed-no-feed = По этому адресу нет ленты, и страница ни на какую ленту не указывает. Часто ленты лежат по адресу /feed, /rss или /atom.xml.
error-feed-entities = Лента объявляет XML-сущности, а через них возможны атаки; такие ленты не читаются.
error-no-such-feed = Ленты { $url } нет. Какие есть, покажет «briefing-bot feeds list» или /feeds.
error-opml = { $name } не удаётся прочитать как OPML. Программы для чтения лент сохраняют его командой «Экспорт».
error-feeds-file = { $path } не открыть: { $reason }.

## Feeds

feeds-none = Лент пока нет. Добавить: briefing-bot feeds add https://example.org/
feeds-feed = Лента
feeds-articles = Статей
feeds-success = Последний успех
feeds-next = Проверка
feeds-imported = { $count ->
    [one] Добавлена { $count } лента, уже были: { $known }.
    [few] Добавлены { $count } ленты, уже были: { $known }.
   *[other] Добавлено { $count } лент, уже были: { $known }.
} Их читает «briefing-bot serve»; прочитать сразу: «briefing-bot feeds check».
feeds-exported = { $count ->
    [one] { $count } лента записана в { $path }.
    [few] { $count } ленты записаны в { $path }.
   *[other] { $count } лент записано в { $path }.
}
feed-added = Добавлено: { $name }.
feed-there = { $name } уже есть среди лент.
feed-removed = Удалено: { $name }. Статьи остаются.
feed-gone = Эту ленту тем временем удалили.
feed-going-on = Она ещё читается; что вышло, покажет список лент.
feed-new = ещё не читалась
feed-good = работает
feed-failing = не работает ({ $time }): { $error }
feed-silent = работает, но нового нет ({ $time })
feed-never = ни разу
feed-now = сейчас
feed-brought = { $count ->
    [0] Нового нет.
    [one] { $count } новая статья.
    [few] { $count } новые статьи.
   *[other] { $count } новых статей.
}
feed-updated = { $count ->
    [one] { $count } статья изменилась.
    [few] { $count } статьи изменились.
   *[other] { $count } статей изменилось.
}
feed-unread = { $count ->
    [one] { $count } запись прочитать не удалось: страница недоступна, или на ней нет текста.
    [few] { $count } записи прочитать не удалось: страницы недоступны, или на них нет текста.
   *[other] { $count } записей прочитать не удалось: страницы недоступны, или на них нет текста.
}
bot-stale = ⚠️ Новое не поступает: самой свежей статье { $time }.
bot-command-feeds = откуда берутся статьи и как идут дела
bot-feeds-operators = Видеть и менять ленты могут только те, кто управляет ботом.
bot-feeds-folder = Этот бот не читает лент: он запущен по папке (--corpus) или это площадка для проб. Ленты читает «briefing-bot serve» без --corpus.
bot-feeds-none = Лент пока нет. Пришлите «/feeds add example.org»: адрес ленты или страницы, которая на неё указывает.
bot-feeds-title = { $count ->
    [one] { $count } лента
    [few] { $count } ленты
   *[other] { $count } лент
}
bot-feeds-line = { $count ->
    [one] { $count } статья · последний успех: { $success } · проверка: { $next }
    [few] { $count } статьи · последний успех: { $success } · проверка: { $next }
   *[other] { $count } статей · последний успех: { $success } · проверка: { $next }
}
bot-feeds-how = 🔄 читает ленту сейчас, 🗑 удаляет её. По адресу: «/feeds add example.org», «/feeds check …», «/feeds remove …».
bot-feeds-removing = Удалить { $name }? Статьи останутся.
bot-feeds-now-failing = { $count ->
    [one] ⚠️ Лента не работает уже сутки:
    [few] ⚠️ { $count } ленты не работают уже сутки:
   *[other] ⚠️ { $count } лент не работают уже сутки:
}
bot-feeds-now-silent = { $count ->
    [one] 💤 Лента молчит дольше обычного:
    [few] 💤 { $count } ленты молчат дольше обычного:
   *[other] 💤 { $count } лент молчат дольше обычного:
}
bot-feeds-now-good = { $count ->
    [one] ✅ Лента снова работает:
    [few] ✅ { $count } ленты снова работают:
   *[other] ✅ { $count } лент снова работают:
}
bot-feeds-more = { $count ->
    [one] и ещё { $count }: /feeds
    [few] и ещё { $count }: /feeds
   *[other] и ещё { $count }: /feeds
}

## Backup

backup-done = Резервная копия записана в { $path } ({ $megabytes } МБ).
backup-articles = { $count ->
    [one] { $count } статья
    [few] { $count } статьи
   *[other] { $count } статей
}
backup-turns = { $count ->
    [one] { $count } вопрос с ответом
    [few] { $count } вопроса с ответами
   *[other] { $count } вопросов с ответами
}
backup-subscriptions = { $count ->
    [one] { $count } дайджест
    [few] { $count } дайджеста
   *[other] { $count } дайджестов
}
backup-watches = { $count ->
    [one] { $count } наблюдение
    [few] { $count } наблюдения
   *[other] { $count } наблюдений
}
backup-restored = Содержимое { $path } ({ $day }) восстановлено в папку данных, индекс построен.
backup-kept = То, что было там раньше, сохранено рядом: { $names }. Удалите, когда убедитесь, что всё в порядке.
backup-nothing = В { $path } нечего копировать: статьи не загружены, и бот ещё никому не отвечал.
backup-exists = { $path } уже существует. Выберите другое имя: резервная копия никогда не перезаписывает файлы.
backup-not-written = Не удаётся записать { $path }: { $reason }.
backup-unreadable = Не удаётся прочитать { $path }: { $reason }.
backup-foreign = { $path } — не резервная копия этой программы, либо файл обрезан. Ничего не изменено.
backup-damaged = Резервная копия { $path } повреждена. Ничего не изменено; возьмите другой её экземпляр или более раннюю копию.
backup-hostile = В { $path } есть «{ $name }», чего в резервных копиях этой программы не бывает. Ничего не изменено; не доверяйте этому файлу.
backup-newer = { $path } создан более новой версией программы. Ничего не изменено; обновите программу и попробуйте снова.
backup-no-room = Для { $path } нужно { $needed } ГБ на диске, а свободно { $free } ГБ. Ничего не изменено; освободите место и попробуйте снова.
backup-in-use = Папка данных { $path } используется, и освободить её не удалось. Ничего не изменено. Остановите всё, что с ней работает, и попробуйте снова; либо укажите в BRIEFING_DATA_DIR другую папку и восстановите в неё.
backup-not-empty = В папке данных { $path } уже есть данные. Ничего не изменено. С --force они будут заменены, а прежние базы сохранятся рядом; либо укажите в BRIEFING_DATA_DIR другую папку.

## Telegram: что операторы присылают для чтения

arrival-new = Прочитано и сохранено: об этом уже можно спрашивать.
arrival-updated = Прочитано: это новая версия статьи, которая у меня была. Она стоит на месте старой.
arrival-unchanged = Ровно это у меня уже есть.
arrival-duplicate = Не сохранено: такой же текст у меня уже есть:
arrival-passages = { $count ->
    [one] { $count } отрывок
    [few] { $count } отрывка
   *[other] { $count } отрывков
}
arrival-open = Открыть
arrival-undo = Убрать обратно
arrival-removed = Убрано: «{ $title }». Ничего оттуда больше не цитируется.
arrival-gone = Этой статьи здесь больше нет.
arrival-cut = Это начало; во всём тексте знаков: { $count }.
arrival-nowhere = Здесь я не сохраняю присланное: я запущен по папке (--corpus) или работаю на площадке для проб над сохранёнными статьями. Добавьте файлы командой «briefing-bot ingest» или пришлите их боту, запущенному через «briefing-bot serve» без --corpus.
arrival-busy = Индекс сейчас записывает другая программа (возможно, «briefing-bot ingest»). Пришлите ещё раз через минуту.
arrival-not-downloaded = Telegram не передал мне файл. Пришлите его ещё раз.
arrival-refused-kind = Файл «{ $name }» я прочитать не могу: я читаю .txt, .md, .html, .pdf и .docx. Сохраните его в одном из этих видов и пришлите снова.
arrival-refused-too-large = «{ $name }» больше самого большого файла, который я читаю (BRIEFING_MAX_FILE_MB). Пришлите его частями.
arrival-refused-too-large-telegram = «{ $name }» больше 20 МБ, а большего Telegram ботам не передаёт. Пришлите его частями или прочитайте командой «briefing-bot ingest».
arrival-refused-empty = Файл «{ $name }» пуст.
arrival-refused-encrypted = «{ $name }» закрыт паролем. Сохраните его без пароля и пришлите снова.
arrival-refused-damaged = «{ $name }» повреждён или это не то, о чём говорит имя. Сохраните его заново и пришлите ещё раз.
arrival-refused-binary = «{ $name }» — не текст, что бы ни говорило имя.
arrival-refused-encoding = Не могу определить кодировку «{ $name }». Сохраните его в UTF-8 и пришлите снова.
arrival-refused-no-text = В «{ $name }» я не нашёл текста. Его нет в страницах, которые собирают скрипты, и в сканах; пришлите сам текст.
arrival-refused-front-matter = Строки между --- в начале «{ $name }» не читаются. Исправьте или удалите их и пришлите снова.
arrival-refused-too-long = «{ $name }» слишком длинный для одной статьи. Пришлите его частями.

## Telegram: каналы

channel-added = Теперь я читаю канал «{ $title }»: каждый новый пост становится статьёй, а правки её обновляют. Прежние посты до меня не доходят; перешлите их мне.
channel-asks = Меня сделал администратором канала «{ $title }» не оператор. Превращать его посты в статьи? Пока вы не решите, ни один из них статьёй не станет.
channel-reads = Канал { $title } теперь читается.
channel-not-read = Канал { $title } больше не читается. То, что он принёс, остаётся.
channel-button-read = Читать
channel-button-stop = Не читать

## Папки под наблюдением, новейшие сюжеты

bot-command-latest = самые новые сюжеты, даже знакомые
watch-folder-start = Слежу за { $path }: положенное туда читается, когда файл готов. Удалённое там остаётся здесь. Ctrl-C завершает.
watch-folder-new = { $count ->
    [one] { $count } новая статья
    [few] { $count } новые статьи
   *[other] { $count } новых статей
}
watch-folder-updated = обновлено: { $count }
watch-folder-duplicate = уже было: { $count }
setting-watch_folder = папка, из которой serve берёт статьи: положенное туда читается
bot-sources-newest = { $outlet }, последняя { $newest }
sources-age = Самая новая статья вышла { $newest }.
