#!/bin/sh
# Makes up passwords at the first start, which later starts find, and lets the worker write to the
# folder of the legacy system.
#
#   prepare.sh SECRETS TARGET
set -eu

folder=$1
legacy=$2/compose/legacy

# Docker makes folders that are missing as root; they belong to whoever owns this script, and so may
# be removed again.
mkdir -p "$legacy"
chown "$(stat -c %u:%g "$0")" "$2" "$2/compose" "$legacy"
chmod 1777 "$legacy"
umask 077

password() {
  file="$folder/$1-password"
  [ -s "$file" ] || head -c 24 /dev/urandom | base64 | tr -d '+/=\n' >"$file"
  printf '%s.password=%s\n' "$1" "$(cat "$file")"
}

{
  password postgres
  password mysql
  password jms
} >"$folder/secrets.properties.new"
mv "$folder/secrets.properties.new" "$folder/secrets.properties"

# Read by the users of the other containers, on a volume that nothing else mounts.
chmod 755 "$folder"
chmod 444 "$folder"/*
