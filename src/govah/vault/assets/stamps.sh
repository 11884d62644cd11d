# Checks the time stamps of a proof package; verify.sh reads this. With root certificates that you fetched from the authorities
# yourself (sh verify.sh ROOTS.pem) each must hold under them, as of the time that it bears.

case ${1:-} in
    '' | /*) roots=${1:-} ;;
    *) roots=$from/$1 ;;
esac
[ -z "$roots" ] || [ -r "$roots" ] || fail "the file of root certificates cannot be read"

# The time that a stamp bears, in seconds since 1970: openssl prints it as "Jan 20 08:30:00 2026 GMT", perhaps with a fraction.
stamp_seconds() {
    echo "$1" | awk '{
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
    said=$(sed -n 's/^ *00[01]0 - \([0-9a-f -]\{47\}\).*/\1/p' "$work/stamp" | sed -n 1,2p | tr -d ' \n-')
    [ "$said" = "$(hex <"$head")" ] || fail "$stamp is a stamp of something else"
    time=$(sed -n 's/^Time stamp: //p' "$work/stamp" | sed -n 1p)
    echo "stamp $stamp of $head says $time"
    if [ -e "$chain" ] || [ -L "$chain" ]; then
        need "$chain"
    fi
    if [ -z "$roots" ]; then
        echo "  not checked: fetch the root certificate of its authority from there, and run sh verify.sh ROOTS.pem"
        return
    fi
    set -- -CAfile "$roots" -attime "$(stamp_seconds "$time")"
    [ ! -e "$chain" ] || set -- "$@" -untrusted "$chain"
    openssl ts -verify -data "$head" -in "$stamp" "$@" 2>/dev/null | grep -q '^Verification: OK$' ||
        fail "$stamp does not hold under these roots"
    echo "  holds under these roots"
}

need stamps/MANIFEST.txt
need stamps/check.sh
for folder in stamps/*/; do
    here=${folder%/}
    need "$here/head"
    grep -qx "$(hex <"$here/head")" "$work/heads" || fail "$here/head is not a head that is proved here"
    for file in "$here"/*.tsr "$here"/*.ots; do
        [ -e "$file" ] || [ -L "$file" ] || continue
        need "$file"
        case $file in
            *.tsr) check_stamp "$file" "$here/head" ;;
            *) echo "stamp $file is not checked: ots verify -f $here/head $file" ;;
        esac
    done
done
find stamps ! -type d ! -path stamps/MANIFEST.txt | sort | while read -r file; do
    echo "$(hex <"$file")  $file"
done | cmp -s - stamps/MANIFEST.txt || fail "stamps/MANIFEST.txt is not the list of the stamps"
