"""Set the project up, make its first brief, or run what CI runs.

python bootstrap.py setup   make .venv, install the package and the system libraries it needs
python bootstrap.py brief   setup, then `publish pdf manuscripts/taliban-pakistan.md`
python bootstrap.py test    setup with the developers' tools, then ruff, mypy and pytest
python bootstrap.py floor   the quick tests with the lowest versions that pyproject.toml allows
python bootstrap.py bench   what a cold `publish pdf` costs, beside Pandoc with the same renderer
python bootstrap.py gallery every layout in every house, to be looked at, in build/gallery

It needs Python 3.11 and nothing else, on Linux, macOS and Windows. What is done already is not
done again. It leaves with 3 when the machine lacks something, else with the failing step's code.
"""

# An older Python must get as far as the sentence below, so nothing newer than its syntax comes
# before it, and no annotation here needs an import from `__future__`.
import sys

MACHINE_LACKS = 3

if sys.version_info < (3, 11):  # noqa: UP036 - this is the file that an older Python meets
    print(
        f"publish needs Python 3.11 or newer, and this is {sys.version.split()[0]}"
        f" ({sys.executable}): run it with a newer one",
        file=sys.stderr,
    )
    sys.exit(MACHINE_LACKS)

import ctypes
import hashlib
import importlib
import importlib.util
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent
FIRST_BRIEF = "manuscripts/taliban-pakistan.md"
THIS_PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"

LIBRARIES = {
    # what WeasyPrint 70 opens (weasyprint/text/ffi.py): its name on Linux, macOS, Windows
    "GObject": ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib", "libgobject-2.0-0.dll"),
    "Pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    "PangoFT2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
    "HarfBuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
    # optional there; without it every render takes 1.9 times as long
    "HarfBuzz-Subset": (
        "libharfbuzz-subset.so.0",
        "libharfbuzz-subset.0.dylib",
        "libharfbuzz-subset-0.dll",
    ),
    "Fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"),
}
VENV_MODULE = "Python's venv module"  # Debian and Ubuntu leave it out of their python3

INSTALL_LINES = {
    # package manager: the command that installs the libraries, without sudo
    "apt-get": "apt-get install --yes --no-install-recommends"
    " libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "dnf": "dnf install pango harfbuzz fontconfig",
    "pacman": "pacman -S --needed pango harfbuzz fontconfig",
    "apk": "apk add pango harfbuzz-subset fontconfig",
    "brew": "brew install pango",
}
MAC_LIBRARY_FOLDERS = ("/opt/homebrew/lib", "/usr/local/lib", "/opt/local/lib")
MSYS2_LINE = "pacman -S mingw-w64-ucrt-x86_64-pango"  # in the MSYS2 shell; WeasyPrint's own advice
WINDOWS_LIBRARY_FOLDERS = (  # weasyprint/text/ffi.py, in its order
    "C:\\msys64\\ucrt64\\bin",
    "C:\\msys64\\mingw64\\bin",
    "C:\\Program Files\\GTK3-Runtime Win64\\bin",
)


class LackingError(Exception):
    """The machine lacks something; the message says what, and what would bring it."""


# --- system libraries -----------------------------------------------------------------------


def missing_needs() -> list[str]:
    """Name what this machine lacks, libraries first; empty when all is there."""
    if sys.platform == "win32":
        for folder in windows_library_folders():
            if os.path.isdir(folder):
                os.add_dll_directory(folder)
    column = {"darwin": 1, "win32": 2}.get(sys.platform, 0)
    missing = [need for need, names in LIBRARIES.items() if not can_load(names[column])]
    if importlib.util.find_spec("ensurepip") is None:
        missing.append(VENV_MODULE)
    return missing


def can_load(library: str) -> bool:
    """Say whether the system's loader finds a shared library."""
    places = [library]
    if sys.platform == "darwin":
        places += [f"{folder}/{library}" for folder in MAC_LIBRARY_FOLDERS]
    for place in places:
        try:
            ctypes.CDLL(place)
        except OSError:
            continue
        return True
    return False


def windows_library_folders() -> list[str]:
    """List where WeasyPrint looks for its libraries on Windows."""
    named = os.environ.get("WEASYPRINT_DLL_DIRECTORIES")
    return named.split(";") if named else list(WINDOWS_LIBRARY_FOLDERS)


def install_line(missing: Sequence[str]) -> str:
    """Write the command that brings what is missing on this machine, or "" if none is known."""
    managers = ["brew"] if sys.platform == "darwin" else ["apt-get", "dnf", "pacman", "apk"]
    manager = next((each for each in managers if shutil.which(each)), "")
    line = INSTALL_LINES.get(manager, "")
    if manager == "apt-get" and VENV_MODULE in missing:
        line += f" python{THIS_PYTHON}-venv"
    return line


def provide_system() -> None:
    """Make sure that the system libraries are there; run apt for them when nobody must be asked."""
    missing = missing_needs()
    if not missing:
        return
    line = install_line(missing)
    sudo = unattended_sudo()
    if line.startswith("apt-get") and sudo is not None:
        say(f"{' '.join([*sudo, line])}")
        quiet_apt = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run([*sudo, "apt-get", "update", "--quiet", "--quiet"], env=quiet_apt)
        subprocess.run([*sudo, *line.split()], env=quiet_apt, stdout=subprocess.DEVNULL)
        importlib.invalidate_caches()
        missing = missing_needs()
    if missing:
        raise LackingError(f"this machine lacks {', '.join(missing)}{advice(line)}")


def advice(line: str) -> str:
    """Write what a person should do, from the install line of this machine's package manager."""
    again = "\nthen run this again"
    if sys.platform == "win32":
        return f"; install MSYS2, and in its shell:\n  {MSYS2_LINE}{again}"
    if not line:
        names = "Pango 1.44, PangoFT2, HarfBuzz with its subset library, and Fontconfig"
        return f"; no package manager that we know was found: install {names}{again}"
    needs_sudo = not line.startswith("brew") and unattended_sudo() != []
    return f"; install with:\n  {'sudo ' if needs_sudo else ''}{line}{again}"


def unattended_sudo() -> list[str] | None:
    """Give what to write before a root's command when nobody need be asked, else None.

    That is nothing for root, and `sudo -n` on CI where sudo wants no password.
    """
    if sys.platform == "win32":
        return None
    if os.geteuid() == 0:
        return []
    if os.environ.get("CI") == "true" and shutil.which("sudo"):
        allowed = subprocess.run(["sudo", "-n", "true"], capture_output=True)
        return ["sudo", "-n"] if allowed.returncode == 0 else None
    return None


# --- the virtual environment ----------------------------------------------------------------


@dataclass(frozen=True)
class Environment:
    """A virtual environment of this checkout, and what pip puts in it."""

    name: str
    """The folder's name, e.g. ".venv"."""
    extras: str
    """Extras of pyproject.toml, comma-separated."""
    constraints: str = ""
    """A pip constraints file relative to the root, or ""."""

    @property
    def folder(self) -> Path:
        """The environment's folder."""
        return ROOT / self.name

    @property
    def stamp(self) -> Path:
        """The file in the folder that says what was installed, and from what."""
        return self.folder / "publish-setup.json"

    def program(self, name: str) -> Path:
        """Give the path of a program in the environment."""
        if sys.platform == "win32":
            return self.folder / "Scripts" / f"{name}.exe"
        return self.folder / "bin" / name

    def wanted(self) -> dict[str, str]:
        """Say what the stamp must hold for the environment to be as it should."""
        digest = hashlib.sha256()
        for name in ("pyproject.toml", "bootstrap.py", self.constraints):
            if name:
                digest.update((ROOT / name).read_bytes())
        return {
            "inputs": digest.hexdigest(),
            "python": THIS_PYTHON,
            "folder": str(self.folder),
            "extras": self.extras,
        }


USERS = Environment(".venv", "styles,meridian,maths")
DEVELOPERS = Environment(".venv", "dev")  # its extra holds the users' extras too
LOWEST = Environment(".venv-floor", "dev", "tests/constraints-lowest.txt")

UNFINISHED = {"inputs": "unfinished"}


def provide_environment(environment: Environment) -> None:
    """Make the virtual environment, or mend it, so that it holds what it should."""
    wanted, found = environment.wanted(), read_stamp(environment)
    fault = what_is_broken(environment, found)
    if not fault and found in (wanted, {**wanted, "extras": DEVELOPERS.extras}):
        return
    if fault:
        say(f"making {environment.name} with Python {THIS_PYTHON} ({fault})")
        make_empty(environment)
        found = {}
    say(f"installing publish and what it needs into {environment.name}: about a minute")
    write_stamp(environment, UNFINISHED)
    if pip_install(environment) != 0:
        write_stamp(environment, found)
        raise LackingError(
            "pip could not install what pyproject.toml names (its words are above);"
            " it needs a package index, by network or by PIP_INDEX_URL"
        )
    write_stamp(environment, wanted)


def what_is_broken(environment: Environment, found: Mapping[str, str]) -> str:
    """Say why the environment must be made anew, or "" when it need not be."""
    if not environment.folder.is_dir():
        return "there is none yet"
    if found == UNFINISHED:
        return "the last set-up was interrupted"
    if found.get("python", THIS_PYTHON) != THIS_PYTHON:
        return f"it was made by Python {found['python']}"
    if found.get("folder", str(environment.folder)) != str(environment.folder):
        return f"it was made in {found['folder']}"
    if found and not environment.program("publish").is_file():
        return "its 'publish' command is gone"
    return "" if python_in(environment) == THIS_PYTHON else "its Python does not run, or is another"


def python_in(environment: Environment) -> str:
    """Ask the environment's own Python for its version; "" when it does not run or lacks pip."""
    question = "import pip, sys; print(*sys.version_info[:2], sep='.')"
    try:
        asked = subprocess.run(
            [environment.program("python"), "-I", "-c", question], capture_output=True, text=True
        )
    except OSError:
        return ""
    return asked.stdout.strip()


def make_empty(environment: Environment) -> None:
    """Make the environment's folder anew, with nothing but pip in it."""
    if environment.folder.is_file():
        environment.folder.unlink()
    # the Python below a virtual environment that may itself be the one to be cleared
    python = getattr(sys, "_base_executable", "") or sys.executable
    command = [python, "-m", "venv", "--clear", str(environment.folder)]
    made = subprocess.run(command, capture_output=True, text=True)
    if made.returncode != 0:
        raise LackingError(f"'{' '.join(command)}' said:\n{made.stdout}{made.stderr}")


def pip_install(environment: Environment) -> int:
    """Install the package, editable, with the extras; give pip's exit code."""
    command = [str(environment.program("python")), "-m", "pip", "install", "-qq"]
    command += ["--disable-pip-version-check", "--editable", f".[{environment.extras}]"]
    if environment.constraints:
        command += ["--constraint", environment.constraints]
    return subprocess.run(command, cwd=ROOT, env=child_environment(environment)).returncode


def compile_modules(environment: Environment) -> None:
    """Compile our modules, as pip does those it installs.

    Where PYTHONDONTWRITEBYTECODE is set every run would do it anew, for a tenth of its time.
    A folder that cannot be written is no fault.
    """
    command = [str(environment.program("python")), "-m", "compileall", "-qq", "publish"]
    subprocess.run(command, cwd=ROOT, env=child_environment(environment))


def read_stamp(environment: Environment) -> dict[str, str]:
    """Read what the last set-up left, or nothing when it left nothing that can be read."""
    try:
        found = json.loads(environment.stamp.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write_stamp(environment: Environment, content: Mapping[str, str]) -> None:
    """Write what was installed; nothing when there is nothing to say."""
    if content:
        environment.stamp.write_text(json.dumps(content, indent=1) + "\n", "utf-8")
    else:
        environment.stamp.unlink(missing_ok=True)


def child_environment(environment: Environment) -> dict[str, str]:
    """Give the environment variables for a program that runs in the virtual environment."""
    unwanted = {"PYTHONHOME", "PYTHONPATH", "__PYVENV_LAUNCHER__"}
    variables = {name: value for name, value in os.environ.items() if name not in unwanted}
    programs = str(environment.program("python").parent)
    variables["PATH"] = programs + os.pathsep + variables.get("PATH", "")
    variables["VIRTUAL_ENV"] = str(environment.folder)
    if sys.platform == "darwin":  # Pythons that are not Homebrew's do not look in its folders
        folders = [variables.get("DYLD_FALLBACK_LIBRARY_PATH", ""), *MAC_LIBRARY_FOLDERS]
        variables["DYLD_FALLBACK_LIBRARY_PATH"] = ":".join(filter(None, folders))
    return variables


# --- the commands ---------------------------------------------------------------------------


def setup(environment: Environment = USERS) -> int:
    """Make everything ready: the system libraries, the virtual environment, the package."""
    provide_system()
    provide_environment(environment)
    compile_modules(environment)
    return 0


def brief() -> int:
    """Set up, and make the first brief."""
    setup()
    return run(USERS, "publish", "pdf", FIRST_BRIEF)


def test() -> int:
    """Set up for developers, and run what CI runs, up to the first step that fails."""
    setup(DEVELOPERS)
    return (
        run(DEVELOPERS, "ruff", "check", ".")
        or run(DEVELOPERS, "mypy")
        or run(DEVELOPERS, "pytest")
    )


def floor() -> int:
    """Run the quick tests with the lowest versions that pyproject.toml allows."""
    setup(LOWEST)
    return run(LOWEST, "pytest", "-m", "not slow")


def bench() -> int:
    """Set up for developers, and measure a cold run beside the other way to make a brief."""
    setup(DEVELOPERS)
    return run(DEVELOPERS, "python", "benchmarks/cold.py")


def gallery() -> int:
    """Set up for developers, and print every layout in every house into build/gallery."""
    setup(DEVELOPERS)
    return run(DEVELOPERS, "python", "-m", "tests.gallery")


COMMANDS: dict[str, Callable[[], int]] = {
    "setup": setup,
    "brief": brief,
    "test": test,
    "floor": floor,
    "bench": bench,
    "gallery": gallery,
}


def run(environment: Environment, program: str, *arguments: str) -> int:
    """Run a program of the virtual environment in the project's folder; give its exit code."""
    say(" ".join([program, *arguments]))
    command = [str(environment.program(program)), *arguments]
    return subprocess.run(command, cwd=ROOT, env=child_environment(environment)).returncode


def say(sentence: str) -> None:
    """Tell what is being done."""
    print(f"· {sentence}", file=sys.stderr, flush=True)


def main(arguments: Sequence[str]) -> int:
    """Carry out the command that is named; give the exit code."""
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        print((__doc__ or "").strip(), file=sys.stderr)
        return 0 if set(arguments) & {"-h", "--help"} else 2
    try:
        return COMMANDS[arguments[0]]()
    except LackingError as lack:
        print(lack, file=sys.stderr)
        return MACHINE_LACKS
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
