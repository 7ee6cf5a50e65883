#!/usr/bin/env bash
# Installs the servers of the tests that Maven cannot bring, on Debian and without Docker: MariaDB and
# RabbitMQ from the distribution, and a real MySQL, which only Debian's unstable suite has, unpacked
# into a folder of its own. Nothing is started, and nothing of the system is replaced.
#
#   build/databases/install.sh [FOLDER]      FOLDER is /opt/millrace-databases by default
#
# Needs root for apt. The tests find MariaDB and RabbitMQ where Debian puts them, and MySQL in
# FOLDER/mysql or where the environment variable MILLRACE_MYSQL_HOME says.
set -euo pipefail

folder=${1:-/opt/millrace-databases}
mysql="$folder/mysql"

# The packages would start a server; nobody asked for one.
install_from_distribution() {
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends "$1"
}

install_mariadb() {
  [ -x /usr/sbin/mariadbd ] || install_from_distribution mariadb-server
}

install_rabbitmq() {
  [ -x /usr/sbin/rabbitmq-server ] || install_from_distribution rabbitmq-server
}

# The mirror this machine already uses.
mirror() {
  apt-get indextargets --format '$(REPO_URI) $(CODENAME) $(COMPONENT)' 'Created-By: Packages' |
    awk '$3 == "main" && $2 !~ /security|updates/ { print $1; exit }'
}

# A package database of its own, empty, so that apt takes MySQL with all it needs.
install_mysql() {
  [ -x "$mysql/usr/sbin/mysqld" ] && return
  local apt="$folder/apt"
  mkdir -p "$apt"/{lists/partial,archives/partial,etc,dpkg} "$mysql"
  : >"$apt/dpkg/status"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $(mirror) sid main" >"$apt/etc/sources.list"
  local options=(
    -o Dir::Etc::sourcelist="$apt/etc/sources.list" -o Dir::Etc::sourceparts=- -o Dir::Etc::preferencesparts=-
    -o Dir::State="$apt" -o Dir::State::lists="$apt/lists" -o Dir::State::status="$apt/dpkg/status"
    -o Dir::Cache="$apt" -o Dir::Cache::archives="$apt/archives"
    -o APT::Install-Recommends=false -o APT::Sandbox::User=root -o Debug::NoLocking=true -qq
  )
  apt-get "${options[@]}" update
  apt-get "${options[@]}" install -y --download-only mysql-server-core
  local package
  for package in "$apt"/archives/*.deb; do
    dpkg-deb --fsys-tarfile "$package" | tar -x -C "$mysql" --keep-directory-symlink
  done
  rm -rf "$apt"
}

install_mariadb
install_rabbitmq
install_mysql
/usr/sbin/mariadbd --version
