# What a person reads, in English. One message id a line; ids are the same in every language.
# Messages do not refer to each other: each is parsed alone, when it is first needed.

## Replies

quoted = “{ $text }”

answer-reading = Reading “{ $typed }” as { $read }.
answer-widened = Also looked for: { $words }.
answer-only-dates = Only articles of { $days }.
answer-only-since = Only articles since { $day }.
answer-only-until = Only articles up to { $day }.
answer-only-outlets = Only articles by { $outlets }.
answer-outlets = { $count ->
    [0] outlet unknown
    [one] { $count } outlet
   *[other] { $count } outlets
}
answer-differs = Sources differ: { $sides }
differs-denied = one says so, another denies it
answer-also = also in: { $outlets }
answer-also-more = also in: { $outlets } and { $count } more
answer-sources = Sources
answer-no-title = untitled
answer-no-outlet = outlet unknown
answer-no-date = date unknown
answer-id = id { $id }
answer-inferred = inferred, not stated: { $fields }
answer-newest = Newest source { $day }.
answer-newest-unknown = The sources carry no date.
answer-nearest = Nearest passages, which do not answer the question
answer-from-sample = Nothing is ingested yet: this comes from the sample corpus. Ask your own articles with --corpus FOLDER, or read them in with “briefing-bot ingest FOLDER”.
answer-skipped = { $count ->
    [one] One file or line was skipped:
   *[other] { $count } files or lines were skipped:
}
answer-skipped-more = … and { $count } more.

coverage = { $count ->
    [0] Corpus: no articles.
    [one] Corpus: { $count } article, { $days }.
   *[other] Corpus: { $count } articles, { $days }.
}
coverage-undated = { $count ->
    [0] Corpus: no articles.
    [one] Corpus: { $count } article, without a date.
   *[other] Corpus: { $count } articles, without dates.
}

field-title = title
field-outlet = outlet
field-published = date
field-url = link
field-language = language
field-authors = authors

## Abstentions: why the corpus does not say

abstain = The corpus does not say.
abstain-empty-question = The question is empty. Type what you want to know.
abstain-no-words = The question holds no word to look for. Type it in words.
abstain-too-long = The question is too long. Ask it in a sentence or two.
abstain-empty-corpus = There are no articles to ask.
abstain-unknown-name = No article names { $detail }.
abstain-nothing-in-range = Nothing within the dates or outlets that the question asks for holds its words.
abstain-phrase-not-found = No article holds the exact words { $detail }.
abstain-not-found = No passage holds the words of the question.
abstain-weak-evidence = Some passages share words with the question, but none answers it.

## Errors

error-unexpected = Something went wrong inside the program.
error-unexpected-log = Details are in { $path }.
error-unexpected-no-log = Run it again with BRIEFING_LOG_LEVEL=debug to see the details.
error-input = This cannot be used: { $text }
error-question-empty = The question is empty. Type what you want to know.
error-not-found = { $path } does not exist.
error-no-article = There is no article with the id { $id }. Ids stand under the sources of an answer.
error-span = There is no text from { $from } to { $to }: the article has { $length } characters.
error-read = { $path } cannot be read as an article: { $reason }.
error-settings = The setting { $name } is “{ $value }”; allowed: { $allowed }.
error-data-dir = The data directory { $path } cannot be used: { $reason }. Set BRIEFING_DATA_DIR to a folder that can be written.
error-store = The database of articles cannot be used: { $text }. “briefing-bot doctor” says more.
error-index = The index cannot be used: { $text }. “briefing-bot reindex” makes it anew.
error-nothing-ingested = Nothing is ingested yet. Read articles in with “briefing-bot ingest FOLDER”.
error-telegram = Telegram did not do what it was asked: { $text }.
error-token = Telegram does not know the token in BRIEFING_TELEGRAM_TOKEN. Ask @BotFather for the right one: /mybots, your bot, API Token.
error-no-webhook = In the mode webhook, { $name } must be set.
error-no-token = BRIEFING_TELEGRAM_TOKEN is not set. Get a token from @BotFather on Telegram (/newbot) and put it into that variable.
error-listen = Nothing can be served at { $place }: { $reason }. Set BRIEFING_LISTEN to another address, such as 127.0.0.1:8080.

## chat

chat-welcome = { $count ->
    [one] Ask about { $count } article. /sources lists the outlets; an empty line or /quit leaves.
   *[other] Ask about { $count } articles. /sources lists the outlets; an empty line or /quit leaves.
}
chat-prompt = Question:
chat-bye = Goodbye.
chat-unknown-command = There is no command { $command }. There are /sources and /quit.

## ingest

ingest-progress = Reading articles
ingest-new = new
ingest-updated = updated
ingest-unchanged = unchanged
ingest-duplicate = duplicate
ingest-skipped = skipped
ingest-passages = { $count ->
    [one] { $count } passage written.
   *[other] { $count } passages written.
}
ingest-duplicate-of = { $what } holds the same text as { $of }
ingest-nothing = No article was found. These kinds of files are read: { $kinds }.
ingest-where = Kept in { $path }.

## sources

sources-outlet = Outlet
sources-articles = Articles
sources-oldest = Oldest
sources-newest = Newest

## show

show-language = language { $language }
show-length = { $count ->
    [one] { $count } character
   *[other] { $count } characters
}

## prune

prune-no-limits = No limit is set: BRIEFING_KEEP_DAYS and BRIEFING_KEEP_ARTICLES set one.
prune-done = { $articles ->
    [one] { $articles } article taken out
   *[other] { $articles } articles taken out
}, { $versions ->
    [one] { $versions } earlier text that no answer quotes deleted.
   *[other] { $versions } earlier texts that no answer quotes deleted.
}

## reindex

reindex-progress = Indexing articles
reindex-done = { $articles ->
    [one] Indexed { $articles } article
   *[other] Indexed { $articles } articles
}{ $passages ->
    [one] {""} with { $passages } passage.
   *[other] {""} with { $passages } passages.
}

## settings

settings-variable = Setting
settings-value = Value
settings-origin = From
settings-default = default
settings-environment = environment
settings-unset = chosen by the command
settings-none = not set
settings-unknown = { $name } is not a setting of this program and is ignored.
setting-data_dir = where ingested articles and their index are kept
setting-index_engine = memory or disk; unset: memory for a folder, disk for ingested articles
setting-language = language of these texts: en, ru or uk
setting-log_level = what is logged on the error output: debug, info, warning or error
setting-max_file_mb = largest file that is read, in megabytes
setting-keep_days = days an article stays after it was published
setting-keep_articles = articles that stay, the newest
setting-telegram_token = the token that @BotFather gave; only serve needs it
setting-telegram_api_url = the Bot API server
setting-telegram_mode = polling: updates are fetched; webhook: Telegram brings them
setting-telegram_webhook_url = the public https address that Telegram brings updates to; its path is served at BRIEFING_LISTEN
setting-telegram_webhook_secret = what every delivery must bring: 16 to 256 letters, digits, _ and -
setting-operators = Telegram ids of those who run the bot, with commas
setting-access = open: everybody may ask; listed: operators, and whom they allow
setting-fetch_allowed = private hosts and networks that may be fetched from all the same, with commas
setting-questions_per_person = questions that one person may ask within an hour
setting-questions_per_group = questions that one group may ask within an hour
setting-send_per_second = messages sent within a second, over all
setting-send_per_chat = messages sent within a second to one chat
setting-send_per_group = messages sent within a minute to one group
setting-listen = where serve shows /healthz, /readyz and /metrics

## serve

serve-start = Starting with { $count ->
    [one] { $count } article
   *[other] { $count } articles
}. How the process is doing: http://{ $place }/readyz. Ctrl-C stops.
serve-nobody = Nobody may use the bot yet: set BRIEFING_OPERATORS to your Telegram id (write to the bot, and it tells you), or BRIEFING_ACCESS to open.
serve-connected = @{ $username } answers on Telegram.
serve-makes-way = A backup is being restored. The bot waits, and goes on over what was restored.
serve-first-articles = The first articles of your own have arrived: from now on they are asked, and the sample is not.
serve-waiting = Telegram at { $url } does not answer; trying again until it does.
playground-start = The playground is open: { $url }. Ctrl-C closes it.
error-playground-extra = The playground needs packages that are not installed ({ $names }). In a checkout “make playground” brings them; elsewhere: pip install '.[playground]'
error-playground-port = The page cannot be served at { $place }: { $reason }. Choose another port with --port.

## doctor

doctor-ok = ok
doctor-warning = look
doctor-problem = wrong
doctor-settings = Settings can be read.
doctor-data-dir = The data directory { $path } can be written.
doctor-data-dir-none = The data directory { $path } does not exist yet; it is made when it is first needed.
doctor-disk = { $gigabytes } GB of disk are free.
doctor-disk-low = Only { $gigabytes } GB of disk are free: make room before you ingest more.
doctor-store = The database opens (version { $version }) and holds { $count ->
    [one] { $count } article.
   *[other] { $count } articles.
}
doctor-index = The index opens and holds { $count ->
    [one] { $count } passage.
   *[other] { $count } passages.
}
doctor-feeds = { $count ->
    [one] { $count } feed: { $good } in order, { $articles } articles brought so far.
   *[other] { $count } feeds: { $good } in order, { $articles } articles brought so far.
}
doctor-feed = Feed “{ $name }” (see “briefing-bot feeds list”): { $state }
doctor-index-agrees = The index holds what the database holds.
doctor-index-differs = The index and the database differ in { $count ->
    [one] { $count } article
   *[other] { $count } articles
} ({ $ids }): run “briefing-bot reindex”.
doctor-nothing = Nothing is ingested yet: questions go to the sample corpus.
doctor-token = The token belongs to { $username }.
doctor-telegram-none = Telegram at { $url } does not answer now ({ $reason }).
doctor-chat-store = What the bot keeps can be read; { $count ->
    [0] nothing waits to be sent.
    [one] { $count } message waits to be sent.
   *[other] { $count } messages wait to be sent.
}
doctor-serving = A serving bot answers at { $url }.
doctor-serving-none = No serving bot answers at { $url } ({ $reason }). Start it with “briefing-bot serve”.
doctor-texts = Texts and sample corpus are in place.
doctor-fine = All is well.
doctor-look = Nothing is wrong; { $count ->
    [one] { $count } thing is worth a look.
   *[other] { $count } things are worth a look.
}
doctor-todo = { $count ->
    [one] { $count } thing is wrong; what to do stands beside it.
   *[other] { $count } things are wrong; what to do stands beside them.
}

## Telegram: replies

bot-continued = Continued, { $page } of { $pages }
bot-understood = Understood as “{ $question }”.
bot-nearest = Nearest passages, which do not answer the question:
bot-late = You asked this on { $when }, while I was away.

## Telegram: start and help

bot-start = Ask me about the news in your own words. I answer with sentences from the articles, each with its source, and when the articles do not say, I tell you so.
bot-start-more = /help says what else I can do.
bot-example = What does Russia demand?
bot-introduction = Hello! I answer questions about the news with sentences from the articles, each with its source.
bot-introduction-how = Ask with /ask and your question, or reply to one of my messages. Otherwise I keep quiet. /help says more.
bot-help =
    Send a question, or just a few words. Words in quotation marks must stand exactly so; “since Monday” or “in March” narrows the dates.

    Every sentence of an answer stands in an article letter by letter. Tap a number to open the article, tap a quotation to read around it.

    Follow-ups work: “and Ukraine?”, “why?”. Reply to an older answer to go on from there. Edit your question, and its answer changes with it.
bot-help-groups =
    In groups I speak only when spoken to: /ask and a question, or a reply to one of my messages. /ask as a reply to somebody’s message asks about that message.

    Mentioning { $username } may not reach me: in privacy mode Telegram often does not deliver plain mentions to bots. /ask always does.
bot-command-start = how to begin
bot-command-help = what I can do
bot-command-ask = ask a question
bot-command-sources = outlets and dates I know
bot-command-why = how the last answer was found
bot-command-quality = how good the answers are
bot-command-settings = language, time zone, quotes
bot-command-privacy = what is kept about you
bot-command-forget = erase what is kept
bot-command-cancel = stop what is going on
bot-example-name = What is said about { $name }?
bot-description = Ask me about the news in your own words. I answer with sentences from the articles, each with its source, and say so when they do not say.
bot-short-description = Answers about the news in the articles’ own words, every one cited.
bot-command-allow = let a person or group in
bot-command-disallow = let them in no longer
bot-command-allowed = whom I answer
bot-command-report = what I could not answer well
bot-command-add = keep an article for this group alone
bot-command-added = what this group keeps
bot-command-open = let another chat read what a group keeps
bot-command-close = let it read that no longer
bot-command-opened = what is read where else

## Telegram: why

bot-why-title = How this was found
bot-why-question = Question as read: { $question }
bot-why-words = Words looked for, with the weight of those that stand for them:
bot-why-phrases = Exact words: { $phrases }
bot-why-confidence = Confidence { $confidence } of 1; below { $threshold } I say that the articles do not say.
bot-why-passages = Passages looked at, best first, with their scores:
bot-why-none = No passage holds these words.
bot-why-quoted = quoted
bot-why-same = The same question over the same articles gives the same answer.
bot-why-nothing = There is no answer here yet that I could explain.
bot-why-typed = As typed: { $question }
bot-why-answered = Answered with { $claims ->
    [one] { $claims } claim
   *[other] { $claims } claims
} from { $articles ->
    [one] { $articles } article
   *[other] { $articles } articles
}.
bot-why-refused = Refused. { $reason }
bot-why-speaker = said by { $name }
bot-why-no-speaker = nobody named as the speaker
bot-why-for = What speaks for an answer (in log odds):
bot-why-against = What speaks against it:
bot-why-scores = A score adds up how much of the question a passage holds, how close together and in which order, with which names, and how new it is.
signal-passage = the best passage, with its headline, holds { $share } of the question
signal-names = { $share } of the question’s names and numbers stand near the best sentence
signal-length = a long question matches less by chance
signal-missing = { $share } of the question’s words stand nowhere near the best sentence
signal-unexpected = no figure, time or name of the sort that is asked for stands there
signal-absent = { $share } of the question’s words stand in no passage at all
signal-apart = the question joins names that the passage does not
signal-phrase = the exact words asked for were found
signal-other-role = the office asked for is not named there
signal-by-others = the best sentence is somebody else’s words
signal-sentence = how well the best sentence matches as a whole
signal-title = the headline holds { $share } of the question
signal-words = { $share } of the question’s other words stand near the best sentence
signal-inflected = words change their endings in this language, and match less often
signal-stale = older passages hold more of the question than those of the last days
signal-future = the question speaks of a year that has not begun
signal-person = questions for a person or a place are missed more easily
signal-absent-short = the question is short, and a word of it stands in no passage at all
signal-thin = few words match, and not all that the question names
signal-headline = a headline of the last days holds { $share } of the question
signal-agreeing = articles of the last days hold half of the question or more
signal-lead = the best sentence is ahead of those of other articles
signal-specific = the question says much, which matches less by chance
signal-undenied = the question denies something, and the best sentences do not

## Telegram: quality

bot-quality-title = How good the answers are
bot-quality-none = Nothing has been measured yet. Whoever runs me can do it with: briefing-bot measure report
bot-quality-measured = Measured on { $day }, on questions that nobody of this project wrote:
bot-quality-own = Measured on { $day }, on sentences that this project labelled itself:
bot-quality-set = { $set }, { $questions ->
    [one] { $questions } question
   *[other] { $questions } questions
}: { $told }
bot-quality-right = the reply holds the answer to { $share }
bot-quality-answered = { $share } of the answerable are answered
bot-quality-refused = { $share } of those that the articles do not answer are refused
bot-quality-speakers = Of the speakers I name, { $share } are right.
bot-quality-merged = Of the claims I merge, { $share } are one claim.
bot-quality-warning = So read the quote, not only the number behind it.

## Telegram: sources

bot-sources-title = What I can be asked about
bot-sources-none = I have no articles yet.
bot-sources-outlet = { $count ->
    [one] { $outlet }: { $count } article
   *[other] { $outlet }: { $count } articles
}
bot-sources-more = { $count ->
    [one] … and { $count } more outlet.
   *[other] … and { $count } more outlets.
}
bot-sources-sample = These are sample articles, written for trying things out.
bot-view-more = Looked at, but not quoted in the answer:
bot-view-reports = Reported by { $where }
bot-view-timeline-note = By the day of publication. When a thing happened, the quote says.
bot-amended-changed = The article has been changed since.
bot-amended-changed-on = The article was changed on { $day }.
bot-amended-withdrawn = The article no longer says this.
bot-amended-withdrawn-on = The article no longer says this since { $day }.
bot-amended-gone = The article has been taken away.
bot-amended-none = All that I quoted still stands in the articles.
bot-view-shortened = There is more than fits into one message.
bot-view-newer = { $count ->
    [one] { $count } newer article speaks to this question.
   *[other] { $count } newer articles speak to this question.
}
bot-inline-answer = { $count ->
    [one] The answer, { $count } quote
   *[other] The answer, { $count } quotes
}
bot-inline-refused = Ask the operator to let you in
bot-report-title = { $count ->
    [one] { $count } question without a good answer in the last 30 days
   *[other] { $count } questions without a good answer in the last 30 days
}
bot-report-none = Every question of the last 30 days was answered, and no answer was voted down.
bot-report-times = { $count ->
    [one] asked once
   *[other] asked { $count } times
}
bot-report-how = Tap a number to see how its reply was found.
bot-report-private = I report to operators in private only.
bot-report-caption = A question set for “briefing-bot measure”: fill in the answers, put articles.jsonl beside it.

## Telegram: settings

bot-settings-title = Settings
bot-settings-title-group = Settings of this group
bot-settings-language = Language: { $value }
bot-settings-zone = Time zone: { $value }
bot-settings-quotes = Quotes per answer: { $value }
bot-settings-admins = Only administrators can change them.
bot-settings-saved = Saved.
bot-settings-zone-how = Send your city or country: Kyiv, New York, Germany. A name such as Europe/Kyiv will do too. /cancel leaves it as it is.
bot-settings-zone-unknown = No city, country or time zone resembles “{ $zone }”. Try the biggest city near you, or a name such as Europe/Kyiv.
bot-settings-zone-how-group = Reply to this message with your city or country: Kyiv, New York, Germany. A name such as Europe/Kyiv will do too. /cancel leaves it as it is.
bot-button-zone = Time zone
bot-language-en = English
bot-language-ru = Russian
bot-language-uk = Ukrainian

## Telegram: privacy and forgetting

bot-privacy =
    I keep your questions and my answers, so that follow-ups and edits work; your settings, digests and watches; and how you rated an answer. They stand under your Telegram number, without your name.

    What Telegram delivers to me, names included, is kept for seven days, so that no question gets lost, and then goes by itself. In groups I use only what is addressed to me.

    /forget erases your questions, my answers to them, your watches and your ratings. In a group its administrators can erase all of these, and the articles that the group keeps (/added). Digests stay until /subscriptions deletes them.
bot-forget-ask = Erase your questions, my answers to them, your watches and your ratings? This cannot be undone.
bot-forget-ask-place = Erase all questions, answers, watches and ratings of this chat? This cannot be undone.
bot-forget-own = To erase all of this chat also deletes the articles that the group keeps (/added).
bot-forget-done = Erased. What Telegram delivered goes by itself within seven days.
bot-forget-nothing = There is nothing to erase.
bot-forget-kept = Nothing was erased.
bot-button-erase = Erase
bot-button-erase-place = Erase all of this chat
bot-button-keep = Keep
bot-button-more = More passages
bot-button-looked-at = What I looked at
bot-button-who = Who says what
bot-button-differ = Where they differ
bot-button-timeline = Timeline
bot-button-copy = Copy
bot-button-plain = Plain text
bot-button-amended = { $count ->
    [one] ✏️ { $count } quote has changed
   *[other] ✏️ { $count } quotes have changed
}
bot-button-again = The answer of now
bot-button-close = Close
bot-button-export = All as a file

## Telegram: short sentences

bot-text-only = I can read text only. Please type your question.
bot-ask-empty = Type your question after /ask, or reply to a message with /ask.
bot-unknown-command = I do not know { $command }. /help says what I can do.
bot-cancelled = Stopped.
bot-cancel-nothing = There is nothing to stop.
bot-refused = I answer only people whom my operator has let in. To be let in, give the operator this number: { $id }
bot-refused-place = I answer only in chats that my operator has let in. To be let in, give the operator this number: { $id }
bot-budget = That was a lot of questions. I answer again { $when }.
bot-budget-group = This group has asked a lot. I answer again { $when }.
bot-in-minutes = { $count ->
    [one] in { $count } minute
   *[other] in { $count } minutes
}
bot-admins-only = Only administrators can do that here.
bot-old-button = This button is too old. Please ask again.
bot-trouble = Something went wrong on my side. Please try again in a minute.
bot-not-yours = This button is for whoever asked for it.
bot-vote-up = Thank you.
bot-vote-down = Thank you. The operator will see that this answer was not good.
bot-vote-back = Your vote is taken back.
bot-allow-how = Name the number of a person or group: /allow 123456789. In a group, /allow alone lets the group in. /disallow takes it back, /allowed lists everybody.
bot-allow-person = I answer { $id } from now on.
bot-allow-chat = I answer in the group { $id } from now on.
bot-disallow-done = I no longer answer { $id }. What I sent there by myself is paused.
bot-disallow-none = { $id } was not on the list.
bot-allowed-title = I answer operators, and these people and groups:
bot-allowed-none = I answer operators only.

## Telegram: what a group keeps

bot-add-private = Articles are kept for groups. Add me to a group that you administer, and send /add there.
bot-add-how = Send /add with a link, write /add below a document, or answer a link, a document or a forwarded channel post with /add. I keep it for this group alone; /added lists it all.
bot-add-full = This group keeps { $count } articles, which is as many as I can keep for one. Delete some with /added first.
bot-add-kept = Kept for this group: nothing of it is quoted or counted anywhere else.
bot-added-title = { $count ->
    [one] This group keeps { $count } article
   *[other] This group keeps { $count } articles
}
bot-added-none = This group keeps no articles of its own. /add with a link, or in reply to a document, begins.
bot-added-readers = { $count ->
    [one] An operator lets { $count } other chat read them.
   *[other] An operator lets { $count } other chats read them.
}
bot-button-delete = 🗑 Delete
bot-button-clear = 🗑 Delete all
bot-added-clear-ask = Delete every article that this group keeps? This cannot be undone.
bot-added-cleared = Deleted. This group keeps nothing any more.
bot-open-how = Name a group, and the chat that may read what the group keeps: /open -1001234567890 -1009876543210. In a group, the group alone is enough: the chat is this one. /close takes it back, /opened lists everything.
bot-open-done = What the group { $group } keeps is read in { $place } too, now and later.
bot-open-already = What the group { $group } keeps was read in { $place } before.
bot-close-done = What the group { $group } keeps is read in { $place } no longer.
bot-close-none = What the group { $group } keeps was not open to { $place }.
bot-opened-title = What these groups keep is read in these chats too:
bot-opened-none = Nothing is open: what a group keeps is read there alone.

## Digests and stories

bot-command-digest = what is new since the last digest here
bot-command-new = what is new on something
bot-command-timeline = what was reported on something, by date
bot-command-trend = a picture: articles a day on something
bot-command-story = a story side by side, outlet by outlet
bot-digest-title = Digest, { $when }
bot-digest-title-now = What is new, { $when }
bot-digest-title-words = New on “{ $words }” since { $since }
bot-digest-first = The newest stories here.
bot-digest-old = The newest articles here are of { $day }.
bot-digest-update = { $count ->
    [one] Update, { $count } new article:
   *[other] Update, { $count } new articles:
}
bot-digest-outlets = { $count ->
    [one] { $count } outlet
   *[other] { $count } outlets
}
bot-digest-articles = { $count ->
    [one] { $count } article
   *[other] { $count } articles
}
bot-digest-more = { $count ->
    [one] { $count } more story stands behind these.
   *[other] { $count } more stories stand behind these.
}
bot-digest-how = Reply to this message with a number and a question to ask about a story: “{ $example }”.
bot-digest-how-example = 2 who said so?
bot-digest-late = ⏰ Late: this was due at { $when }.
bot-digest-missed = { $count ->
    [one] Missed while the bot could not send: { $times }.
   *[other] Missed while the bot could not send: { $count } digests ({ $times }).
}
bot-digest-unsure = Whether the digest of { $when } arrived whole is not known. The newest stories once more: /latest
bot-digest-nothing = Nothing new since { $since }.
bot-digest-nothing-ever = There is nothing to tell yet: no stories.
bot-digest-nothing-words = Nothing new on “{ $words }” since { $since }.
bot-digest-nothing-words-ever = No story of the last days is about “{ $words }”. Ask about it: the answer searches all articles.
bot-digest-latest = The last one on it is of { $day }:
bot-button-digest-again = The latest again
bot-new-empty = Say what about: “/new ports”. What is new on everything: /digest
bot-timeline-empty = Say what about: “/timeline ceasefire”.
bot-trend-empty = Say what about: “/trend ceasefire”.
bot-story-empty = Reply with /story to a story of a digest, or say what about: “/story dockers’ strike”.
bot-story-none = No story of the last days is about “{ $words }”.
bot-story-which = Which story? This message tells several: reply with a number, such as “/story 2”.
bot-story-which-asked = Which story? Begin with its number: “2 { $typed }”.
bot-story-gone = That story is not there any more.
bot-story-title = { $count ->
    [one] Reported by { $count } outlet
   *[other] Reported by { $count } outlets, side by side
}
bot-story-only = Only here:
bot-story-only-language = Only here (of those in { $language }):
bot-story-differ = Where they differ
bot-story-alike = No figure, date or denial in which they differ was found.
bot-story-wider = Not in that story. From all articles:
bot-story-about = About the story: { $headline }

## Subscriptions

bot-command-subscribe = get a digest at your hour
bot-command-subscriptions = digests of this chat: pause, change
bot-sub-title = New digest
bot-sub-title-change = Change this digest
bot-sub-when = When: { $when }
bot-sub-every-day = every day
bot-sub-workdays = Monday to Friday
bot-sub-zone = Time zone: { $zone }
bot-sub-zone-unset = { $zone } – choose yours below
bot-sub-about = About: { $about }
bot-sub-everything = everything
bot-sub-without = without { $words }
bot-sub-only-outlets = only { $outlets }
bot-sub-length = Length: { $length }
bot-sub-length-headlines = headlines only
bot-sub-length-standard = a sentence a story
bot-sub-length-full = up to three sentences a story
bot-sub-nothing = When nothing is new: { $nothing }
bot-sub-say-so = say so briefly
bot-sub-silent = stay silent
bot-sub-note-times = Tap hours to add or take them away.
bot-sub-note-days = Tap days to add or take them away.
bot-sub-note-zone = Whose clock? Tap a city, or type another one.
bot-sub-note-about = Everything, chosen outlets, or stories with certain words.
bot-sub-note-outlets = Tap the outlets you want. None chosen means all.
bot-sub-note-length = How much of each story?
bot-sub-button-times = Times
bot-sub-button-days = Days
bot-sub-button-zone = Time zone
bot-sub-button-about = About
bot-sub-button-length = Length
bot-sub-button-silent = Nothing new: stay silent
bot-sub-button-say-so = Nothing new: say so
bot-sub-button-save = Subscribe
bot-sub-button-change = Save
bot-sub-button-cancel = Cancel
bot-sub-button-other-time = Another time
bot-sub-button-other-city = Another city
bot-sub-button-outlets = Outlets
bot-sub-button-words = Words
bot-sub-button-back = Back
bot-sub-button-delete = Delete
bot-sub-ask-times = Which times? For example: 7:30, 18.
bot-sub-ask-zone = Which city or country? For example: Kyiv, New York, Germany.
bot-sub-ask-words = Which words? For example: ports strike "day rate" -football. A story with any of them is told, one with a -word is not.
bot-sub-ask-reply = Reply to this message.
bot-sub-unknown-times = “{ $typed }” cannot be read as a time. Type it like 7:30, or several: 7:30, 18.
bot-sub-unknown-zone = No city, country or time zone resembles “{ $typed }”. Try the biggest city near you, or a name such as Europe/Kyiv.
bot-sub-unknown-words = “{ $typed }” holds no word. Type words, "exact phrases", or -words to leave out.
bot-sub-saved = Subscribed. The next digest: { $next }. All digests of this chat: /subscriptions. Right now: /digest
bot-sub-changed = Changed. The next digest: { $next }. All digests of this chat: /subscriptions.
bot-sub-still-paused = It is still paused: ▶ in /subscriptions goes on with it.
bot-sub-by-utc = Hours are by UTC; ✎ in /subscriptions sets your time zone.
bot-sub-many = There are { $count } digests in this chat already, more are not possible. Delete one: /subscriptions
bot-sub-cancelled = Cancelled, nothing was changed.
bot-sub-old-form = This form is not open for you any more. /subscribe opens a new one.
bot-sub-gone = That digest is not there any more.
bot-sub-list-title = Digests of this chat
bot-sub-none = No digests here yet. /subscribe sets one up.
bot-sub-next = next { $next }
bot-sub-last = last { $when }: { $state }
bot-sub-thread = topic { $thread }
bot-sub-paused = paused
bot-sub-paused-refused = paused: Telegram refused the last one (topic closed or deleted, or the bot may not write). It is tried again once a day; ▶ ends the pause
bot-sub-state-planned = being sent
bot-sub-state-sent = sent
bot-sub-state-late = sent late
bot-sub-state-missed = missed
bot-sub-state-nothing = nothing new
bot-sub-state-refused = refused by Telegram
bot-sub-state-unsure = not known whether it arrived
bot-sub-delete-ask = Delete this digest?
bot-zone-which = Which one do you mean?

## Watches

bot-command-watch = be told when an answer changes
bot-command-watches = standing questions of this chat
bot-watch-empty = Say what to watch: “/watch what does Russia demand?”. Or reply with /watch to an answer, or tap 🔔 below it.
bot-watch-begun = 🔔 Watching “{ $question }”. When new articles change the answer, this chat is told what is new and what it was before, at most { $count } times a day. All watches: /watches
bot-watch-already = “{ $question }” is watched here already. All watches: /watches
bot-watch-many = There are { $count } watches in this chat already, more are not possible. Delete one: /watches
bot-watch-new = New:
bot-watch-changed = Changed: { $sides }
bot-watch-now = Now:
bot-watch-was = Before:
bot-watch-was-silent = the articles here did not say.
bot-watch-withdrawn = Withdrawn: its article was changed and does not say it any more:
bot-watch-gone = Gone: the article that said it is not there any more:
bot-watch-paused = Paused. /watches goes on with it.
bot-watch-resumed = Watching again, from the answer of now on.
bot-watch-resumed-refused = Watching again. What Telegram refused is sent once more.
bot-watch-deleted = Deleted.
bot-watches-title = Standing questions
bot-watches-none = No standing questions here. “/watch what does Russia demand?” begins one.
bot-watches-most = { $count ->
    [one] at most once a day
   *[other] at most { $count } times a day
}
bot-watches-refused = paused, refused by Telegram
bot-watches-last = last change { $day }
bot-watches-never = no change since { $day }
bot-button-ask-now = The whole answer
bot-button-pause = ⏸ Pause

## Trends and timelines

bot-trend-title = Articles a day: { $words }
bot-trend-axis = articles
bot-trend-other = others
bot-trend-caption = { $count ->
    [one] “{ $words }”: { $count } article, { $days }.
   *[other] “{ $words }”: { $count } articles, { $days }.
}
bot-trend-none = No article from { $days } holds all of “{ $words }”.
bot-timeline-title = { $words }, as reported
bot-timeline-note = By the days on which the articles were published.

## Fetching and feeds

error-fetch-private = { $host } is not on the public internet, so it is not fetched. An operator can allow it: BRIEFING_FETCH_ALLOWED.
error-fetch-scheme = This is no address that can be fetched. It has to begin with http:// or https://.
error-fetch-unreachable = { $host } could not be reached. Check the address; it may also be down for a while.
error-fetch-timeout = { $host } did not answer in time.
error-fetch-too-large = What { $host } sends is too large.
error-fetch-redirects = { $host } sends from one address to the next without end.
error-fetch-encoding = What { $host } sends cannot be unpacked.
error-fetch-status = { $host } answered with { $status }.
error-fetch-robots = { $host } asks programs not to read this page (robots.txt).
error-feed-no-feed = There is no feed at this address, and no page that names one. Feeds are often at /feed, /rss or /atom.xml.
error-feed-entities = This feed declares XML entities, which can be used for attacks; such feeds are not read.
error-no-such-feed = There is no feed { $url }. `briefing-bot feeds list`, or /feeds, shows which there are.
error-opml = { $name } is no OPML file that can be read. Feed readers write one with “Export”.
error-feeds-file = { $path } cannot be used: { $reason }.

## Feeds

feeds-none = There are no feeds yet. Add one: briefing-bot feeds add https://example.org/
feeds-feed = Feed
feeds-articles = Articles
feeds-success = Last success
feeds-next = Next check
feeds-imported = { $count ->
    [one] { $count } feed added, { $known } known already.
   *[other] { $count } feeds added, { $known } known already.
} They are read while `briefing-bot serve` runs; `briefing-bot feeds check` reads them now.
feeds-exported = { $count ->
    [one] { $count } feed is in { $path }.
   *[other] { $count } feeds are in { $path }.
}
feed-added = Added: { $name }.
feed-there = { $name } is among the feeds already.
feed-removed = Removed: { $name }. Its articles stay.
feed-gone = This feed was removed meanwhile.
feed-going-on = It is still being read; the list of feeds will show how it went.
feed-new = not read yet
feed-good = works
feed-failing = fails for { $time }: { $error }
feed-silent = works, but nothing new for { $time }
feed-never = never
feed-now = now
feed-brought = { $count ->
    [0] Nothing new.
    [one] { $count } new article.
   *[other] { $count } new articles.
}
feed-updated = { $count ->
    [one] { $count } article has changed.
   *[other] { $count } articles have changed.
}
feed-unread = { $count ->
    [one] { $count } entry could not be read: its page refused, or held no text.
   *[other] { $count } entries could not be read: their pages refused, or held no text.
}
bot-stale = ⚠️ Nothing new is coming in: the newest article is { $time } old.
bot-command-feeds = where articles come from, and how it is going
bot-feeds-operators = Only those who run this bot can see and change its feeds.
bot-feeds-folder = This bot reads no feeds: it was started over a folder (--corpus), or it is the playground. `briefing-bot serve` without --corpus reads them.
bot-feeds-none = There are no feeds yet. Send “/feeds add example.org”: the address of a feed, or of a page that names it.
bot-feeds-title = { $count ->
    [one] { $count } feed
   *[other] { $count } feeds
}
bot-feeds-line = { $count ->
    [one] { $count } article · last success: { $success } · next check: { $next }
   *[other] { $count } articles · last success: { $success } · next check: { $next }
}
bot-feeds-how = 🔄 reads a feed now, 🗑 removes it. By address: “/feeds add example.org”, “/feeds check …”, “/feeds remove …”.
bot-feeds-removing = Remove { $name }? Its articles stay.
bot-feeds-now-failing = { $count ->
    [one] ⚠️ A feed has failed for a day:
   *[other] ⚠️ { $count } feeds have failed for a day:
}
bot-feeds-now-silent = { $count ->
    [one] 💤 A feed has been silent for longer than usual:
   *[other] 💤 { $count } feeds have been silent for longer than usual:
}
bot-feeds-now-good = { $count ->
    [one] ✅ A feed works again:
   *[other] ✅ { $count } feeds work again:
}
bot-feeds-more = { $count ->
    [one] and { $count } more: /feeds
   *[other] and { $count } more: /feeds
}

## Backup

backup-done = The backup is in { $path } ({ $megabytes } MB).
backup-articles = { $count ->
    [one] { $count } article
   *[other] { $count } articles
}
backup-turns = { $count ->
    [one] { $count } question with its answer
   *[other] { $count } questions with their answers
}
backup-subscriptions = { $count ->
    [one] { $count } digest
   *[other] { $count } digests
}
backup-watches = { $count ->
    [one] { $count } watch
   *[other] { $count } watches
}
backup-restored = What { $path } holds of { $day } is in the data directory, and its index is made.
backup-kept = What was there before is kept beside it: { $names }. Delete it when you are sure.
backup-nothing = There is nothing to back up in { $path }: nothing is ingested, and the bot has served nobody.
backup-exists = { $path } is there already. Choose another name: a backup never overwrites a file.
backup-not-written = { $path } cannot be written: { $reason }.
backup-unreadable = { $path } cannot be read: { $reason }.
backup-foreign = { $path } is not a backup of this program, or its end is missing. Nothing was changed.
backup-damaged = The backup { $path } is damaged. Nothing was changed; take another copy of it, or an older backup.
backup-hostile = { $path } holds “{ $name }”, which no backup of this program does. Nothing was changed; do not trust this file.
backup-newer = { $path } was made by a newer version of this program. Nothing was changed; update the program and try again.
backup-no-room = { $path } needs { $needed } GB of disk, and { $free } GB are free. Nothing was changed; make room and try again.
backup-in-use = The data directory { $path } is in use by something that does not make way. Nothing was changed. Stop whatever works there and try again; or set BRIEFING_DATA_DIR to another folder and restore into that.
backup-not-empty = The data directory { $path } holds data already. Nothing was changed. With --force it is replaced, and its old databases are kept beside the new ones; or set BRIEFING_DATA_DIR to another folder.

## Telegram: what operators send to be read

arrival-new = Read, and stored: it can be asked about now.
arrival-updated = Read: a new version of an article I had. It stands in the place of the old one.
arrival-unchanged = I have exactly this already.
arrival-duplicate = Not stored: I have the same text already, as:
arrival-passages = { $count ->
    [one] { $count } passage
   *[other] { $count } passages
}
arrival-open = Open
arrival-undo = Remove it again
arrival-removed = Removed again: “{ $title }”. Nothing of it is quoted any more.
arrival-gone = This article is not here any more.
arrival-cut = The beginning; the whole text has { $count } characters.
arrival-nowhere = I keep nothing that is sent to me here: I was started over a folder (--corpus), or I am the playground over articles that are kept. Add files with `briefing-bot ingest`, or send them to `briefing-bot serve`, started without --corpus.
arrival-busy = The index is being written by another program (“briefing-bot ingest”, perhaps). Send it again in a minute.
arrival-not-downloaded = Telegram did not hand me the file. Send it again.
arrival-refused-kind = I cannot read “{ $name }”: I read .txt, .md, .html, .pdf and .docx. Save it as one of these and send it again.
arrival-refused-too-large = “{ $name }” is larger than the largest file that I read (BRIEFING_MAX_FILE_MB). Send it in parts.
arrival-refused-too-large-telegram = “{ $name }” is larger than 20 MB, and Telegram hands bots nothing larger. Send it in parts, or read it in with “briefing-bot ingest”.
arrival-refused-empty = “{ $name }” is empty.
arrival-refused-encrypted = “{ $name }” is locked with a password. Save it without one and send it again.
arrival-refused-damaged = “{ $name }” is damaged, or it is not what its name says. Save it anew and send it again.
arrival-refused-binary = “{ $name }” is not text, whatever its name says.
arrival-refused-encoding = I cannot tell the encoding of “{ $name }”. Save it as UTF-8 and send it again.
arrival-refused-no-text = I found no text in “{ $name }”. Pages made by scripts and scanned pages hold none; send the text itself.
arrival-refused-front-matter = The lines between --- at the top of “{ $name }” cannot be read. Mend or delete them and send it again.
arrival-refused-too-long = “{ $name }” is too long for one article. Send it in parts.

## Telegram: channels

channel-added = I read the channel “{ $title }” from now on: each new post becomes an article, and its edits update it. Posts from before do not reach me; forward them to me.
channel-asks = I was made an administrator of the channel “{ $title }”, and not by an operator. Shall its posts become articles? Until you say so, none of them does.
channel-reads = The channel { $title } is read from now on.
channel-not-read = The channel { $title } is not read any more. What it brought stays.
channel-button-read = Read it
channel-button-stop = Do not read it

## Watched folders, newest stories

bot-command-latest = the newest stories, told before or not
watch-folder-start = Watching { $path }: what is dropped there is read once it is complete. What is removed there stays here. Ctrl-C ends it.
watch-folder-new = { $count ->
    [one] { $count } new article
   *[other] { $count } new articles
}
watch-folder-updated = { $count ->
    [one] { $count } updated
   *[other] { $count } updated
}
watch-folder-duplicate = { $count ->
    [one] { $count } that was there already
   *[other] { $count } that were there already
}
setting-watch_folder = a folder that serve takes articles from: what is dropped there is read
bot-sources-newest = { $outlet }, the newest { $newest }
sources-age = The newest article came out { $newest }.
