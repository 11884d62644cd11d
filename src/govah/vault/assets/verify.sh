#!/bin/sh
# Checks this proof package with openssl 3 alone: sh verify.sh
# It ends with OK and status 0 only if no file is missing or more, and every hash, path and signature holds.
set -u
LC_ALL=C
export LC_ALL

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
        [ "$last" -gt 0 ] || fail "$proof is too long"
        set -- "$work/node" "$work/step"
        if [ $((here % 2)) = 1 ] || [ "$here" = "$last" ]; then
            set -- "$work/step" "$work/node"
            while [ $((here % 2)) = 0 ] && [ "$here" -gt 0 ]; do here=$((here / 2)) last=$((last / 2)); done
        fi
        { printf '\001' && cat "$@"; } | hash >"$work/up"
        mv "$work/up" "$work/node"
        here=$((here / 2)) last=$((last / 2))
    done <"$work/steps"
    [ "$last" = 0 ] || fail "$proof is too short"
}

# The signature line $2 of $1: a log (key type 1) signs the head, a witness (4) a time and the head.
check_line() {
    key=${1#govah.}.pem type=4
    need "$key"
    openssl pkey -pubin -in "$key" -outform DER >"$work/key"
    openssl pkey -pubin -inform DER -in "$work/key" | cmp -s - "$key" && [ "$(wc -c <"$work/key")" -eq 44 ] || fail "$key is no key"
    echo "$2" | openssl base64 -d -A >"$work/line"
    tail -c 64 "$work/line" >"$work/signature"
    dd bs=4 skip=1 count=2 <"$work/line" >"$work/time" 2>/dev/null
    printf 'cosignature/v1\ntime %s\n' $((0x$(od -An -tx1 <"$work/time" | tr -d ' \n'))) >"$work/text"
    [ "$1" != "$log" ] || type=1 && : >"$work/time" >"$work/text"
    cat "$work/head" >>"$work/text"
    { printf "%s\n\\00$type" "$1" && tail -c 32 "$work/key"; } | hash | dd bs=4 count=1 >"$work/id" 2>/dev/null
    printf '\342\200\224 %s %s\n' "$1" "$(cat "$work/id" "$work/time" "$work/signature" | openssl base64 -A)" >>"$work/proof"
    openssl pkeyutl -verify -pubin -inkey "$key" -rawin -in "$work/text" -sigfile "$work/signature" >/dev/null 2>&1 ||
        fail "the signature of $1 is wrong"
    echo "  signed by $1, whose key has the sha256 $(hex <"$work/key")"
}

check_part() {
    need "$1.json"
    need "$1.salt"
    [ "$(cat "$1.salt" "$1.json" | hex)" = "$2" ] && [ "$(wc -c <"$1.salt")" -eq 16 ] || fail "$1.json is not what was entered"
    if grep -Eq '"type":"(document|derivation)","v":[0-9]+}$' "$1.json"; then
        echo "$(sed 's/.*"sha256":"//; s/".*//' "$1.json")" >>"$work/named"
    fi
}

check_entry() {
    header=$1/header.json proof=$1/entry.tlog-proof
    need "$header"
    need "$proof"
    part='\["[a-z][a-z0-9-]*","[0-9a-f]{64}"]' number='(0|[1-9][0-9]{0,14})'
    grep -Eqx '\{"device":"v[a-z2-7]{16}","parts":\['"$part(,$part)*"'],"seq":'"$number"',"time":"[0-9TZ:-]{20}","v":1}' "$header" &&
        [ "$(wc -l <"$header")" -eq 0 ] || fail "$header is no header"
    log=govah.journal/$(sed 's/.*"device":"//; s/".*//' "$header")
    index=$(sed 's/.*"seq"://; s/,.*//' "$header")
    size=$(sed '1,/^$/d' "$proof" | sed -n 2p)
    echo "$size" | grep -Eqx "$number" && [ "$index" -lt "$size" ] || fail "$proof is of no such tree"
    { printf '\000' && cat "$header"; } | hash >"$work/node"
    printf 'c2sp.org/tlog-proof@v1\nindex %s\n' "$index" >"$work/proof"
    sed '1,2d; /^$/,$d' "$proof" >"$work/steps"
    climb "$index" "$size"
    printf '%s\n%s\n%s\n' "$log" "$size" "$(openssl base64 -A <"$work/node")" >"$work/head"
    { echo && cat "$work/head" && echo; } >>"$work/proof"
    echo "entry $index of $size, written $(sed 's/.*"time":"//; s/".*//' "$header") by its own clock"
    sed '1,/^$/d' "$proof" | sed '1,/^$/d' >"$work/lines"
    while read -r _ name value; do
        check_line "$name" "$value"
    done <"$work/lines"
    cmp -s "$work/proof" "$proof" || fail "$proof does not hold"
    place=0 shown=
    for bound in $(tr -c 0-9a-f '\n' <"$header" | grep -x '.\{64\}'); do
        place=$((place + 1))
        [ -e "$1/part-$place.json" ] || continue
        check_part "$1/part-$place" "$bound"
        shown="$shown $place"
    done
    [ "$shown" ] || fail "$1 shows nothing"
    echo "  shows its part$shown of $place"
}

for folder in [0-9][0-9]; do
    check_entry "$folder"
done
for file in original/*; do
    [ ! -e "$file" ] || { need "$file" && hex <"$file" >>"$work/held" && echo "$file: sha256 $(hex <"$file")"; }
done
sort -u "$work/named" >"$work/sorted"
sort "$work/held" | cmp -s - "$work/sorted" || fail "an original is altered, missing or more"
[ ! -e stamps ] || { need stamps/verify.sh && . ./stamps/verify.sh; }
find . ! -type d ! -path ./README.txt ! -path ./verify.sh | sed 's/..//' | sort >"$work/here"
sort -u "$work/wanted" | cmp -s - "$work/here" || fail "these do not belong: $(sort -u "$work/wanted" | comm -13 - "$work/here" | tr '\n' ' ')"
echo "Anybody can sign with a key of their own: ask the desk for its sha256 by another way, and compare."
echo OK
