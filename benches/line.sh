#!/usr/bin/env bash
# Brings a slow line up between two network namespaces, says "ready CLIENT SERVER" with their names, and takes
# everything down again when its standard input ends.
#
#   benches/line.sh RATE_MBIT RTT_MS [LOSS]
#
# The client has the address 127.99.0.1 and the server 127.99.0.2: both are loopback addresses, so that programs
# that speak plain http to this computer only do so here too. The line is the kernel's netem where there is one;
# else WANLINK names a program that joins two TUN devices with the same delays:
#
#   $WANLINK --a DEVICE --b DEVICE --rate RATE_MBIT --rtt RTT_MS --loss LOSS
#
# which makes both devices and says "ready". Connections are governed by CUBIC, as they are on most desktops.
#
# Needs root and iproute2. Ends with 3 where no line is to be had.
set -euo pipefail

rate=$1 rtt=$2 loss=${3:-0}
client=takeup-client-$$ server=takeup-server-$$
near=tkn$$ far=tkf$$
shaper=

# A namespace may choose only what is allowed outside, so CUBIC is, until the namespaces have chosen it.
allowed=/proc/sys/net/ipv4/tcp_allowed_congestion_control
allowed_before=$(cat "$allowed")

down() {
    echo "$allowed_before" >"$allowed" || true
    [ -z "$shaper" ] || kill "$shaper" 2>/dev/null || true
    ip netns del "$client" 2>/dev/null || true
    ip netns del "$server" 2>/dev/null || true
    ip link del "$near" 2>/dev/null || true
}
trap down EXIT
trap 'exit 1' INT TERM HUP

# The queue holds one round trip, and at least 20 ms.
netem() {
    local queue=$((rtt > 20 ? rtt : 20))
    local packets=$((rate * 1000 * (rtt / 2 + queue) / 12000))
    tc -n "$1" qdisc add dev "$2" root netem delay "$((rtt / 2))ms" rate "${rate}mbit" limit "$packets" \
        loss "$(awk "BEGIN { print $loss * 100 }")%"
}

side() { # namespace device own peer
    ip link set "$2" netns "$1"
    # The loopback device takes all of 127.0.0.0/8 for itself unless it is told otherwise.
    ip -n "$1" link set lo up
    ip -n "$1" addr flush dev lo
    ip -n "$1" addr add 127.0.0.1/32 dev lo
    ip netns exec "$1" sh -ec '
        cd /proc/sys/net/ipv4
        echo 1 >conf/all/route_localnet
        echo cubic >tcp_congestion_control
        echo 1 >tcp_no_metrics_save'
    ip -n "$1" addr add "$3" peer "$4" scope global dev "$2"
    ip -n "$1" link set "$2" mtu 1500 up
}

[ "$(id -u)" = 0 ] && ip netns add "$client" 2>/dev/null && ip netns add "$server" || exit 3
echo "$allowed_before cubic" >"$allowed"
if ip link add "$near" type veth peer name "$far" 2>/dev/null &&
    tc qdisc add dev "$near" root netem delay 1ms 2>/dev/null; then
    tc qdisc del dev "$near" root
    side "$client" "$near" 127.99.0.1 127.99.0.2
    side "$server" "$far" 127.99.0.2 127.99.0.1
    netem "$client" "$near"
    netem "$server" "$far"
elif [ -n "${WANLINK:-}" ]; then
    ip link del "$near" 2>/dev/null || true
    coproc LINK { exec nice -n -19 "$WANLINK" --a "$near" --b "$far" --rate "$rate" --rtt "$rtt" --loss "$loss"; }
    shaper=$LINK_PID
    read -r _ <&"${LINK[0]}"
    side "$client" "$near" 127.99.0.1 127.99.0.2
    side "$server" "$far" 127.99.0.2 127.99.0.1
else
    exit 3
fi
echo "$allowed_before" >"$allowed"
echo "ready $client $server"
cat >/dev/null
