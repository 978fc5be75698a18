"""Table of the window's actions: name, text and keys; the menu follows from the position in the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from app.model.form.fields import CONTACT_FIELDS, Rows
from app.model.text_normalization import capitalized
from app.translation import _
from app.ui.common.key_translation import key_sequence
from app.ui.common.plain_text import plain_line, set_tip
from app.ui.inputs.composition import commit_composition


@dataclass(frozen=True)
class ActionText:
    """One menu entry. `keys` are portable key sequences, the first is shown; an empty text is a separator.

    `own_keys` are those of the field itself, which are shown alone.
    """

    name: str
    text: str = ""
    keys: tuple[str, ...] = ()
    hint: str = ""
    own_keys: str = ""


_ROW_KEYS = {
    "Phones": "Ctrl+Shift+H",
    "Emails": "Ctrl+Shift+E",
    "Faxes": "Ctrl+Shift+X",
    "Urls": "Ctrl+Shift+W",
}
_LINE = ActionText("")
_REPEATED = {
    *(f"action.tab{number}" for number in range(1, 7)),
    "action.nextProblem",
    "action.nextPage",
    "action.pageBefore",
}
# What macOS has in the program's own menu. Qt would guess it from words, of which each language has others.
_ROLES = {
    "action.about": QAction.MenuRole.AboutRole,
    "action.preferences": QAction.MenuRole.PreferencesRole,
    "action.quit": QAction.MenuRole.QuitRole,
}

TEMPLATES = ("action.template", "action.makeTemplate")
"""The actions of templates."""

MENUS: dict[str, tuple[ActionText, ...]] = {
    _("&File"): (
        ActionText(
            "action.new", _("&New company"), ("Ctrl+N",), _("What you are typing stays among the drafts")
        ),
        ActionText(
            "action.newLikeLast",
            _("N&ew with the same settings"),
            ("Ctrl+Shift+N",),
            _("Lists, ticks, interests and the next step of the company saved last"),
        ),
        ActionText(
            "action.newFromClipboard",
            _("New from the clip&board"),
            ("Ctrl+B",),
            _("What is copied begins a company: a signature, a mail, a card, a picture of a code"),
        ),
        ActionText("action.save", _("&Save"), ("Ctrl+Enter", "Ctrl+Return", "Ctrl+S")),
        ActionText("action.discard", _("&Discard what is typed"), ("Ctrl+Shift+D",)),
        _LINE,
        ActionText(
            "action.import",
            _("&Import a table …"),
            ("Ctrl+I",),
            _("Companies and people of a spreadsheet; shows what becomes of each before anything is created"),
        ),
        ActionText(
            "action.print",
            _("&Print …"),
            ("Ctrl+P",),
            _("The company in the form, or the one chosen in the outbox: on paper, as PDF or table"),
        ),
        ActionText("action.printOutbox", _("Print the ou&tbox …"), hint=_("The companies that it lists")),
        ActionText(
            "action.exportOutbox",
            _("E&xport the outbox …"),
            hint=_("The companies that it lists, as a table for spreadsheets (CSV)"),
        ),
        _LINE,
        ActionText("action.quit", _("&Quit"), ("Ctrl+Q",)),
    ),
    _("&Edit"): (
        ActionText("action.undo", _("&Undo"), ("Ctrl+Z",)),
        ActionText("action.redo", _("&Redo"), ("Ctrl+Shift+Z", "Ctrl+Y")),
        _LINE,
        ActionText("action.cut", _("Cu&t"), own_keys="Ctrl+X"),
        ActionText("action.copy", _("&Copy"), own_keys="Ctrl+C"),
        ActionText("action.pasteText", _("&Paste"), own_keys="Ctrl+V"),
        ActionText("action.selectAll", _("Select &all"), own_keys="Ctrl+A"),
        _LINE,
        ActionText(
            "action.find",
            _("&Find"),
            ("Ctrl+F",),
            _("In the page or list in view; else a company"),
        ),
        ActionText(
            "action.findCompany",
            _("Find a c&ompany …"),
            ("Ctrl+Shift+F",),
            _("By name, number, domain, phone or city, or by one of its people"),
        ),
        _LINE,
        ActionText(
            "action.preferences",
            _("Pr&eferences …"),
            ("Ctrl+,",),
            _("How the window looks, where it begins, what Tab visits"),
        ),
    ),
    _("&Insert"): (
        ActionText("action.addPerson", _("&Person"), ("Ctrl+Shift+P",)),
        *(
            ActionText(field.action, capitalized(field.one), (_ROW_KEYS[field.path],))
            for field in CONTACT_FIELDS
            if isinstance(field, Rows)
        ),
        ActionText("action.sameAddress", _("Pos&tal address same as visiting"), ("Ctrl+Shift+A",)),
        _LINE,
        ActionText(
            "action.paste",
            _("Paste a si&gnature, table or vCard …"),
            ("Ctrl+Shift+V",),
            _("Shows what is recognised in it before anything is put in; text and files can be dropped, too"),
        ),
        ActionText(
            "action.readFile",
            _("Read a &file …"),
            hint=_(
                "A mail, a card, a text or a picture of a code: shows what is recognised before "
                "anything is put in"
            ),
        ),
        ActionText(
            "action.lookUp",
            _("Look up in &registers"),
            ("Ctrl+L",),
            _("The company by the name or number that is typed: its register fills in what you tick"),
        ),
        ActionText(
            "action.nextSteps",
            _("Ne&xt step …"),
            ("Ctrl+T",),
            _("What follows once the company is saved: an appointment, a selection, a project"),
        ),
        _LINE,
        ActionText(
            "action.template",
            _("Fill in a te&mplate …"),
            ("Ctrl+Shift+T",),
            _("Type a part of its name; what is typed stays. Templates are renamed and deleted there, too"),
        ),
        ActionText(
            "action.makeTemplate",
            _("Keep the card as a temp&late …"),
            hint=_("Lists, interests, custom fields and what follows the company, for others of its kind"),
        ),
        _LINE,
        ActionText("action.offer", _("&Offered values"), ("Ctrl+Shift+O",), _("The line above the form")),
    ),
    _("&Go"): (
        ActionText("action.tab1", _("&Company"), ("Ctrl+1",)),
        ActionText("action.tab2", _("Co&ntacts"), ("Ctrl+2",)),
        ActionText("action.tab3", _("Phones && &e-mails"), ("Ctrl+3",)),
        ActionText("action.tab4", _("Cu&stom fields"), ("Ctrl+4",)),
        ActionText("action.tab5", _("&Interests"), ("Ctrl+5",)),
        ActionText("action.tab6", _("&More"), ("Ctrl+6",)),
        _LINE,
        ActionText("action.field", _("To a &field …"), ("Ctrl+G",), _("Type a part of its name")),
        ActionText("action.nextPage", _("Next pa&ge"), ("Ctrl+Tab",)),
        ActionText(
            "action.pageBefore",
            _("Pre&vious page"),
            ("Ctrl+Shift+Tab", "Ctrl+Backtab", "Ctrl+Shift+Backtab"),
        ),
        ActionText(
            "action.nextArea", _("Next a&rea"), ("F6",), _("Form, tabs, messages, lists: whatever is in view")
        ),
        ActionText("action.areaBefore", _("Previous area"), ("Shift+F6",)),
        _LINE,
        ActionText("action.similar", _("Simi&lar companies"), ("Ctrl+J",)),
        ActionText(
            "action.addToSame",
            _("Add to the company of this name"),
            ("Ctrl+Shift+Enter", "Ctrl+Shift+Return"),
            _("What is typed is added to the company that SuperOffice has already, with its people"),
        ),
        ActionText("action.problems", _("&All problems"), ("Ctrl+Shift+J",)),
        ActionText("action.nextProblem", _("Next &problem"), ("F8",)),
        ActionText(
            "action.outbox", _("&Outbox"), ("Ctrl+O",), _("What waits to be sent, and what became of it")
        ),
    ),
    _("&Connection"): (
        ActionText("action.connection", _("&Set up …"), ("Ctrl+K",)),
        ActionText("action.signIn", _("Sign &in …")),
        ActionText("action.refresh", _("&Load lists again"), ("F5",)),
    ),
    _("&Help"): (
        ActionText("action.guide", _("User’s &guide"), ("F1",), _("The page about where you are")),
        ActionText("action.keys", _("&Keys"), ("Ctrl+F1",)),
        ActionText("action.copyDiagnostics", _("&Copy diagnostics")),
        ActionText("action.about", _("&About Contact Entry")),
    ),
}


def add_menus(window: QMainWindow, slots: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """Builds the menu bar; each action calls the slot of its name. Returns the actions by name."""
    actions: dict[str, QAction] = {}
    for title, entries in MENUS.items():
        menu = window.menuBar().addMenu(title)
        menu.setToolTipsVisible(True)
        for entry in entries:
            if not entry.text:
                menu.addSeparator()
                continue
            tab_and_keys = f"\t{_shown(entry.own_keys)}" if entry.own_keys else ""
            action = menu.addAction(f"{plain_line(entry.text)}{tab_and_keys}")
            action.setObjectName(entry.name)
            action.setMenuRole(_ROLES.get(entry.name, QAction.MenuRole.NoRole))
            action.setShortcuts([key_sequence(keys) for keys in entry.keys])
            # A held key goes on through the pages; what changes or sends is asked for once.
            action.setAutoRepeat(entry.name in _REPEATED)
            if entry.hint:
                set_tip(action, entry.hint)
            # What a command acts on is what is seen.
            action.triggered.connect(commit_composition)
            action.triggered.connect(slots[entry.name])
            actions[entry.name] = action
    return actions


def key_rows() -> list[tuple[str, str]]:
    """Returns the table of keys for the help: keys and what they do, one row for each action."""
    lines = [
        (_shown(entry.keys[0]), f"{_bare(title)}: {_bare(entry.text)}")
        for title, entries in MENUS.items()
        for entry in entries
        if entry.keys
    ]
    lines += [
        (_shown("Enter"), _("In a person: the next person")),
        (_shown("Ctrl+Delete"), _("Remove the row or person")),
        (_shown("Ctrl+D"), _("In a person: another one with the same data")),
        (_shown("Ctrl+D"), _("In the outbox: a new company with the same values")),
        (_shown("Ctrl+D"), _("In a list of companies: another branch of one")),
        (_shown("Alt+Up", "Alt+Down"), _("Move the person")),
        (_shown("Ctrl+PgUp", "Ctrl+PgDown"), _("In a person: its pages")),
        (_shown("Ctrl++", "Ctrl+-"), _("In a person: one more e-mail or phone of that kind, or one fewer")),
        (_shown("F9", "Shift+F9"), _("In the drafts of a table: the next one, the one before")),
        (_shown("Ctrl+F9"), _("In the drafts of a table: leave this one out")),
        (_shown("F2"), _("In the templates: another name")),
        (_shown("F4"), _("In a date: the calendar")),
        (_shown("F4", "Alt+Down"), _("In a field with a list: all of it; Esc brings back what was there")),
    ]
    return lines


def _shown(*keys: str) -> str:
    """Returns keys as this system and the user's language write them."""
    return ", ".join(key_sequence(one).toString(QKeySequence.SequenceFormat.NativeText) for one in keys)


def _bare(text: str) -> str:
    """Returns a menu text as it is seen, without the ampersand of its mnemonic."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")
