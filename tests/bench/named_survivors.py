"""Mutants that survive since they change nothing that a test could see, each with the reason.

By module, the line's text and the fault. `make bench BENCH_ARGS=mutants` counts them apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tests.bench.named_survivors_of_delivery import OF_DELIVERY
from tests.bench.named_survivors_of_sheets import OF_SHEETS

NAMED: Final[Mapping[tuple[str, str, str], str]] = {
    **OF_SHEETS,
    **OF_DELIVERY,
    (
        "app.model.checks.form_problems",
        "self._found.get(key) or self._before.get(key) or (rows, check(), (-1, _Findings(())))",
        "1 becomes 2",
    ): "either is the index of no row",
    (
        "app.model.checks.form_problems",
        "for start in range(first, len(value) if isinstance(value, list) else 0, _ROWS_AT_ONCE):",
        "0 becomes 1",
    ): "the first is above both",
    (
        "app.model.checks.person_checks",
        "_email = lru_cache(4096)(plausibility.check_email)",
        "4096 becomes 4097",
    ): "one answer more is remembered",
    (
        "app.model.checks.person_checks",
        "_FIRST_YEAR = 1000",
        "1000 becomes 1001",
    ): "one year of a bound that is a guess",
    (
        "app.model.checks.plausibility.internet",
        "_LONGEST_SAMPLE = 2_000",
        "2000 becomes 2001",
    ): "one character of a bound that is a guess",
    (
        "app.model.checks.renamed",
        "_LONGEST: Final = 1000",
        "1000 becomes 1001",
    ): "one character of a bound that is a guess",
    (
        "app.model.checks.renamed",
        "return all(one <= _LAST_LATIN for one in text if one.isalpha())",
        "LtE becomes Lt",
    ): "the last letter of all of Latin, which no name has",
    (
        "app.model.checks.plausibility.company_numbers",
        "if len(text) <= _LONGEST and (not _modules(region) or _is_right(text, region)):",
        "LtE becomes Lt",
    ): "one character of a bound that is a guess",
    (
        "app.model.checks.validation",
        "(_headings, False),",
        "False becomes True",
    ): "what has rows alone has no choice that could be a heading",
    (
        "app.model.checks.validation",
        "for (run, _of_rows), found in zip(_CHECKS, zip(*parts, strict=True), strict=True):",
        "True becomes False",
    ): "it states that there is one for each, which is never broken",
    (
        "app.service.addition_check",
        "contact_id = given.contact_id or 0",
        "0 becomes 1",
    ): "called with a number above 0 alone",
    (
        "app.service.company_search.similar_companies",
        "_MOST_OF_QUESTION: Final = 10",
        "10 becomes 11",
    ): "one company of a bound that is a guess",
    (
        "app.service.company_search.similar_companies",
        "yield Question(Criterion.ORG_NR, org_nr_spellings(keys.org_nr, keys.region), is_whole=True)",
        "True becomes False",
    ): "numbers are asked for as wholes in any case (`app/webapi/company_finder.py`)",
    (
        "app.service.delivery.backoff",
        "exponent = min(max(tries, 1) - 1, 30)  # a power beyond that is longer than the longest anyway",
        "30 becomes 31",
    ): "either power is longer than the longest wait",
    (
        "app.service.search.comparison",
        "nothing = ContactEntityWithLinks() if is_company else PersonEntityWithLinks()",
        "the condition is inverted",
    ): "either stands for a record of which nothing is known: every property of both is empty",
    (
        "app.service.search.comparison",
        "named = (text for value, text in zip(theirs, texts, strict=True) if _is_same_choice(mine, value))",
        "True becomes False",
    ): "it states that there is one for each, which is never broken",
    (
        "app.service.search.comparison",
        "same = (text for text, is_other in zip(texts, differs, strict=True) if not is_other)",
        "True becomes False",
    ): "it states that there is one for each, which is never broken",
    (
        "app.service.delivery.deliverer",
        "_ALL: Final = 1_000_000",
        "1000000 becomes 1000001",
    ): "more than an outbox ever holds",
    (
        "app.service.delivery.steps.company_steps",
        "for step, is_inside in zip(copy.people_steps, light, strict=True):",
        "True becomes False",
    ): "it states that there is one for each, which is never broken",
    (
        "app.service.delivery.steps.company_steps",
        "self._on_saved(answer.contact_id or 0, answer)",
        "0 becomes 1",
    ): "an answer without a number is no success (`app/webapi/posts.py`)",
    (
        "app.service.delivery.steps.company_check",
        "number, is_ours = answer.contact_id or 0, has_token(answer, copy.steps[0].token)",
        "0 becomes 1",
    ): "an answer without a number is no success (`app/webapi/posts.py`)",
    (
        "app.service.delivery.steps.company_steps",
        "entry, number = self._copy.entry, record.contact_id or 0",
        "0 becomes 1",
    ): "a record that was read by its number has one",
    (
        "app.service.delivery.steps.next_steps",
        "one.step = copy.steps[step.number]",
        "deleted: one.step = copy.steps[step.number]",
    ): "sending begins anew: nothing of the step is kept that a search has changed",
    (
        "app.service.delivery.steps.next_steps",
        "raise DeliveryStopped(error, searching=True) from error",
        "True becomes False",
    ): "its company is saved: what a search was about makes no difference any more",
    (
        "app.service.delivery.steps.people_steps",
        "self._put_saved(copy.steps[number], answer.person_id or 0, answer, note)",
        "0 becomes 1",
    ): "an answer without a number is no success (`app/webapi/posts.py`)",
    (
        "app.service.delivery.steps.people_steps",
        "self._has_result = False",
        "False becomes True",
    ): "one commit more than is needed, of what is committed already",
    (
        "app.service.delivery.steps.people_steps",
        "self._has_result = False",
        "deleted: self._has_result = False",
    ): "one commit more than is needed, of what is committed already",
    (
        "app.service.delivery.working_copy",
        "self._is_changed = False",
        "False becomes True",
    ): "the entry is made anew, as it was",
    (
        "app.service.delivery.working_copy",
        "super().__init__(error.message)",
        "deleted: super().__init__(error.message)",
    ): "nobody reads its own text: what it carries is the error",
    (
        "app.service.imports.result_table",
        "if not lines or max(results, default=0) >= len(lines):",
        "0 becomes 1",
    ): "without results no line is changed",
    (
        "app.service.imports.result_table",
        "width = max((len(row.cells) for row in rows), default=0)",
        "0 becomes 1",
    ): "a table without rows has none to be filled up",
    (
        "app.service.outbox_export",
        "_MOST_LINES = 1_000_000",
        "1000000 becomes 1000001",
    ): "one line of a bound that is a guess",
    (
        "app.service.outbox_list",
        "_MOST_WAITING = 100_000",
        "100000 becomes 100001",
    ): "one line of a bound that is a guess",
    (
        "app.service.outbox_list",
        "saved = outbox.summaries((State.SAVED,), search, most_saved + 1, newest_first=True, within=within)",
        "1 becomes 2",
    ): "whether there is one more than are shown, or two, is the same question",
    (
        "app.service.running_window",
        'if getattr(error, "winerror", 0) != _PIPE_BUSY or time.monotonic() >= deadline:',
        "GtE becomes Gt",
    ): "a clock that never stands still",
    (
        "app.service.running_window",
        'if getattr(error, "winerror", 0) != _PIPE_BUSY or time.monotonic() >= deadline:',
        "0 becomes 1",
    ): "neither is ERROR_PIPE_BUSY",
    (
        "app.service.running_window",
        "if time.monotonic() >= deadline:",
        "GtE becomes Gt",
    ): "a clock that never stands still",
    (
        "app.service.search.list_lag",
        "if step.kind is StepKind.COMPANY or company.state is not State.SAVED:",
        "or becomes and",
    ): "people, and what follows, are asked about only once their company is saved",
    (
        "app.service.search.result",
        "def __init__(self, read: Callable[[int], Record], tries: int = 0) -> None:",
        "0 becomes 1",
    ): "either is fewer than it takes",
    (
        "app.storage.files.atomic_write",
        'code = getattr(error, "winerror", 0)',
        "0 becomes 1",
    ): "neither is a number that is looked for",
    (
        "app.storage.files.csv_file",
        "_MOST_BYTES = 100 * 1024 * 1024",
        "100 becomes 101",
    ): "a hundredth of a bound that is a guess",
    (
        "app.storage.files.csv_file",
        "_MOST_BYTES = 100 * 1024 * 1024",
        "1024 becomes 1025",
    ): "a thousandth of a bound that is a guess",
    (
        "app.storage.files.errors",
        'is_held = getattr(error, "winerror", 0) in _HELD',
        "0 becomes 1",
    ): "neither is a number that is looked for",
    (
        "app.storage.files.file_lock",
        "if time.monotonic() >= deadline:",
        "GtE becomes Gt",
    ): "a clock that never stands still",
    (
        "app.storage.files.file_lock",
        "msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)",
        "deleted: msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)",
    ): "runs on Windows alone: make windows-test",
    (
        "app.storage.files.file_lock",
        "time.sleep(_ASK_EVERY)",
        "deleted: time.sleep(_ASK_EVERY)",
    ): "it is asked more often: that costs processor time, and no test sees it",
    (
        "app.storage.files.import_notes",
        "_LONGEST: Final = 400",
        "400 becomes 401",
    ): "one character of a bound that is a guess",
    (
        "app.storage.files.import_notes",
        "_MAX_BYTES: Final = 16 * 1024 * 1024",
        "16 becomes 17",
    ): "a bound that is a guess, far above what any import leaves",
    (
        "app.storage.files.import_notes",
        "_MAX_BYTES: Final = 16 * 1024 * 1024",
        "1024 becomes 1025",
    ): "as above",
    (
        "app.storage.files.logs",
        "_BYTES, _FILES = 1_000_000, 9",
        "1000000 becomes 1000001",
    ): "one byte of a file that ends with a line",
    (
        "app.storage.settings.managed_settings",
        "near = difflib.get_close_matches(name, known, 1)",
        "1 becomes 2",
    ): "the nearest comes first, and is the only one that is told",
    (
        "app.storage.settings.password_store",
        "super().__init__(reason)",
        "deleted: super().__init__(reason)",
    ): "nobody reads its own text: what it carries is the reason",
    (
        "app.storage.settings.policy_sources",
        "return {name: value for name, value, _kind in values}",
        "None is returned",
    ): "runs on Windows alone: make windows-test",
    (
        "app.storage.settings.proxy_refusals",
        "if time.monotonic() >= deadline:",
        "GtE becomes Gt",
    ): "a clock that never stands still",
    (
        "app.storage.settings.settings_file",
        '__pydantic_config__: ClassVar = {"hide_input_in_errors": True}',
        "True becomes False",
    ): "a second line of defence: what pydantic says of a value is never quoted (`read_values`)",
    (
        "app.storage.sqlite.damaged_file",
        "if page[:1] == _LEAF_PAGE and len(page) == _PAGE:",
        "and becomes or",
    ): "pages are read in vain that hold no row of a table",
    (
        "app.storage.sqlite.outbox",
        "_MOST: Final = 1000",
        "1000 becomes 1001",
    ): "one entry of a bound that is a guess",
    (
        "app.storage.sqlite.repair",
        "for piece, name in zip((*log_files(path), path), (*log_files(aside), aside), strict=True):",
        "True becomes False",
    ): "it states that there is one for each, which is never broken",
    (
        "app.storage.sqlite.repair",
        "for piece, name in zip((path, log_files(path)[0]), (copy, log_files(copy)[0]), strict=True):",
        "True becomes False",
    ): "it states that there is one for each, which is never broken",
    (
        "app.storage.sqlite.repair",
        "found = [dict(zip((_ROW, *columns), row, strict=True)) for row in rows[table]]",
        "True becomes False",
    ): "it states that there is one for each, which is never broken",
    (
        "app.storage.sqlite.unreadable_rows",
        "for name, value in zip(names, row, strict=True)",
        "True becomes False",
    ): "it states that there is one for each, which is never broken",
    (
        "app.ui.inputs.choice",
        "if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:",
        "and becomes or",
    ): "what is released does nothing in the list",
    (
        "app.ui.inputs.choice_list",
        "return max(1, self.height() // max(1, self._line_height) - 1)",
        "1 becomes 2",
    ): "no line is a pixel high; the other two of this line are killed",
    (
        "app.ui.inputs.choice_list",
        "screen = QGuiApplication.screenAt(corner) or beneath.screen()",
        "or becomes and",
    ): "of one screen, which is both",
    (
        "app.ui.inputs.choice_list",
        "above = beneath.mapToGlobal(QPoint(0, 0)).y() - height",
        "0 becomes 1",
    ): "how far to the right makes no difference; the other of this line is killed",
    (
        "app.ui.inputs.composition",
        "if event.preeditString() and not watched.property(_OPEN):",
        "and becomes or",
    ): "a button that is heard already is not heard twice",
    (
        "app.ui.inputs.cursor",
        "END = Cursor(2**30, 2**30)",
        "2 becomes 3",
    ): "either is behind the end of every text",
    (
        "app.ui.inputs.incoming",
        "if len(head) == len(text) and utf16_length(text) <= most:",
        "Eq becomes NotEq",
    ): "what fits is found to fit the longer way, too",
    (
        "app.ui.inputs.plain",
        "most = max(MOST_IN_NOTE, self._field.limit or 0)",
        "0 becomes 1",
    ): "the other bound is above both",
}
