"""Bytes to characters to the text that is kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.ingest.decoding import decode, known_codec, normalise

ENGLISH = "“We will not sign it,” the minister said – and added that the talks aren’t over…"
FRENCH = "Le délégué a déclaré à Genève que l’accord était prêt, après une réunion où tout fut dit."
POLISH = "Minister powiedział, że rozmowy się nie skończyły; żołnierze wrócili do koszar w Łodzi."
TURKISH = "Dışişleri Bakanı görüşmelerin bitmediğini söyledi; Erdoğan İstanbul'a döndü."
RUSSIAN = "Министр иностранных дел заявил, что переговоры в Женеве ещё не закончены."
UKRAINIAN = "Міністр заявив, що переговори в Женеві ще не завершено, її підсумки відомі."
CHINESE = "外交部长星期二表示,日内瓦的谈判尚未结束。双方同意继续对话。"


@pytest.mark.parametrize(
    ("text", "written", "recorded", "guessed"),
    [
        (ENGLISH, "utf-8", "utf-8", False),
        (ENGLISH, "utf-8-sig", "utf-8", False),
        (ENGLISH, "utf-16", "utf-16-le", False),
        (ENGLISH, "utf-16-le", "utf-16-le", True),
        (ENGLISH, "utf-16-be", "utf-16-be", True),
        (ENGLISH, "utf-32", "utf-32-le", False),
        (ENGLISH, "cp1252", "cp1252", True),
        (ENGLISH, "mac-roman", "mac-roman", True),
        (FRENCH, "cp1252", "cp1252", True),
        ("The café was closed.", "cp1252", "cp1252", True),
        (POLISH, "cp1250", "cp1250", True),
        (TURKISH, "cp1254", "cp1254", True),
        (RUSSIAN, "cp1251", "cp1251", True),
        (RUSSIAN * 2, "koi8-r", "koi8-r", True),
        (UKRAINIAN, "cp1251", "cp1251", True),
        (CHINESE, "gb18030", "gb18030", True),
    ],
)
def test_encodings_are_found_and_guesses_recorded(
    text: str, written: str, recorded: str, guessed: bool
) -> None:
    assert decode(text.encode(written)) == (text, recorded, guessed)


@pytest.mark.parametrize(
    "page",
    [
        '<html><head><meta charset="windows-1251"><p>{}',
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>{}',
        '<?xml version="1.0" encoding="windows-1251"?><html><p>{}',
    ],
)
def test_a_page_declares_its_encoding(page: str) -> None:
    html = page.format("Зустріч відбулася.")
    assert decode(html.encode("cp1251")) == (html, "cp1251", False)


def test_the_server_goes_before_the_page_and_utf8_before_both() -> None:
    html = '<meta charset="koi8-r"><p>Зустріч відбулася.'
    assert decode(html.encode("cp1251"), declared="windows-1251").text == html
    assert decode(html.encode("utf-8"), declared="windows-1251") == (html, "utf-8", False)


@pytest.mark.parametrize(
    "label", ["hex", "rot13", "idna", "utf-7", "unicode_escape", "x" * 99, "\0"]
)
def test_codecs_that_no_page_is_written_in_are_not_believed(label: str) -> None:
    assert known_codec(label) is None


@pytest.mark.parametrize("label", ["ISO-8859-1", "latin1", "us-ascii", "Windows-1252"])
def test_latin_1_means_windows_1252(label: str) -> None:
    assert known_codec(label) == "cp1252"


def test_utf8_cut_inside_a_character_is_still_utf8() -> None:
    assert decode("Müller said “no”".encode()[:-1]) == ("Müller said “no\ufffd", "utf-8", False)


def test_utf8_with_a_bad_byte_is_damaged_utf8() -> None:
    data = ("Müller said “no” and left. " * 60).encode() + b"\xff."
    found = decode(data)
    assert (found.encoding, found.guessed) == ("utf-8", True)
    assert found.text.count("\ufffd") == 1


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("a\r\nb\rc\n", "a\nb\nc\n"),
        ("a\vb\fc\u2028d\u2029e", "a\nb\nc\nd\ne"),
        ("a\0b\x07c\x1b[31md\x7f", "abc[31md"),
        ("\ufeffa", "a"),
        ("\x93yes\x94 \x96 it\x92s\x85", "“yes” – it’s…"),
        ("a\ud800b", "a\ufffdb"),
        ("\ud83d\ude00", "😀"),
        ("\u202eabc\u202c Zelenskyy\u0301 \u00a0", "\u202eabc\u202c Zelenskyy\u0301 \u00a0"),
        ("", ""),
    ],
)
def test_text_is_normalised_once(raw: str, kept: str) -> None:
    assert normalise(raw) == kept


@given(st.text(st.characters()))
def test_normalising_again_changes_nothing(raw: str) -> None:
    once = normalise(raw)
    assert normalise(once) == once
    once.encode("utf-8")


@given(st.binary())
def test_any_bytes_have_characters(data: bytes) -> None:
    assert isinstance(decode(data).text, str)
