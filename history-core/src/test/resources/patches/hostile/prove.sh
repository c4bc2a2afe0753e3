#!/usr/bin/env bash
# prove.sh DIALECT CLIENT...: runs the golden scripts of DIALECT (mysql, mariadb) on a live throw-away server that the
# command CLIENT... reaches, e.g. `prove.sh mariadb mariadb -uroot`. Every step must say what the comment at it says.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd); dialect=$1; shift
client() { "${run[@]}" "$@"; }
run=("$@" --default-character-set=utf8mb4)
dump() {
  for t in "\`t'a\"b\\le*/ é\`" keyless; do
    echo "set time_zone='+00:00'; select hex(id),i64,\`u\`\`64\`,d,f=0.1E0,f*1e30,g,hex(ci),hex(l1),hex(sj),hex(bin),sha2(blo,256),da,ti,dt,ts,auto,yr,cast(bi as unsigned),en,se,js,hex(ge),nu,un,gen from $t order by id,ci;"
  done | client 'ev`il; -- db'
}
client < "$here/hostile.sql"
before=$(dump)
client < "$here/$dialect/preflight.sql"                                  # 6 ready
client < "$here/$dialect/apply.sql"                                      # committed
client < "$here/$dialect/verify.sql"                                     # 6 as they should be
applied=$(dump); [ "$applied" != "$before" ]
if client < "$here/$dialect/apply.sql"; then echo "a second apply must fail"; exit 1; fi
client --force < "$here/$dialect/apply.sql" || true                      # rolled back, nothing was changed
[ "$(dump)" = "$applied" ] || { echo "a failed apply changed something"; exit 1; }
client < "$here/$dialect/inverse.sql"                                    # committed
[ "$(dump)" = "$before" ] || { echo "inverse.sql did not take it back"; exit 1; }
echo "proven on $dialect"
