"""Passes what the server answers about lists, rules and layouts on to the form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject

from app.controller.form.lookups import Lookups
from app.model.additions.company_there import CompanyThere
from app.model.carriers.lists import Choice, UserDefinedFieldInfo
from app.model.carriers.person import PersonEntity
from app.model.checks.rules import Rules
from app.model.form.address_layout import AddressLayout
from app.ui.form.form import ContactForm


class ContextFeed(QObject):
    """Exchanges one member of the form's context for each signal."""

    def __init__(self, form: ContactForm, lookups: Lookups) -> None:
        super().__init__(form)
        self._form = form
        self._rules, self._there = form.context.rules, dict[str, str]()
        self._company: CompanyThere | None = None
        lookups.choices_changed.connect(self._on_choices_changed)
        lookups.missing_changed.connect(self._on_missing_changed)
        lookups.layout_changed.connect(self._on_layout_changed)
        lookups.person_layout_changed.connect(self._on_person_layout_changed)
        lookups.person_default_changed.connect(self._on_person_default_changed)
        lookups.rules_changed.connect(self._on_rules_changed)

    def set_address_layout(self, layout: AddressLayout) -> None:
        """Lays addresses out as the company's country writes them."""
        self._form.set_context(replace(self._form.context, address_layout=layout))

    def show_company(self, company: CompanyThere | None) -> None:
        """Shows what the company that is added to has, and closes it; None is for a new company."""
        if company is not self._company:
            self._company, self._there = company, company.values() if company else {}
        self._on_rules_changed(self._rules)

    def _on_choices_changed(self, list_name: str, choices: Sequence[Choice]) -> None:
        self._form.set_context(self._form.context.with_choices(list_name, choices))

    def _on_missing_changed(self, lists: Mapping[str, str]) -> None:
        self._form.set_context(replace(self._form.context, missing=lists))

    def _on_layout_changed(self, layout: Sequence[UserDefinedFieldInfo]) -> None:
        self._form.set_context(replace(self._form.context, custom_fields=layout))

    def _on_person_layout_changed(self, layout: Sequence[UserDefinedFieldInfo]) -> None:
        self._form.set_context(replace(self._form.context, person_custom_fields=layout))

    def _on_person_default_changed(self, default: PersonEntity) -> None:
        self._form.set_context(replace(self._form.context, person_default=default))

    def _on_rules_changed(self, rules: Rules) -> None:
        self._rules, company = rules, self._company
        shown = company.rules(rules, self._form.known_value()) if company else rules
        self._form.set_context(replace(self._form.context, rules=shown, there=self._there))
