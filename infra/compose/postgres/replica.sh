#!/bin/bash
# A standby: copies the primary when its data folder is empty, then follows it.
set -euo pipefail
export PGPASSWORD="$REPLICA_PASSWORD"
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  until pg_basebackup --host postgres --username vermilion_replica --pgdata "$PGDATA" \
    --wal-method stream --write-recovery-conf --create-slot --slot replica_1; do
    sleep 2
  done
  chmod 700 "$PGDATA"
fi
exec postgres
