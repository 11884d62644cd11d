"""Film and sound: what is a safe container is played out of memory, a piece at a time; nothing else is, and nothing runs."""

from __future__ import annotations

import io
import re
import wave
from pathlib import Path

import pytest

from benches import ORIGIN, Bench
from browsing import Served
from govah.desk.review.playing import PIECE, playable
from govah.words import label

FILM = (Path(__file__).parent / "film.webm").read_bytes()
"""Eight frames of two plain colours, as Chromium records a canvas."""


def sound(seconds: int = 1) -> bytes:
    """Gives a sound file of one note that nobody hears."""
    made = io.BytesIO()
    with wave.open(made, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(8000)
        out.writeframes(bytes(range(256)) * (62 * seconds))
    return made.getvalue()


def taken(bench: Bench, name: str, data: bytes) -> str:
    """Drops a file on the page and gives the id of its document."""
    files = [("files", (name, data, "text/html"))]
    answer = bench.client.post("/inbox/files", data={"csrf": bench.session.csrf}, files=files, headers={"origin": ORIGIN})
    return str(re.findall(r'href="/documents/(d[a-z2-7]+)"', answer.text)[0])


def test_film_is_veiled_muted_and_waits(bench: Bench) -> None:
    """A film is veiled and muted, loads nothing by itself, and is shown unveiled only when somebody asks."""
    id_ = taken(bench, "clip.webm", FILM)
    page, shown = bench.get(f"/documents/{id_}").text, bench.get(f"/documents/{id_}?show=yes").text

    assert re.search(r'<div class="screen covered"><video controls muted preload="none"', page)
    assert "autoplay" not in page + shown
    assert re.search(r'<div class="screen "><video controls muted preload="none"', shown)


def test_sound_is_muted_and_waits(bench: Bench) -> None:
    """A sound has its player, muted, and nothing is loaded before it is pressed."""
    page = bench.get(f"/documents/{taken(bench, 'voice.wav', sound())}").text

    assert '<audio controls muted preload="none"' in page
    assert "<video" not in page


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ("bytes=0-", "bytes 0-{last}/{size}"), ("bytes=10-19", "bytes 10-19/{size}"), ("bytes=-4", "bytes {tail}-{last}/{size}"),
        ("bytes=999999-", "bytes */{size}"), ("bytes=5-2", "bytes */{size}"), ("bytes=-", "bytes */{size}"),
        ("items=0-4", "bytes */{size}"), ("bytes=0-1,4-5", "bytes */{size}"), ("bytes=-0", "bytes */{size}"),
    ],
)  # fmt: skip
def test_pieces_are_the_bytes_that_were_sealed(bench: Bench, asked: str, place: str) -> None:
    """A piece holds the bytes that were asked for, says where they stand, and is read as nothing but what the first bytes say."""
    id_, size = taken(bench, "page.html", FILM), len(FILM)
    answer = bench.get(f"/documents/{id_}/film", headers={"range": asked})
    wanted = place.format(size=size, last=size - 1, tail=size - 4)

    assert answer.headers["content-range"] == wanted
    if answer.status_code == 206:
        start, end = map(int, wanted.split()[1].partition("/")[0].split("-"))
        assert answer.content == FILM[start : end + 1]
        assert answer.headers["content-type"] == "video/webm"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    else:
        assert (answer.status_code, answer.content) == (416, b"")


def test_a_large_sound_comes_a_piece_at_a_time(bench: Bench) -> None:
    """However much is asked for, no answer holds more than a piece, and the pieces together are the file."""
    data = sound(seconds=180)
    id_, got = taken(bench, "long.wav", data), b""
    while len(got) < len(data):
        answer = bench.get(f"/documents/{id_}/film", headers={"range": f"bytes={len(got)}-"})
        assert 0 < len(answer.content) <= PIECE
        got += answer.content

    assert got == data


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("clip.webm", b"<html><script>alert(1)</script></html>"),
        ("clip.mp4", b"\x00\x00\x00\x18ftypheic" + bytes(80)),
        ("clip.mkv", b"\x1aE\xdf\xa3\x01\x00\x00\x00\x00\x00\x00\x23B\x82\x88matroska" + bytes(80)),
        ("clip.avi", b"RIFF\x00\x00\x00\x00AVI " + bytes(80)),
        ("report.txt", b"Arvand Sepidkuh was arrested."),
    ],
)
def test_what_is_no_known_container_is_not_played(bench: Bench, name: str, data: bytes) -> None:
    """A page, a picture or an unknown container under the name of a film has no player, and its bytes have no address."""
    id_ = taken(bench, name, data)
    answer = bench.get(f"/documents/{id_}/film", headers={"range": "bytes=0-"})

    assert not re.search(r"<(?:video|audio)\b", bench.get(f"/documents/{id_}").text)
    assert answer.status_code == 422
    assert data not in answer.content


def test_a_film_is_no_page(bench: Bench) -> None:
    """A browser that wants to show the file itself, as a page or in a frame, is told that there is none."""
    id_ = taken(bench, "clip.webm", FILM)
    for wanted in ("document", "iframe", "object", "embed", "script"):
        assert bench.get(f"/documents/{id_}/film", headers={"sec-fetch-dest": wanted}).status_code == 404
    assert bench.get(f"/documents/{id_}/film", headers={"sec-fetch-dest": "video"}).status_code == 206


def test_a_film_needs_the_bound_browser_and_an_open_vault(bench: Bench) -> None:
    """Another browser is refused, and a locked vault gives no byte."""
    id_ = taken(bench, "clip.webm", FILM)
    cookies = dict(bench.client.cookies)
    bench.client.cookies.clear()
    assert bench.get(f"/documents/{id_}/film").status_code == 403
    bench.client.cookies.update(cookies)
    bench.session.lock()
    assert FILM[:64] not in bench.get(f"/documents/{id_}/film").content


def test_watching_is_on_record(bench: Bench) -> None:
    """That somebody looked at a film stands in its record of custody."""
    id_ = taken(bench, "clip.webm", FILM)
    bench.get(f"/documents/{id_}")

    assert label("acts", "viewed", "en") in bench.get(f"/evidence/{id_}").text


def test_containers_are_known_by_their_first_bytes() -> None:
    """Each container that is played has its type; everything else has none."""
    known = {
        b"\x00\x00\x00\x18ftypisom": "video/mp4", b"\x00\x00\x00\x18ftypM4A ": "audio/mp4", b"OggS" + bytes(40): "audio/ogg",
        b"OggS" + bytes(24) + b"\x80theora": "video/ogg", b"ID3\x04": "audio/mpeg", b"\xff\xfb\x90": "audio/mpeg",
        b"fLaC": "audio/flac", b"%PDF-1.7": "", b"": "", b"<svg": "", b"\x89PNG": "", b"PK\x03\x04": "",
    }  # fmt: skip
    assert {head: playable(head) for head in known} == known
    assert playable(FILM) == "video/webm"
    assert playable(sound()) == "audio/wav"


@pytest.mark.slow
def test_a_real_browser_plays_it_muted(served: Served, tmp_path: Path) -> None:
    """Chromium plays the film and the sound under our policy, muted, and jumps within them; nothing is loaded before."""
    page, asked = served.page, list[str]()
    page.on("request", lambda request: asked.append(request.url))
    (tmp_path / "clip.webm").write_bytes(FILM)
    (tmp_path / "voice.wav").write_bytes(sound(seconds=120))
    for name, tag in (("clip.webm", "video"), ("voice.wav", "audio")):
        served.go("/inbox")
        page.set_input_files('input[type="file"]', str(tmp_path / name))
        page.locator(".drop button").press("Enter")
        page.wait_for_selector("#sent li")
        served.go(str(page.locator('#sent a[href^="/documents/"]').first.get_attribute("href")))
        asked.clear()
        served.page.reload()
        player = page.locator(tag)
        assert player.evaluate("one => [one.paused, one.muted, one.readyState]") == [True, True, 0]
        assert not [url for url in asked if url.endswith("/film")]
        player.evaluate("one => one.play()")
        page.wait_for_function("tag => document.querySelector(tag).currentTime > 0.1", arg=tag)
        assert player.evaluate("one => one.error === null && one.muted")
        if tag == "audio":
            player.evaluate("one => { one.currentTime = 100; }")
            page.wait_for_function("tag => document.querySelector(tag).currentTime > 100.1", arg=tag)
    assert served.complaints == []
