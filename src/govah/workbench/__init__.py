"""The workbench: the desk as local pages in a browser, in Persian and in English. Parse, call one function of the desk, render.

How a screen is added:

1. `screens/NAME.py`: a frozen view record for each page, a function `show(asked) -> Response` that calls one function of
   `desk`, fills the view and ends in `asked.page("NAME.html", view)`; an act is `def do(asked) -> Response` that reads
   `asked.form`, calls one function of `desk` and ends in `asked.back_to("/NAME", said="NAME-done")`. At its end stands
   `SCREEN = Screen("NAME", (get(…), post(…)))`.
2. `templates/NAME.html` extends `frame.html`; it sees `v` (the view), `f` (the frame) and the words `t("key", fact=…)`;
   a document's own words pass through the filter `own`, which takes out controls and isolates their direction (`clean` in
   fields, `exact` where places are counted). Everything is escaped; `|safe` is forbidden.
3. `words/messages/workbench.yml`: each key in English and Persian; a test fails on one that is missing or idle.
4. `screens/__init__.py`: the screen joins `SCREENS`; what stands in the menu stands in `MENU` there.
5. `tests/workbench/test_NAME.py`, and a line in `tests/workbench/test_browser.py` for its main job by keyboard.

No style attributes and no inline scripts: the content security policy forbids both.
"""

from __future__ import annotations

from govah.workbench.app import make_app
from govah.workbench.session import Session

__all__ = ["Session", "make_app"]
