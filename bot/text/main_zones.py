"""Countries of several time zones: which of them most people there live by; and what people call countries.

Neither is in CLDR as Babel brings it. The zones of a country stand in the order in which they are offered.
"""

MAIN = (
    *("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Phoenix"),
    *("Europe/Moscow", "Asia/Yekaterinburg", "Asia/Novosibirsk", "Asia/Vladivostok", "Europe/Samara"),
    *("America/Toronto", "America/Vancouver", "America/Edmonton", "America/Winnipeg", "America/Halifax"),
    *("Australia/Sydney", "Australia/Brisbane", "Australia/Perth", "Australia/Adelaide", "Australia/Darwin"),
    *("America/Sao_Paulo", "America/Manaus", "America/Cuiaba", "America/Rio_Branco", "America/Noronha"),
    *("America/Mexico_City", "America/Tijuana", "America/Cancun", "America/Hermosillo", "America/Mazatlan"),
    *("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"),
    *("Europe/Kyiv", "America/Argentina/Buenos_Aires", "America/Santiago", "Asia/Shanghai", "Africa/Kinshasa"),
    *("Asia/Nicosia", "Europe/Berlin", "America/Guayaquil", "Europe/Madrid", "America/Nuuk", "Asia/Almaty"),
    *("Asia/Ulaanbaatar", "Asia/Kuala_Lumpur", "Pacific/Auckland", "Pacific/Tahiti", "Pacific/Port_Moresby"),
    *("Europe/Lisbon", "Asia/Tashkent", "Pacific/Pohnpei", "Pacific/Tarawa", "Pacific/Majuro", "Antarctica/McMurdo"),
)

CALLED = {
    "US": ("USA", "US", "America", "США", "Америка"),
    "GB": ("UK", "Britain", "Great Britain", "England", "Британия", "Англия", "Британія", "Англія"),
    "NL": ("Holland", "Голландия", "Голландія"),
    "AE": ("UAE", "Emirates", "ОАЭ", "Эмираты", "ОАЕ", "Емірати"),
    "CZ": ("Czech Republic",),
    "KR": ("Korea", "Корея"),
}
"""Territory -> names beside those of CLDR."""
