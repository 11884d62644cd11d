#!/bin/sh
# Checks this package with openssl 3 alone. It ends with OK and status 0 only if no file is missing or more and all holds.
set -u
export LC_ALL=C
fail() {
    echo "FAILED: $1" >&2
    exit 1
}
need() {
    [ -f "$1" ] && [ ! -L "$1" ] || fail "$1 is missing"
    echo "$1" >>"$work/wanted"
}
hash() { openssl dgst -sha256 -binary; }
hex() { openssl dgst -sha256 -r | cut -c1-64; }

openssl version | grep -Eq '^OpenSSL ([3-9]|[1-9][0-9])\.' || fail "openssl 3 or newer is needed"
from=$PWD
cd "$(dirname "$0")" && work=$(mktemp -d) || fail "no folder to work in"
trap 'rm -rf "$work"' EXIT
: >"$work/named" >"$work/held"

# From the leaf at place $1 up to the root of a tree of $2 (RFC 9162, 2.1.3.2).
climb() {
    here=$1 last=$(($2 - 1))
    while read -r line; do
        echo "$line" | openssl base64 -d -A >"$work/step"
        openssl base64 -A <"$work/step" >>"$work/proof"
        echo >>"$work/proof"
        [ "$last" -gt 0 ] || fail "$proof does not hold"
        set -- "$work/node" "$work/step"
        if [ $((here % 2)) = 1 ] || [ "$here" = "$last" ]; then
            set -- "$work/step" "$work/node"
            while [ $((here % 2)) = 0 ] && [ "$here" -gt 0 ]; do here=$((here / 2)) last=$((last / 2)); done
        fi
        { printf '\001' && cat "$@"; } | hash >"$work/up"
        mv "$work/up" "$work/node"
        here=$((here / 2)) last=$((last / 2))
    done <"$work/steps"
    [ "$last" = 0 ] || fail "$proof does not hold"
}

# Line $2 by $1: a log (key type 1) signs the head $work/text; a witness (4) sets a time before it.
check_line() {
    key=${1#govah.}.pem type=1
    need "$key"
    openssl pkey -pubin -in "$key" 2>/dev/null | cmp -s - "$key" || fail "$key does not hold"
    openssl pkey -pubin -in "$key" -outform DER >"$work/key"
    echo "$2" | openssl base64 -d -A >"$work/line"
    tail -c 64 "$work/line" >"$work/signature"
    : >"$work/time"
    if [ "$1" != "$log" ]; then
        type=4
        dd bs=4 skip=1 count=2 <"$work/line" >"$work/time" 2>/dev/null
        { printf 'cosignature/v1\ntime %s\n' $((0x$(od -An -tx1 <"$work/time" | tr -d ' \n'))) && cat "$work/head"; } >"$work/text"
    fi
    { printf "%s\n\\00$type" "$1" && tail -c 32 "$work/key"; } | hash | dd bs=4 count=1 >"$work/id" 2>/dev/null
    printf '\342\200\224 %s %s\n' "$1" "$(cat "$work/id" "$work/time" "$work/signature" | openssl base64 -A)" >>"$work/proof"
    openssl pkeyutl -verify -pubin -inkey "$key" -rawin -in "$work/text" -sigfile "$work/signature" >/dev/null 2>&1 ||
        fail "the signature of $1 does not hold"
    echo "  signed by $1, key $(hex <"$work/key")"
}

check_entry() {
    header=$1/header.json proof=$1/entry.tlog-proof
    need "$header"
    need "$proof"
    grep -Eqx '\{"device":"v[a-z2-7]{16}","parts":\[\[[][",a-z0-9-]*]],"seq":[0-9]+,"time":"[0-9TZ:-]{20}","v":1}' "$header" &&
        [ "$(wc -l <"$header")" -eq 0 ] || fail "$header does not hold"
    log=govah.journal/$(sed 's/.*"device":"//; s/".*//' "$header")
    index=$(sed 's/.*"seq"://; s/,.*//' "$header")
    size=$(sed '1,/^$/d' "$proof" | sed -n 2p)
    [ "$index" -lt "$size" ] || fail "$proof does not hold"
    { printf '\000' && cat "$header"; } | hash >"$work/node"
    printf 'c2sp.org/tlog-proof@v1\nindex %s\n' "$index" >"$work/proof"
    sed '1,2d; /^$/,$d' "$proof" >"$work/steps"
    climb "$index" "$size"
    printf '%s\n%s\n%s\n' "$log" "$size" "$(openssl base64 -A <"$work/node")" | tee "$work/head" >"$work/text"
    { echo && cat "$work/head" && echo; } >>"$work/proof"
    echo "$1: entry $index of $size, $(sed 's/.*"time":"//; s/".*//' "$header") by its clock"
    sed '1,/^$/d' "$proof" | sed '1,/^$/d' >"$work/lines"
    { cat "$work/head" && echo && grep "^[^ ]* $log " "$work/lines"; } >"$work/stamped" || fail "$proof does not hold"
    hex <"$work/stamped" >>"$work/heads"
    while read -r _ name value; do
        check_line "$name" "$value"
    done <"$work/lines"
    cmp -s "$work/proof" "$proof" || fail "$proof does not hold"
    place=1
    for bound in $(tr -c 0-9a-f '\n' <"$header" | grep -x '.\{64\}'); do
        part=$1/part-$place
        place=$((place + 1))
        [ -e "$part.json" ] || continue
        need "$part.json"
        need "$part.salt"
        [ "$(cat "$part.salt" "$part.json" | hex)" = "$bound" ] && [ "$(wc -c <"$part.salt")" -eq 16 ] || fail "$part.json does not hold"
        echo "  $part.json holds"
        grep -Eq '"type":"(document|derivation)","v":[0-9]+}$' "$part.json" || continue
        echo "$(sed 's/.*"sha256":"//; s/".*//' "$part.json")" >>"$work/named"
    done
}

for folder in [0-9][0-9]; do
    check_entry "$folder"
done
for file in original/*; do
    [ -e "$file" ] || continue
    need "$file"
    hex <"$file" >>"$work/held"
done
sort -u "$work/named" >"$work/sorted"
sort "$work/held" | cmp -s - "$work/sorted" || fail "an original does not hold"
[ ! -e stamps ] || { need stamps/verify.sh && . ./stamps/verify.sh; }
find . ! -type d ! -path ./README.txt ! -path ./verify.sh | sed 's/..//' | sort >"$work/here"
sort -u "$work/wanted" | diff - "$work/here" >&2 || fail "files are missing or more"
echo "Anybody can sign with a key of their own: ask the desk for the sha256 of its key by another way."
echo OK
