#!/bin/sh
# Checks a proof package of Govah with sha256sum and openssl (3.0 or newer) alone. Run it inside the unpacked folder: sh verify.sh
# It ends with OK and status 0 only if every file is there, none is more, and every hash, proof and signature holds.
# Time stamps, where there are any, are checked too if you give the root certificates of their authorities: sh verify.sh ROOTS.pem
set -u
LC_ALL=C
export LC_ALL
unset CDPATH
umask 077

fail() {
    printf 'FAILED: %s\n' "$1" >&2
    exit 1
}

hex_of() { od -An -v -tx1 | tr -d ' \n'; }

# Turns hex into bytes, by octal escapes that every printf knows.
bytes_of() {
    printf "$(printf '%s' "$1" | awk '
        BEGIN { digits = "0123456789abcdef" }
        {
            for (i = 1; i < length($0); i += 2) {
                value = (index(digits, substr($0, i, 1)) - 1) * 16 + index(digits, substr($0, i + 1, 1)) - 1
                printf "\\%03o", value
            }
        }')"
}

sha256_of_hex() { bytes_of "$1" | sha256sum | cut -c1-64; }

is_hex() {
    case $1 in
        *[!0-9a-f]* | '') return 1 ;;
    esac
    [ "${#1}" -eq "$2" ]
}

from_base64() { printf '%s\n' "$1" | openssl base64 -d -A 2>/dev/null | hex_of; }

# A base64 text must be the one canonical form of what it stands for.
hex_from_base64() {
    decoded=$(from_base64 "$1")
    [ "$(bytes_of "$decoded" | openssl base64 -A)" = "$1" ] || return 1
    printf '%s' "$decoded"
}

expect() { printf '%s\n' "$1" >>"$work/expected"; }

need() {
    [ -f "$1" ] && [ ! -L "$1" ] || fail "the file $1 is missing"
    expect "$1"
}

for tool in sha256sum openssl awk od sed grep cut sort comm tr find cmp wc; do
    command -v "$tool" >/dev/null 2>&1 || fail "the program $tool is not here"
done
case $(openssl version 2>/dev/null) in
    'OpenSSL '[3-9].* | 'OpenSSL '[1-9][0-9].*) ;;
    *) fail "openssl 3.0 or newer is needed" ;;
esac
roots=${1:-}
case $roots in
    '' | /*) ;;
    *) roots=$PWD/$roots ;;
esac
[ -z "$roots" ] || [ -r "$roots" ] || fail "the file of root certificates cannot be read"
cd "$(dirname "$0")" || fail "the folder of this script cannot be entered"
work=$(mktemp -d) || fail "no temporary folder can be made"
trap 'rm -rf "$work"' EXIT
: >"$work/expected"
: >"$work/hashes"
: >"$work/heads"

# Inclusion of a leaf hash under a root: RFC 9162, section 2.1.3.2.
root_from_proof() {
    node=$1 here=$2 last=$(($3 - 1)) steps=$4
    while IFS= read -r line; do
        step=$(hex_from_base64 "$line") && is_hex "$step" 64 || return 1
        [ "$last" -gt 0 ] || return 1
        if [ $((here % 2)) -eq 1 ] || [ "$here" -eq "$last" ]; then
            node=$(sha256_of_hex "01$step$node")
            while [ $((here % 2)) -eq 0 ] && [ "$here" -ne 0 ]; do
                here=$((here / 2)) last=$((last / 2))
            done
        else
            node=$(sha256_of_hex "01$node$step")
        fi
        here=$((here / 2)) last=$((last / 2))
    done <"$steps"
    [ "$last" -eq 0 ] || return 1
    printf '%s' "$node"
}

check_key() {
    device=$1
    need "keys/$device.pem"
    need "keys/$device.vkey"
    public=$(openssl pkey -pubin -in "keys/$device.pem" -outform DER 2>/dev/null | hex_of)
    case $public in
        302a300506032b6570032100*) public=${public#302a300506032b6570032100} ;;
        *) fail "keys/$device.pem is no Ed25519 key" ;;
    esac
    is_hex "$public" 64 || fail "keys/$device.pem is no Ed25519 key"
    openssl pkey -pubin -in "keys/$device.pem" -pubout -out "$work/key.pem" 2>/dev/null
    cmp -s "$work/key.pem" "keys/$device.pem" || fail "keys/$device.pem holds more than a key"
    name="govah.journal/$device"
    key_id=$({ printf '%s\n\001' "$name" && bytes_of "$public"; } | sha256sum | cut -c1-8)
    vkey="$name+$key_id+$(bytes_of "01$public" | openssl base64 -A)"
    printf '%s\n' "$vkey" >"$work/vkey"
    cmp -s "$work/vkey" "keys/$device.vkey" || fail "keys/$device.vkey is not the key of keys/$device.pem"
}

check_checkpoint() {
    here=$1
    need "$here/entry.tlog-proof"
    need "$here/checkpoint.txt"
    need "$here/checkpoint.sig"
    [ "$(sed -n 1p "$here/entry.tlog-proof")" = 'c2sp.org/tlog-proof@v1' ] || fail "$here/entry.tlog-proof is no proof"
    index=$(sed -n '2s/^index \([0-9][0-9]*\)$/\1/p' "$here/entry.tlog-proof")
    case $index in
        '' | 0?* | ????????????????*) fail "$here/entry.tlog-proof has no index" ;;
    esac
    awk 'NR > 2 { if ($0 == "") exit; print }' "$here/entry.tlog-proof" >"$work/steps"
    awk 'gap == 1 && $0 == "" { exit } gap == 1 { print } gap == 0 && $0 == "" { gap = 1 }' "$here/entry.tlog-proof" >"$work/text"
    cmp -s "$work/text" "$here/checkpoint.txt" || fail "$here/checkpoint.txt is not the checkpoint of the proof"
    [ "$(awk 'END { print NR }' "$here/checkpoint.txt")" -eq 3 ] || fail "$here/checkpoint.txt is no checkpoint"
    [ "$(sed -n 1p "$here/checkpoint.txt")" = "$name" ] || fail "$here/checkpoint.txt is of another log"
    size=$(sed -n '2s/^\([0-9][0-9]*\)$/\1/p' "$here/checkpoint.txt")
    case $size in
        '' | 0* | ????????????????*) fail "$here/checkpoint.txt has no size" ;;
    esac
    [ "$index" -lt "$size" ] || fail "$here/entry.tlog-proof points beyond the tree"
    root=$(hex_from_base64 "$(sed -n 3p "$here/checkpoint.txt")") && is_hex "$root" 64 || fail "$here/checkpoint.txt has no root"
    signed=$(hex_from_base64 "$(awk 'END { print $NF }' "$here/entry.tlog-proof")") || fail "$here/entry.tlog-proof has no signature"
    [ "$signed" = "$key_id$(hex_of <"$here/checkpoint.sig")" ] || fail "$here/checkpoint.sig is not the signature of the proof"
    [ "${#signed}" -eq 136 ] || fail "$here/checkpoint.sig is no Ed25519 signature"
    {
        printf 'c2sp.org/tlog-proof@v1\nindex %s\n' "$index"
        cat "$work/steps"
        printf '\n'
        cat "$here/checkpoint.txt"
        printf '\n\342\200\224 %s %s\n' "$name" "$(bytes_of "$signed" | openssl base64 -A)"
    } >"$work/proof"
    cmp -s "$work/proof" "$here/entry.tlog-proof" || fail "$here/entry.tlog-proof holds more than a proof"
    awk 'gap == 2 { print } gap < 2 && $0 == "" { gap = 2 }' "$here/entry.tlog-proof" | sha256sum | cut -c1-64 >>"$work/heads"
    openssl pkeyutl -verify -pubin -inkey "keys/$device.pem" -rawin -in "$here/checkpoint.txt" \
        -sigfile "$here/checkpoint.sig" >/dev/null 2>&1 || fail "the signature of $here/checkpoint.txt is wrong"
}

check_part() {
    here=$1 part=$2 bound=$3
    if [ ! -e "$here/part-$part.json" ] && [ ! -e "$here/part-$part.salt" ]; then
        printf '  part %s is not disclosed\n' "$part"
        return
    fi
    need "$here/part-$part.json"
    need "$here/part-$part.salt"
    salt=$(cat "$here/part-$part.salt")
    is_hex "$salt" 32 && [ "$(wc -c <"$here/part-$part.salt")" -eq 32 ] || fail "$here/part-$part.salt is no salt"
    found=$({ bytes_of "$salt" && cat "$here/part-$part.json"; } | sha256sum | cut -c1-64)
    [ "$found" = "$bound" ] || fail "$here/part-$part.json is not what the header commits to"
    printf '  part %s holds\n' "$part"
    case $(sed -n 's/.*"type":"\([a-z]*\)","v":[0-9]*}$/\1/p' "$here/part-$part.json") in
        document | derivation)
            hash=$(sed -n 's/.*"sha256":"\([0-9a-f]*\)".*/\1/p' "$here/part-$part.json")
            is_hex "$hash" 64 || fail "$here/part-$part.json names no hash"
            printf '%s\n' "$hash" >>"$work/hashes"
            ;;
    esac
    disclosed=$((disclosed + 1))
}

check_entry() {
    here=$1
    need "$here/header.json"
    one='\["[a-z][a-z0-9-]*","[0-9a-f]{64}"\]'
    time='[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z'
    grep -Eqx "\{\"device\":\"v[a-z2-7]{16}\",\"parts\":\[$one(,$one)*\],\"seq\":[0-9]+,\"time\":\"$time\",\"v\":1\}" "$here/header.json" ||
        fail "$here/header.json is no header"
    [ "$(wc -l <"$here/header.json")" -eq 0 ] || fail "$here/header.json is no header"
    check_key "$(sed -n 's/^{"device":"\(v[a-z2-7]*\)".*/\1/p' "$here/header.json")"
    check_checkpoint "$here"
    leaf=$({ printf '\000' && cat "$here/header.json"; } | sha256sum | cut -c1-64)
    [ "$(root_from_proof "$leaf" "$index" "$size" "$work/steps")" = "$root" ] || fail "$here/header.json is not in the signed tree"
    [ "$(sed -n 's/.*"seq":\([0-9]*\),.*/\1/p' "$here/header.json")" = "$index" ] || fail "$here/header.json stands at another place"
    printf 'entry %s\n  signed by %s in a tree of %s entries, written %s by its clock\n' "$leaf" "$name" "$size" \
        "$(sed -n 's/.*"time":"\([^"]*\)".*/\1/p' "$here/header.json")"
    sed 's/.*"parts":\[\[//; s/\]\],"seq".*//; s/\],\[/\
/g' "$here/header.json" | sed 's/.*,"\([0-9a-f]*\)"$/\1/' >"$work/parts"
    count=0 disclosed=0
    while IFS= read -r bound || [ -n "$bound" ]; do
        count=$((count + 1))
        check_part "$here" "$count" "$bound"
    done <"$work/parts"
    [ "$disclosed" -gt 0 ] || fail "$here discloses nothing"
}

# The manifest must be the list of what is here, and of nothing else.
find . ! -type d ! -path ./README.txt | sed 's/^\.\///' | sort >"$work/present"
grep -vx MANIFEST.txt "$work/present" | while IFS= read -r file; do
    [ -f "$file" ] && [ ! -L "$file" ] || continue
    printf '%s  %s\n' "$(sha256sum <"$file" | cut -c1-64)" "$file"
done >"$work/manifest"
cmp -s "$work/manifest" MANIFEST.txt || fail "MANIFEST.txt is not the list of these files"

number=1
while :; do
    entry=$(printf '%02d' "$number")
    [ -e "$entry" ] || break
    check_entry "$entry"
    number=$((number + 1))
done
[ "$number" -gt 1 ] || fail "the folder 01 is missing"

# Each original must be one that a disclosed body names, and each that is named must be here.
sort -u "$work/hashes" >"$work/named"
: >"$work/held"
for file in original/*; do
    [ -e "$file" ] || [ -L "$file" ] || continue
    need "$file"
    hash=$(sha256sum <"$file" | cut -c1-64)
    grep -qx "$hash" "$work/named" || fail "$file is not what was sealed"
    printf '%s\n' "$hash" >>"$work/held"
    printf 'original %s\n  sha256 %s\n' "$file" "$hash"
done
sort "$work/held" >"$work/held.sorted"
cmp -s "$work/named" "$work/held.sorted" || fail "an original is missing, or is here twice"

# The time that a stamp bears, in seconds since 1970: openssl prints it as "Jan 20 08:30:00 2026 GMT", perhaps with a fraction.
stamp_seconds() {
    printf '%s\n' "$1" | awk '{
        month = (index("JanFebMarAprMayJunJulAugSepOctNovDec", $1) + 2) / 3
        split($3, clock, ":")
        year = $4 - (month <= 2)
        leaps = int(year / 4) - int(year / 100) + int(year / 400)
        days = 365 * year + leaps + int((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + $2 - 719469
        printf "%.0f", days * 86400 + clock[1] * 3600 + clock[2] * 60 + int(clock[3])
    }'
}

# A stamp must be of its head. That its authority is one, only root certificates from elsewhere can tell.
check_stamp() {
    stamp=$1 head=$2 chain=${1%.tsr}.pem
    openssl ts -reply -in "$stamp" -text >"$work/stamp" 2>/dev/null || fail "$stamp is no time stamp"
    hash=$(sed -n 's/^ *00[01]0 - \([0-9a-f -]\{47\}\).*/\1/p' "$work/stamp" | sed -n 1,2p | tr -d ' \n-')
    [ "$hash" = "$(sha256sum <"$head" | cut -c1-64)" ] || fail "$stamp is a stamp of something else"
    time=$(sed -n 's/^Time stamp: //p' "$work/stamp" | sed -n 1p)
    printf 'stamp %s\n  of %s, says %s\n' "$stamp" "$head" "$time"
    if [ -e "$chain" ] || [ -L "$chain" ]; then
        need "$chain"
    fi
    if [ -z "$roots" ]; then
        printf '  not checked: fetch the root certificate of its authority from there, and run sh verify.sh ROOTS.pem\n'
        return
    fi
    set -- -CAfile "$roots" -attime "$(stamp_seconds "$time")"
    [ ! -e "$chain" ] || set -- "$@" -untrusted "$chain"
    openssl ts -verify -data "$head" -in "$stamp" "$@" 2>/dev/null | grep -q '^Verification: OK$' ||
        fail "$stamp does not hold under these roots"
    printf '  holds under these roots\n'
}

if [ -e stamps ]; then
    need stamps/check.sh
    for folder in stamps/*/; do
        here=${folder%/}
        need "$here/head"
        grep -qx "$(sha256sum <"$here/head" | cut -c1-64)" "$work/heads" || fail "$here/head is not a head that is proved here"
        for file in "$here"/*.tsr "$here"/*.ots; do
            [ -e "$file" ] || [ -L "$file" ] || continue
            need "$file"
            case $file in
                *.tsr) check_stamp "$file" "$here/head" ;;
                *) printf 'stamp %s\n  not checked: ots verify -f %s/head %s\n' "$file" "$here" "$file" ;;
            esac
        done
    done
fi

# Nothing else may be here.
need MANIFEST.txt
need verify.sh
sort -u "$work/expected" >"$work/wanted"
cmp -s "$work/wanted" "$work/present" || fail "files are here that do not belong: $(comm -13 "$work/wanted" "$work/present" | tr '\n' ' ')"
for key in keys/*.pem; do
    printf 'key %s\n  sha256 %s\n' "$key" "$(openssl pkey -pubin -in "$key" -outform DER | sha256sum | cut -c1-64)"
done
printf 'Compare the key with what the desk told you by another way: anybody can sign with a key of their own.\n'
printf 'OK\n'
