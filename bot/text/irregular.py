"""Forms that a stemmer or dictionary does not bring together, to their base form.

English: past forms and plurals that share no stem, a closed class. Ukrainian: words of the news whose commonest form
simplemma takes for another word's ("Київ" for the plural of "кий", a stick).
"""

_FORMS = """
arise arose arisen|beat beaten|become became|begin began begun|bend bent|bind bound|bite bit bitten|bleed bled|blow blew blown
break broke broken|breed bred|bring brought|build built|burn burnt|buy bought|catch caught|choose chose chosen|come came
creep crept|deal dealt|dig dug|do did done|draw drew drawn|drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen
feed fed|feel felt|fight fought|find found|flee fled|fly flew flown|forbid forbade forbidden|forget forgot forgotten
forgive forgave forgiven|freeze froze frozen|get got gotten|give gave given|go went gone|grow grew grown|hang hung|hear heard
hide hid hidden|hold held|keep kept|know knew known|lay laid|lead led|leave left|lend lent|lie lain|lose lost|make made|mean meant
meet met|pay paid|ride rode ridden|ring rang rung|rise rose risen|run ran|say said|see saw seen|seek sought|sell sold|send sent
shake shook shaken|shine shone|shoot shot|show shown|shrink shrank shrunk|sing sang sung|sink sank sunk|sit sat|sleep slept
slide slid|speak spoke spoken|spend spent|spin spun|stand stood|steal stole stolen|stick stuck|strike struck stricken
swear swore sworn|sweep swept|swim swam swum|swing swung|take took taken|teach taught|tear tore torn|tell told|think thought
throw threw thrown|understand understood|wake woke woken|wear wore worn|weave wove woven|win won|withdraw withdrew withdrawn
write wrote written|overcome overcame|overthrow overthrew overthrown|undergo underwent undergone|undertake undertook undertaken
bear bore borne|cling clung|foresee foresaw foreseen|light lit|mistake mistook mistaken|override overrode overridden
oversee oversaw overseen|rebuild rebuilt|repay repaid|slay slew slain|spring sprang sprung|strive strove striven
uphold upheld|weep wept|withhold withheld|withstand withstood
child children|man men|woman women|foot feet|tooth teeth|mouse mice|person people|wife wives|life lives|half halves
crisis crises|analysis analyses|criterion criteria|phenomenon phenomena
"""

_UKRAINIAN = """
київ києва києву києвом києві|курськ курська курську курськом|білорусь білорусі білоруссю|мир миру миром мирі
прем'єр прем'єра прем'єру прем'єром прем'єри прем'єрів|п'ять п'яти п'ятьма
"""


def _read_forms(groups: str) -> dict[str, str]:
    lists = [words.split() for line in groups.strip().splitlines() for words in line.split("|")]
    return {form: words[0] for words in lists for form in words[1:]}


BASE_FORMS = _read_forms(_FORMS)
"""Folded form -> base form, applied before the English stemmer."""
UKRAINIAN_FORMS = _read_forms(_UKRAINIAN)
UKRAINIAN_FORMS |= {base: base for base in UKRAINIAN_FORMS.values()}
"""The same for Ukrainian, instead of simplemma; the base forms stand for themselves."""
