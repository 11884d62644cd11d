"""The application: the guard, the door of the session, and the screens, each request with the vault to itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from govah.errors import GovahError, UsageError
from govah.vault import Secret
from govah.workbench import static
from govah.workbench.asked import Asked, Form, own_path
from govah.workbench.forms import form_of
from govah.workbench.guard import Guard, cookie_name
from govah.workbench.look import COOKIE, Look, look_from, look_of_cookie
from govah.workbench.render import Frame, render
from govah.workbench.routes import Screen, Way
from govah.workbench.screens import MENU, SCREENS
from govah.workbench.session import Said, Session

MOST_PASSPHRASE: Final = 4096
STATUS: Final = {3: 404, 4: 409, 8: 409}
"""The status of an answer by the exit code of its error; 422 for the others."""
STATUS_OF: Final = {"workbench-form": 403, "workbench-link": 403, "workbench-no-page": 404}
"""The status of an answer by the code of its error, where that says more."""

INSTEAD: Final = {
    "nothing-released": ("releases", "instead-release"),
    "only-unreviewed": ("facts", "instead-confirm"),
    "only-unconsented": ("papers", "instead-source"),
    "consent-missing": ("consents", "instead-consent"),
    "consent-expired": ("consents", "instead-consent"),
    "consent-refused": ("consents", "instead-look"),
    "consent-withdrawn": ("consents", "instead-look"),
    "person-frozen": ("findings", "instead-findings"),
}
"""What to do on these pages where an error names a command: the place on the case page, and the words."""

Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Oops:
    """An error page: one line that says what is wrong and what to do next."""

    code: str
    facts: tuple[tuple[str, object], ...]
    back: str
    instead: str = ""
    "What to do here, where the line names a command."


@dataclass(frozen=True, slots=True)
class Unlock:
    """The page that asks for the passphrase."""

    next: str
    error: str
    facts: tuple[tuple[str, object], ...]
    has_key_file: bool


def make_app(
    session: Session, hosts: Iterable[str], *, look: Look | None = None, screens: tuple[Screen, ...] = SCREENS
) -> ASGIApp:
    """Makes the application of one session.

    Args:
        session: the browser and the vault that it serves.
        hosts: the names under which it may be asked for, with the port, such as `127.0.0.1:8765`.
        look: how a browser that chose nothing reads.
        screens: what there is to see.
    """
    door = _Door(session, look or Look())
    routes = [
        Route("/static/{mark}/{name}", static.static),
        Route("/open/{token}", door.open),
        Route("/unlock", door.show_unlock),
        Route("/unlock", door.unlock, methods=["POST"]),
        Route("/lock", door.lock, methods=["POST"]),
        Route("/close", door.close, methods=["POST"]),
        Route("/look", door.look, methods=["POST"]),
        Route("/alive", door.alive),
        *(Route(way.path, door.endpoint(screen, way), methods=[way.method]) for screen in screens for way in screen.ways),
        Route("/{rest:path}", door.nothing_here),
    ]
    handlers: Mapping[Any, Any] = {GovahError: door.oops, Exception: door.failed}
    packed = GZipMiddleware(Starlette(routes=routes, exception_handlers=handlers), minimum_size=2048, compresslevel=4)
    return Guard(packed, session, hosts)


class _Door:
    """What comes before the screens: binding, unlocking, the look; and the way from a request to a screen and back."""

    def __init__(self, session: Session, look: Look) -> None:
        self._session, self._look = session, look

    async def open(self, request: Request) -> Response:
        """Binds the browser that opens the link; the link works once."""
        cookie = self._session.bind(request.path_params["token"])
        if not cookie:
            raise UsageError("workbench-link")
        answer = RedirectResponse("/", 303)
        answer.set_cookie(cookie_name(request.headers["host"]), cookie, httponly=True, samesite="strict", path="/")
        return answer

    async def show_unlock(self, request: Request) -> Response:
        """Asks for the passphrase."""
        if not self._session.sitting.is_locked:
            return RedirectResponse(own_path(request.query_params.get("next", "/")), 303)
        return self._unlock_page(request, own_path(request.query_params.get("next", "/")))

    async def unlock(self, request: Request) -> Response:
        """Opens the vault."""
        form = await self._form(request, takes_files=True)
        next_, given = own_path(form.text("next")), form.fields.get("passphrase", ("",))[0][:MOST_PASSPHRASE]
        key_file = form.files[0].data if form.files and form.files[0].data else None
        try:
            await run_in_threadpool(self._session.sitting.unlock, Secret(given, key_file))
        except GovahError as error:
            return self._unlock_page(request, next_, error)
        return RedirectResponse(next_, 303)

    async def lock(self, request: Request) -> Response:
        """Locks the vault."""
        await self._form(request)
        await run_in_threadpool(self._session.lock)
        return RedirectResponse("/unlock", 303)

    async def close(self, request: Request) -> Response:
        """Locks the vault and ends the server."""
        await self._form(request)
        await run_in_threadpool(self._session.lock)
        self._session.stop()
        return Response(render("closed.html", None, self._frame(request, "")), media_type="text/html")

    async def look(self, request: Request) -> Response:
        """Keeps how this person reads, in the browser."""
        form = await self._form(request)
        chosen = look_from({name: given[0] for name, given in form.fields.items() if given}, self._look_of(request))
        answer = RedirectResponse(own_path(form.text("next")), 303)
        answer.set_cookie(COOKIE, chosen.to_cookie(), max_age=31536000, samesite="strict", httponly=True, path="/")
        return answer

    async def alive(self, _request: Request) -> Response:
        """Tells an open page whether the vault is still unlocked, without keeping it so."""
        return JSONResponse({"locked": await run_in_threadpool(self._session.sitting.lock_if_idle)})

    async def nothing_here(self, _request: Request) -> Response:
        """Says that there is no such page."""
        raise UsageError("workbench-no-page")

    def endpoint(self, screen: Screen, way: Way) -> Endpoint:
        """Gives what answers for one address of a screen."""

        async def answer(request: Request) -> Response:
            form = await self._form(request, takes_files=way.takes_files) if way.method == "POST" else Form({})
            try:
                return await run_in_threadpool(self._answer, request, screen, way, form)
            finally:
                form.close()

        return answer

    def _answer(self, request: Request, screen: Screen, way: Way, form: Form) -> Response:
        sitting = self._session.sitting
        with sitting.another() if way.is_long else sitting.vault(is_act=way.is_act) as vault:
            asked = Asked(
                vault=vault, session=self._session, look=self._look_of(request), path=_path(request),
                places=request.path_params, query=_query(request), form=form, headers=request.headers,
                frame=lambda name: self._frame(request, name), screen=screen.name, is_part="hx-target" in request.headers,
            )  # fmt: skip
            return way.answer(asked)

    def oops(self, request: Request, error: GovahError) -> Response:
        """Answers with the one line of an error; a vault that locked itself asks for the passphrase."""
        if error.code == "desk-locked":
            return self._to_unlock(request)
        told = tuple(error.facts.items())
        if "hx-request" in request.headers and not self._session.sitting.is_locked:
            self._session.said.append(Said(error.code, told, is_error=True))
            return Response(status_code=200, headers={"hx-redirect": own_path(_referred(request))})
        status = STATUS_OF.get(error.code) or STATUS.get(error.exit_code, 422)
        back = own_path(_referred(request))
        place, instead = INSTEAD.get(error.code, ("", "")) if back.startswith("/cases/") else ("", "")
        view = Oops(error.code, told, f"{back}#{place}" if place else back, instead)
        return Response(render("oops.html", view, self._frame(request, "")), status, media_type="text/html")

    def failed(self, request: Request, error: Exception) -> Response:
        """Answers where Govah itself failed: with the place in our code, and never with what it was about."""
        told = (("kind", type(error).__name__), ("place", place_of(error)))
        view = Oops("govah-itself-failed", told, own_path(_referred(request)))
        return Response(render("oops.html", view, self._frame(request, "")), 500, media_type="text/html")

    def _to_unlock(self, request: Request) -> Response:
        self._session.lock()
        next_ = _path(request) if request.method == "GET" else own_path(_referred(request))
        address = f"/unlock?next={quote(next_, safe='')}"
        if "hx-request" in request.headers:
            return Response(status_code=200, headers={"hx-redirect": address})
        return RedirectResponse(address, 303)

    async def _form(self, request: Request, *, takes_files: bool = False) -> Form:
        """Gives the form; raises `UsageError` where it is not one that this server wrote."""
        form = await form_of(request, self._session.sitting.path, takes_files=takes_files)
        if not self._session.is_own_form(form.text("csrf")):
            form.close()
            raise UsageError("workbench-form")
        return form

    def _unlock_page(self, request: Request, next_: str, error: GovahError | None = None) -> Response:
        view = Unlock(next_, error.code if error else "", tuple(error.facts.items()) if error else (), has_key_file=True)
        body = render("unlock.html", view, self._frame(request, ""))
        return Response(body, 403 if error else 200, media_type="text/html")

    def _look_of(self, request: Request) -> Look:
        return look_of_cookie(request.cookies.get(COOKIE, ""), self._look)

    def _frame(self, request: Request, screen: str) -> Frame:
        session = self._session
        is_known = session.knows(request.cookies.get(cookie_name(request.headers["host"]), ""))
        said = tuple(session.said) if is_known else ()
        if is_known:
            session.said.clear()
        return Frame(
            look=self._look_of(request), csrf=session.csrf if is_known else "", screen=screen, menu=MENU, said=said,
            static=static.address, path=_path(request), is_locked=session.sitting.is_locked or not is_known,
            lock_after=round(session.sitting.lock_after),
        )  # fmt: skip


def _path(request: Request) -> str:
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def _referred(request: Request) -> str:
    """Gives the path of the page that a request came from, where it was one of ours."""
    origin, referrer = f"http://{request.headers['host']}", request.headers.get("referer", "")
    return referrer.removeprefix(origin) if referrer.startswith(origin + "/") else "/"


def _query(request: Request) -> Form:
    params = request.query_params
    return Form({name: tuple(params.getlist(name)) for name in params})


def place_of(error: BaseException) -> str:
    """Gives the file and line of our own code where an error came up; never what it was about."""
    trace, place = error.__traceback__, ""
    while trace is not None:
        name = trace.tb_frame.f_globals.get("__name__", "")
        place = f"{name}:{trace.tb_lineno}" if name.startswith("govah.") else place
        trace = trace.tb_next
    return place
