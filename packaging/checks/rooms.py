"""Which room a file belongs into, and what it may import there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import PurePosixPath

from checks.project import Finding, Project, Report


@dataclass(frozen=True)
class Floors:
    """The layers of one contract: `container` is the package they are in, the highest layer comes first."""

    container: str
    layers: tuple[tuple[str, ...], ...]

    def level(self, module: str) -> tuple[int, str] | None:
        """Returns the number of the layer that a module is in, from the top, and the layer's name."""
        for number, layer in enumerate(self.layers):
            for name in layer:
                if module == name or module.startswith(f"{name}."):
                    return number, name
        return None


def floors_of(project: Project) -> tuple[Floors, ...]:
    """Reads the layers contracts of import-linter from ``pyproject.toml``."""
    return tuple(
        Floors(container or "app", tuple(_names(layer, container) for layer in contract["layers"]))
        for contract in project.settings["tool"]["importlinter"]["contracts"]
        if contract["type"] == "layers"
        for container in contract.get("containers", [""])
    )


def _names(layer: str, container: str) -> tuple[str, ...]:
    prefix = f"{container}." if container else ""
    return tuple(prefix + name.strip() for name in layer.split("|"))


def directions(project: Project) -> Report:
    """Checks that a folder imports only what stands below it."""
    floors, imports = floors_of(project), project.imports
    findings = [
        Finding(project.modules[name], sentence, line)
        for name, other, line in imports
        for one in floors
        if (sentence := _against(one, name, other))
    ]
    return Report(f"imports: {len(imports)} within app, {len(findings)} up or sideways", tuple(findings))


def _against(floors: Floors, name: str, other: str) -> str:
    here, there = floors.level(name), floors.level(other)
    if here is None or there is None or here[1] == there[1] or here[0] < there[0]:
        return ""
    where = "beside" if here[0] == there[0] else "above"
    return (
        f"imports {other}, which is {where} {here[1]}: a folder imports what stands below it. Put what both "
        f"need further down, hand it over from above, or move this file (docs/architecture.md)."
    )


def circles(project: Project) -> Report:
    """Checks that no modules import each other in a circle, imports for typing only included."""
    graph: dict[str, set[str]] = {name: set() for name in project.modules}
    for name, other, _ in project.imports:
        graph[name].add(other)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = list(reversed(error.args[1]))
        sentence = f"import each other: {' → '.join(circle)}. Move what both need into a third module."
        return Report("circles: at least 1", (Finding(project.modules[circle[0]], sentence),))
    return Report("circles among modules: 0")


def known(project: Project) -> Report:
    """Checks that every folder of app is named in a contract, so that it has a place among the others."""
    floors = floors_of(project)
    folders = {str(PurePosixPath(path).parent) for path in project.python_files("app")} - {"app"}
    findings = [
        Finding(
            folder, "is named in no layers contract of pyproject.toml: say what it stands above and below."
        )
        for folder in sorted(folders)
        if not _is_known(folder.replace("/", "."), floors)
    ]
    return Report(f"rooms: {len(folders)} folders, {len(findings)} without a place", tuple(findings))


def _is_known(package: str, floors: tuple[Floors, ...]) -> bool:
    return any(package in layer for one in floors for layer in one.layers)


def tests_mirror(project: Project) -> Report:
    """Checks that tests/unit mirrors app, and that every module of app has a test of its name."""
    modules = {path.removesuffix(".py") for path in project.python_files("app")}
    tested: set[str] = set()
    findings = []
    for path in _test_files(project):
        module = _module_of(path, modules)
        if module:
            tested.add(module)
        elif path.startswith("tests/unit/"):
            sentence = (
                "names no module of app/. Call it test_MODULE.py or test_MODULE_ASPECT.py in that module's "
                "folder; what crosses rooms belongs into tests/stories, what is about the project itself "
                "into tests/project."
            )
            findings.append(Finding(path, sentence))
    missing = sorted(
        path
        for path in modules
        if not path.endswith("/__init__") and path not in tested and not _is_data(path)
    )
    findings += [Finding(f"{path}.py", f"has no test of its name: {_test_of(path)}.") for path in missing]
    return Report(
        f"tests: {len(tested)} modules have one of their name, {len(missing)} have none", tuple(findings)
    )


def _test_files(project: Project) -> Iterator[str]:
    for path in (*project.python_files("tests/unit"), *project.python_files("tests/gui")):
        if PurePosixPath(path).name.startswith("test_"):
            yield path


def _module_of(test: str, modules: set[str]) -> str:
    """Returns the module, without its suffix, that a test file is named for; the longest name counts."""
    parts = PurePosixPath(test).parts
    folder = "/".join(("app", *(("ui",) if parts[1] == "gui" else ()), *parts[2:-1]))
    words = parts[-1].removesuffix(".py").split("_")[1:]
    for end in range(len(words), 0, -1):
        name = "_".join(words[:end])
        for module in (f"{folder}/{name}", f"{folder}/{name}/__init__"):
            if module in modules:
                return module
    return f"{folder}/__init__" if parts[-1] == f"test_{parts[-2]}.py" else ""


def _is_data(path: str) -> bool:
    return path.startswith("app/sandbox/data/")


def _test_of(path: str) -> str:
    inside = PurePosixPath(path).relative_to("app")
    own = f"tests/unit/{inside.parent / f'test_{inside.name}.py'}"
    return own.replace("tests/unit/ui/", "tests/gui/")
