#!/bin/bash
# Run once by the image of PostgreSQL, when its data folder is empty: the roles of infra/local/src/postgres/postgres-cluster.ts, and one for the replica.
set -euo pipefail

role() { # name, password, further rights
  psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres -v password="$2" \
    <<<"CREATE ROLE $1 LOGIN $3 PASSWORD :'password';"
}

role vermilion_owner "$OWNER_PASSWORD" CREATEROLE
role vermilion_app "$APP_PASSWORD" ''
role vermilion_relay "$RELAY_PASSWORD" ''
role vermilion_auditor "$AUDITOR_PASSWORD" ''
role vermilion_temporal "$TEMPORAL_PASSWORD" CREATEDB
role vermilion_replica "$REPLICA_PASSWORD" REPLICATION
createdb --username "$POSTGRES_USER" --owner vermilion_owner --encoding UTF8 --template template0 \
  --locale-provider builtin --builtin-locale C.UTF-8 --locale C.UTF-8 vermilion
echo 'host replication vermilion_replica all scram-sha-256' >>"$PGDATA/pg_hba.conf"
