#!/usr/bin/env bash
# virtual_audio.sh - a virtual loudspeaker and a virtual microphone on a machine without a sound card.
#
# A PulseAudio daemon of its own (no system or user daemon is touched) with
#     speaker   null sink     what the program under test plays
#     micbus    null sink     everything that "sounds in front of the microphone"
#     vmic      remap source  the microphone the program under test hears (48 kHz, mono)
# PortAudio (python sounddevice), ALSA and PulseAudio programs find them as their default devices:
#
#     eval "$(virtual_audio.sh start)"        # starts a rig, exports its settings into this shell
#     python3 my_voice_program.py &           # plays to `speaker`, listens to `vmic`
#     virtual_audio.sh record heard.wav       # record the loudspeaker ...
#     virtual_audio.sh say hello.wav          # ... speak to the program ...
#     virtual_audio.sh record-stop            # ... heard.wav is complete now
#     virtual_audio.sh stop
#
# All state lies in $VIRTUAL_AUDIO_DIR. `start` without it makes a temporary directory and prints its name among
# the exports. Different directories are different rigs that do not hear each other.

set -u
export LC_ALL=C
self=$(basename "$0")

usage() {
    cat <<USAGE
usage: $self VERB [ARGUMENTS]          state: \$VIRTUAL_AUDIO_DIR (start makes one when unset)
  start                         start the rig; prints the lines of \`env\` (use: eval "\$($self start)")
  stop                          end the rig's own daemon, recordings and streams; remove its state
  env                           export lines for the program under test
  say FILE.wav [GAIN_DB]        play FILE into the microphone; returns when it has been heard
  record FILE.wav [speaker|mic] record the loudspeaker (or what the microphone hears) in the background
  record-stop [speaker|mic]     end that recording; FILE.wav is complete afterwards (default: every recording)
  echo on [GAIN_DB [DELAY_MS]]  the microphone also hears the loudspeaker (default -12 dB, 30 ms later)
  echo off
  unplug-mic [vanish|stall|mute]  fault: the source disappears | delivers nothing | delivers silence
  plug-mic                      undo any of the three
USAGE
}

note() { echo "$self: $*" >&2; }
fail() { echo "$self: $1" >&2; exit "${2:-1}"; }

need() { command -v "$1" >/dev/null 2>&1 || fail "$1 is missing: run ./test, which installs it" 4; }

# --- the rig's directory and environment ---------------------------------------------------------------------------

locate() {      # DIR = the rig's directory, absolute; everything else is derived from it
    [ -n "${VIRTUAL_AUDIO_DIR:-}" ] || fail "VIRTUAL_AUDIO_DIR is not set: name the rig's directory, or eval \"\$($self start)\" first" 3
    case $VIRTUAL_AUDIO_DIR in
        /*) DIR=$VIRTUAL_AUDIO_DIR ;;
        *)  DIR=$PWD/$VIRTUAL_AUDIO_DIR ;;
    esac
    DIR=${DIR%/}
    RUN=$(cat "$DIR/runtime" 2>/dev/null || true)   # the socket's directory (short: a socket path holds 107 bytes)
}

environment() { # name=value lines, the one source of `env` and of this script's own calls
    cat <<ENV
VIRTUAL_AUDIO_DIR=$DIR
PULSE_RUNTIME_PATH=$RUN
PULSE_SERVER=unix:$RUN/native
PULSE_CLIENTCONFIG=$DIR/client.conf
PULSE_COOKIE=$DIR/cookie
PULSE_SINK=speaker
PULSE_SOURCE=vmic
ALSA_CONFIG_PATH=$RUN/asound.conf
JACK_NO_START_SERVER=1
ENV
}

exports() {
    local name value
    environment | while IFS='=' read -r name value; do printf 'export %s=%q\n' "$name" "$value"; done
    echo 'unset PULSE_LATENCY_MSEC'     # a small value makes the ALSA plugin stutter
}

enter() {       # this script's own pactl/paplay/parec speak to this rig only
    local name value
    while IFS='=' read -r name value; do export "$name=$value"; done < <(environment)
    unset PULSE_LATENCY_MSEC
}

# --- processes: one is ours only when its pid and its start time agree ----------------------------------------------

born() { sed 's/^.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }
zombie() { case $(sed 's/^.*) //' "/proc/$1/stat" 2>/dev/null) in Z*|X*) return 0 ;; *) return 1 ;; esac; }
remember() { echo "$2 $(born "$2")" > "$DIR/$1.pid"; }
ours() {        # ours NAME: prints the pid if the process that we started under NAME still runs
    local pid start
    read -r pid start 2>/dev/null < "$DIR/$1.pid" || return 1
    [ -n "${start:-}" ] && [ "$(born "$pid")" = "$start" ] && ! zombie "$pid" && echo "$pid"
}
end() {         # end NAME SIGNAL: signal, wait up to 5 s, then kill
    local pid i
    pid=$(ours "$1") || { rm -f "$DIR/$1.pid"; return 0; }
    kill -"$2" "$pid" 2>/dev/null
    for i in $(seq 100); do ours "$1" >/dev/null || break; sleep 0.05; done
    ours "$1" >/dev/null && kill -KILL "$pid" 2>/dev/null
    rm -f "$DIR/$1.pid"
}

running() { [ -n "$RUN" ] && ours daemon >/dev/null && [ -S "$RUN/native" ]; }
require() { locate; running || fail "no rig runs in $DIR" 3; enter; }

module() {      # module NAME ARGUMENTS...: load it, prints its index
    pactl load-module "$@" 2>/dev/null
}
index_of() {    # index_of NAME TEXT: the index of the loaded module NAME whose arguments hold TEXT
    pactl list short modules | awk -F'\t' -v n="$1" -v t="$2" '$2 == n && index($3, t) { print $1; exit }'
}
null_sink() {   # norewinds keeps the latency short and constant; PulseAudio older than 16 does not know it
    module module-null-sink "$@" norewinds=1 >/dev/null || module module-null-sink "$@" >/dev/null
}
factor() { awk -v db="$1" 'BEGIN { if (db !~ /^[-+]?[0-9]*\.?[0-9]+$/) exit 1; printf "%.6f", exp(db / 20 * log(10)) }'; }
load_vmic() {
    module module-remap-source source_name=vmic master=micbus.monitor channels=1 channel_map=mono remix=no \
        source_properties=device.description=vmic >/dev/null && pactl set-default-source vmic
}
has_source() { pactl list short sources | cut -f2 | grep -qx "$1"; }

# --- verbs -----------------------------------------------------------------------------------------------------------

clear_runtime() { case $RUN in "$DIR"/run|/tmp/va.*) rm -rf "$RUN" ;; esac; }

do_start() {
    need pulseaudio; need pactl; need pacmd; need parec; need paplay
    if [ -z "${VIRTUAL_AUDIO_DIR:-}" ]; then
        VIRTUAL_AUDIO_DIR=$(mktemp -d "${TMPDIR:-/tmp}/virtual-audio.XXXXXX") || fail "no temporary directory"
    fi
    locate
    if running; then note "a rig runs already in $DIR"; exports; return 0; fi
    if [ ! -e "$DIR/.virtual_audio" ] && [ -n "$(ls -A "$DIR" 2>/dev/null)" ]; then
        fail "$DIR is not empty and is no rig's directory: name another"
    fi
    (umask 077 && mkdir -p "$DIR" && : > "$DIR/.virtual_audio") || fail "cannot use $DIR"
    clear_runtime                                           # left by a daemon that was killed
    RUN=$DIR/run
    case $RUN in                # long or odd paths do not fit into a server's address or ALSA's list of files
        *[!A-Za-z0-9/._+-]*) RUN= ;;
        *) [ ${#RUN} -le 90 ] || RUN= ;;
    esac
    [ -n "$RUN" ] || RUN=$(mktemp -d /tmp/va.XXXXXX) || fail "no temporary directory"
    mkdir -p "$RUN" "$DIR/state" && chmod 700 "$RUN" || fail "cannot use $RUN"
    printf '%s\n' "$RUN" > "$DIR/runtime"
    rm -f "$DIR"/*.pid

    cat > "$DIR/daemon.conf" <<CONF
exit-idle-time = -1
allow-exit = no
enable-shm = no
flat-volumes = no
default-sample-format = float32le
default-sample-rate = 48000
default-sample-channels = 2
resample-method = speex-float-5
high-priority = yes
nice-level = -11
realtime-scheduling = no
CONF
    printf 'autospawn = no\nenable-shm = no\n' > "$DIR/client.conf"
    # No system file is included: without a sound card ALSA's own would only add error messages.
    cat > "$RUN/asound.conf" <<CONF
pcm.!default { type pulse hint { show on description "virtual audio" } }
ctl.!default { type pulse }
CONF
    enter
    export PULSE_CONFIG=$DIR/daemon.conf PULSE_STATE_PATH=$DIR/state DBUS_SESSION_BUS_ADDRESS=disabled:
    (
        cd "$DIR" && exec setsid -f bash -c 'echo $$ > daemon.raw; exec pulseaudio "$@"' pulseaudio -n --daemonize=no \
            --use-pid-file=yes --exit-idle-time=-1 --disallow-exit --log-target="file:$DIR/daemon.log" --log-time=yes \
            --load="module-native-protocol-unix auth-anonymous=1 auth-cookie-enabled=0" \
            --load=module-cli-protocol-unix \
            </dev/null >>"$DIR/daemon.log" 2>&1
    )
    local i pid=
    for i in $(seq 200); do
        pid=$(cat "$DIR/daemon.raw" 2>/dev/null)
        [ -n "$pid" ] && { [ -d "/proc/$pid" ] || break; } && [ -S "$RUN/native" ] && pactl info >/dev/null 2>&1 && break
        sleep 0.05
    done
    rm -f "$DIR/daemon.raw"
    [ -n "$pid" ] && [ -d "/proc/$pid" ] && remember daemon "$pid"
    if ! running || ! pactl info >/dev/null 2>&1; then
        tail -n 20 "$DIR/daemon.log" >&2; do_stop >/dev/null 2>&1; fail "the daemon did not start (its log is above)"
    fi
    if ! { null_sink sink_name=speaker channels=2 rate=48000 sink_properties=device.description=speaker \
        && null_sink sink_name=micbus channels=1 channel_map=mono rate=48000 sink_properties=device.description=micbus \
        && load_vmic && pactl set-default-sink speaker; }; then
        tail -n 20 "$DIR/daemon.log" >&2; do_stop >/dev/null 2>&1; fail "the devices could not be made (the log is above)"
    fi
    note "rig started in $DIR (daemon pid $pid)"
    exports
}

do_stop() {
    locate
    [ -e "$DIR/.virtual_audio" ] || { note "nothing to stop in $DIR"; return 0; }
    end record-speaker INT; end record-mic INT; end daemon TERM
    clear_runtime
    rm -rf "$DIR/state"
    rm -f "$DIR"/{.virtual_audio,runtime,cookie,daemon.conf,client.conf,daemon.log,record.log} "$DIR"/*.pid
    rmdir "$DIR" 2>/dev/null || true
    note "rig stopped"
}

do_say() {
    [ $# -ge 1 ] || fail "say FILE.wav [GAIN_DB]" 2
    [ -r "$1" ] || fail "cannot read $1" 2
    local v
    v=$(factor "${2:-0}") || fail "GAIN_DB is a number" 2
    require
    # -D names the bus: PULSE_SINK would be the loudspeaker. 65536 is full volume.
    paplay --client-name=virtual-audio-say --device=micbus --latency-msec=100 \
        --volume="$(awk -v v="$v" 'BEGIN { printf "%d", 65536 * v ^ (1 / 3) + 0.5 }')" "$1"
}

do_record() {
    local what=${2:-speaker} device channels file i pid
    [ $# -ge 1 ] || fail "record FILE.wav [speaker|mic]" 2
    case $what in
        speaker) device=speaker.monitor channels=2 ;;
        mic) device=vmic channels=1 ;;
        *) fail "record FILE.wav [speaker|mic]" 2 ;;
    esac
    case $1 in /*) file=$1 ;; *) file=$PWD/$1 ;; esac
    require
    ours "record-$what" >/dev/null && fail "a recording of the $what is under way: record-stop $what first"
    rm -f "$file"
    : > "$file" || fail "cannot write $file"
    setsid parec --client-name="virtual-audio-record-$what" --device="$device" --file-format=wav --format=s16le \
        --rate=48000 --channels="$channels" --latency-msec=50 "$file" </dev/null >>"$DIR/record.log" 2>&1 &
    pid=$!
    remember "record-$what" "$pid"
    for i in $(seq 100); do
        ours "record-$what" >/dev/null || { tail -n 3 "$DIR/record.log" >&2; fail "the recording did not start"; }
        [ "$(stat -c %s "$file")" -gt 44 ] && return 0          # its first sound has been written
        sleep 0.05
    done
    fail "the recording delivers nothing"
}

do_record_stop() {
    require
    local what any=
    for what in ${1:-speaker mic}; do
        ours "record-$what" >/dev/null || continue
        any=1
        sleep 0.15                                              # what was played just now is still on its way
        end "record-$what" INT
    done
    [ -n "$any" ] || fail "no recording is under way"
}

do_echo() {
    require
    local i v input
    i=$(index_of module-loopback sink=micbus)
    case ${1:-} in
        on)
            v=$(factor "${2:--12}") || fail "GAIN_DB is a number" 2
            case ${3:-30} in ''|*[!0-9]*) fail "DELAY_MS is a whole number" 2 ;; esac
            [ -n "$i" ] && pactl unload-module "$i"
            # adjust_time=0: both sinks run on one clock, so the path is fixed and needs no rate changes.
            i=$(module module-loopback source=speaker.monitor sink=micbus latency_msec="${3:-30}" adjust_time=0 \
                source_dont_move=yes sink_dont_move=yes) || fail "the loopback could not be made"
            input=$(pactl list short sink-inputs | awk -F'\t' '$4 == "module-loopback.c" { print $1; exit }')
            [ -n "$input" ] && pactl set-sink-input-volume "$input" "$v" || fail "the loopback's volume could not be set" ;;
        off)
            [ -z "$i" ] || pactl unload-module "$i" ;;
        *) fail "echo on|off [GAIN_DB [DELAY_MS]]" 2 ;;
    esac
}

do_unplug() {
    require
    local i
    case ${1:-vanish} in
        vanish)
            i=$(index_of module-remap-source source_name=vmic)
            [ -n "$i" ] || { note "the microphone is unplugged already"; return 0; }
            # A plain unload would move the listening streams to another source; a plug pulled out ends them.
            { pactl list short source-outputs | awk -F'\t' -v s="$(pactl list short sources |
                awk -F'\t' '$2 == "vmic" { print $1 }')" '$2 == s { print "kill-source-output " $1 }'
              echo "unload-module $i"; } | pacmd >/dev/null
            for i in $(seq 40); do has_source vmic || return 0; sleep 0.05; done
            fail "the microphone is still there" ;;
        stall) pactl suspend-source vmic 1 ;;
        mute) pactl set-source-mute vmic 1 ;;
        *) fail "unplug-mic [vanish|stall|mute]" 2 ;;
    esac
}

do_plug() {
    require
    has_source vmic || load_vmic || fail "the microphone could not be made"
    pactl suspend-source vmic 0; pactl set-source-mute vmic 0
}

verb=${1:-help}
[ $# -gt 0 ] && shift
case $verb in
    start) do_start ;;
    stop) do_stop ;;
    env) require; exports ;;
    say) do_say "$@" ;;
    record) do_record "$@" ;;
    record-stop) do_record_stop "$@" ;;
    echo) do_echo "$@" ;;
    unplug-mic) do_unplug "$@" ;;
    plug-mic) do_plug ;;
    help|-h|--help) usage ;;
    *) usage >&2; exit 2 ;;
esac
