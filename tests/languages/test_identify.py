"""Which language a text is in: close languages, scripts, short and noisy texts."""

from __future__ import annotations

import pytest

from kronika.languages import identify

TEXTS = {
    "nb": "Han ble født i Bergen og flyttet til Oslo etter krigen, der han ikke fikk noe arbeid.",
    "nn": "Han vart fødd i Bergen og flytta til Oslo etter krigen, der han ikkje fekk noko arbeid.",
    "da": "Han blev født i Aarhus og flyttede til København efter krigen, hvor han ikke fik noget arbejde.",
    "sv": "Efter kriget byttes regeringen och ministern reste till Stockholm, men han var inte ensam.",
    "hr": "Tijekom rata vlada je donijela odluku o općinama, a tko je što činio nije poznato.",
    "sr": "Током рата влада је донела одлуку о општинама, а ко је шта чинио није познато.",
    "sl": "Po vojni se je vlada zamenjala in minister je odpotoval v Ljubljano.",
    "cs": "Po válce byl prezident zvolen a ministerstvo vydalo prohlášení, které však nebylo přijato.",
    "sk": "Po vojne bol prezident zvolený a ministerstvo vydalo vyhlásenie, ktoré však nebolo prijaté.",
    "pl": "Po wojnie prezydent został wybrany, a ministerstwo wydało oświadczenie.",
    "bg": "След войната правителството беше сменено и министърът замина за София.",
    "mk": "По војната владата беше сменета и министерот замина за Скопје.",
    "ru": "После войны правительство сменилось, и министр уехал в Москву.",
    "uk": "Після війни уряд було змінено, і міністр виїхав до Києва.",
    "be": "Пасля вайны ўрад быў зменены, і міністр выехаў у Мінск.",
    "pt": "Depois da guerra o governo mudou e o ministro foi para Lisboa, onde não encontrou ninguém.",
    "gl": "Despois da guerra o goberno cambiou e o ministro marchou cara a Santiago, onde non atopou a ninguén.",
    "es": "Después de la guerra el gobierno cambió y el ministro se fue a Madrid, donde no encontró a nadie.",
    "ca": "Després de la guerra el govern va canviar i el ministre va marxar cap a Barcelona.",
    "it": "Dopo la guerra il governo cambiò e il ministro partì per Roma, dove non trovò nessuno.",
    "fr": "Après la guerre, le gouvernement changea et le ministre partit pour Paris.",
    "ro": "După război guvernul s-a schimbat și ministrul a plecat la București.",
    "en": "After the war the government changed and the minister left for London.",
    "de": "Nach dem Krieg wechselte die Regierung, und der Minister reiste nach Berlin.",
    "nl": "Na de oorlog veranderde de regering en de minister vertrok naar Den Haag.",
    "hu": "A háború után a kormány megváltozott, és a miniszter elutazott Budapestre.",
    "fi": "Sodan jälkeen hallitus vaihtui ja ministeri matkusti Helsinkiin.",
    "et": "Pärast sõda vahetus valitsus ja minister sõitis Tallinna.",
    "lv": "Pēc kara valdība mainījās un ministrs devās uz Rīgu.",
    "lt": "Po karo vyriausybė pasikeitė ir ministras išvyko į Vilnių.",
    "tr": "Savaştan sonra hükümet değişti ve bakan Ankara'ya gitti.",
    "el": "Μετά τον πόλεμο η κυβέρνηση άλλαξε.",
    "hy": "Պատերազմից հետո կառավարությունը փոխվեց։",
    "ka": "ომის შემდეგ მთავრობა შეიცვალა.",
    "he": "לאחר המלחמה הוחלפה הממשלה.",
    "ar": "بعد الحرب تغيرت الحكومة وسافر الوزير إلى القاهرة.",
    "fa": "پس از جنگ دولت تغییر کرد و وزیر به تهران رفت.",
    "ur": "جنگ کے بعد حکومت بدل گئی اور وزیر کراچی چلا گیا۔",
    "hi": "युद्ध के बाद सरकार बदल गई और मंत्री दिल्ली चले गए।",
    "th": "หลังสงคราม รัฐบาลเปลี่ยนแปลง",
    "ko": "전쟁 후 정부가 바뀌었다.",
    "ja": "戦争の後、政府が変わった。",
    "zh": "战争结束后，政府更迭。",
    "id": "Setelah perang pemerintah diganti dan menteri berangkat ke Jakarta karena mereka tidak bisa tinggal.",
    "ms": "Selepas perang kerajaan telah ditukar dan menteri berangkat kerana mereka tidak boleh tinggal.",
    "la": "Post bellum consules mutati sunt et legatus Romam profectus est.",
}


@pytest.mark.parametrize("tag", TEXTS)
def test_language(tag: str) -> None:
    assert identify(TEXTS[tag])[0] == tag


def test_damaged_translation_keeps_its_language() -> None:
    assert identify("október 1927, Trockij, valamint Zinoviev volt, on the service of burzsoázia kizárták")[0] == "hu"


@pytest.mark.parametrize("text", ["", "1927", "– … –", "\n"])
def test_no_letters_no_language(text: str) -> None:
    assert identify(text) == ("und", 0.0)


def test_answer_can_be_restricted() -> None:
    assert identify("Depois da guerra", among=("pt-BR", "en"))[0] == "pt-BR"
