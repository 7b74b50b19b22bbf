# Shared by ./run and ./test, which source it: makes .venv hold exactly what a lock file names.
# Everything it says goes to stderr, so that what the coach prints can be piped on.

say() { printf '%s\n' "$*" >&2; }
give_up() { say "$*"; exit 1; }

as_root() {     # never stops at a password prompt that nobody sees
    if [ "$(id -u)" = 0 ]; then "$@"
    elif ! command -v sudo >/dev/null 2>&1; then return 1
    elif [ -t 0 ] && [ -t 2 ]; then sudo "$@"
    else sudo -n "$@" 2>/dev/null
    fi
}

apt_install() { # apt_install PACKAGE...: installs those that are missing; false where that is impossible
    missing=
    for package in "$@"; do
        dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed ||
            missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    command -v apt-get >/dev/null 2>&1 || return 1
    say "Installing system packages with apt:$missing"
    as_root apt-get update -q >&2 || return 1
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing >&2
}

find_python() {
    for python in python3 python3.14 python3.13 python3.12 python3.11; do
        "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && return
    done
    found=$(python3 --version 2>/dev/null || echo "no python3")
    give_up "Voicecoach needs Python 3.11 or newer; this machine has $found."
}

make_venv() {
    find_python
    if ! "$python" -c 'import ensurepip' 2>/dev/null; then
        apt_install "$python-venv" || give_up "Python's venv is missing. Install it: sudo apt install $python-venv"
    fi
    say "Making a Python environment in .venv"
    rm -f .venv/pyvenv.cfg      # first: a removal that is interrupted leaves nothing that looks whole
    rm -rf .venv
    mkdir .venv
    : > .venv/unfinished
    "$python" -m venv .venv || give_up "The Python environment could not be made. What Python says is above."
}

place() { printf '%s %s\n' "$(.venv/bin/python --version 2>/dev/null)" "$PWD"; }

venv_is_sound() {   # a moved folder, another Python or an interrupted set-up all mean: make it anew
    [ -e .venv/pyvenv.cfg ] && [ ! -e .venv/unfinished ] && .venv/bin/python -m pip --version >/dev/null 2>&1 &&
        { [ ! -e .venv/place ] || [ "$(cat .venv/place)" = "$(place)" ]; }
}

pip_install() {     # one line a package; all that pip says is kept in .venv/setup.log
    { .venv/bin/python -m pip install --disable-pip-version-check --no-input "$@" 2>&1 || echo 'pip stopped'; } |
        tee -a .venv/setup.log |
        awk '/^(Collecting|Processing) / { sub(".*/", "", $2); print "  " $2; fflush() }
             /^Installing collected/ { print "  ... putting it in place"; fflush() }
             /^ERROR|Error: / { print; fflush() }
             /^pip stopped$/ { failed = 1 }
             END { exit failed }' >&2
}

set_up() {          # set_up run|test, in the project's folder; quick when nothing has changed
    wanted="$(place) $(cat requirements/*.txt pyproject.toml setup.sh | cksum)"
    [ "$(cat ".venv/ready-$1" 2>/dev/null)" != "$wanted" ] || return 0
    venv_is_sound || make_venv
    case $(uname -s)-$1 in
        Linux-run)
            apt_install libportaudio2 ||
                say "PortAudio could not be installed. If you hear nothing: sudo apt install libportaudio2. The words stand on the screen." ;;
        Linux-test)
            apt_install libportaudio2 pulseaudio pulseaudio-utils libasound2-plugins fonts-dejavu-core ||
                give_up "The tests need these, please install them: sudo apt install libportaudio2 pulseaudio pulseaudio-utils libasound2-plugins fonts-dejavu-core" ;;
    esac
    : > .venv/unfinished
    rm -f .venv/ready-*
    say "Fetching Python packages (about 50 MB the first time):"
    pip_install --require-hashes -r "requirements/$1.txt" ||
        give_up "The packages could not be fetched. Check the network, then run this again. Details: .venv/setup.log"
    say "Setting up Voicecoach itself:"
    pip_install --no-index --no-deps --no-build-isolation --editable . ||
        give_up "Voicecoach could not be set up. Details: .venv/setup.log"
    place > .venv/place
    wanted="$(place) $(cat requirements/*.txt pyproject.toml setup.sh | cksum)"
    echo "$wanted" > .venv/ready-run
    [ "$1" = run ] || echo "$wanted" > .venv/ready-test
    rm .venv/unfinished
    say "Ready."
}
