package org.rowback.importers.live;

import org.rowback.importers.postgres.catalog.CatalogSql;

/// Scripts that a customer runs where Rowback cannot connect, with the plain client of the server, to make the same
/// schema file.
public final class SchemaScript {
    private SchemaScript() {}

    /// An SQL script for `psql`.
    public static String postgres() {
        return """
        -- Writes the catalog of one PostgreSQL database (11 and later) as a schema file for Rowback. It only reads.
        --
        --   psql -X -q -A -t -f schema.sql --host=db1 --username=dba shop > schema.json
        --
        -- Run it once for each database, with psql as it comes.
        \\set ON_ERROR_STOP on
        BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY;
        """
                + String.join(";\n", CatalogSql.SESSION)
                + ";\nSET LOCAL client_encoding = 'UTF8';\n"
                + CatalogSql.query().strip()
                + ";\nCOMMIT;\n";
    }

    /// A POSIX shell script for the `mysql` (or `mariadb`) client.
    public static String mysql() {
        return """
        #!/bin/sh
        # Writes the definitions of all tables of a MySQL or MariaDB server as a schema file for Rowback.
        # It only reads. Give it the client's own options; all databases but the server's own are read:
        #
        #   sh schema.sh --host=db1 --user=dba --password > schema.sql
        #
        # The client asks for the password several times; to be asked never, put it into ~/.my.cnf or MYSQL_PWD.
        # CLIENT=mariadb sh schema.sh …   uses another client than `mysql`.
        # Without a shell, this gives as much:  mysqldump --no-data --all-databases > schema.sql
        set -eu
        CLIENT=${CLIENT:-mysql}
        ask() { "$CLIENT" "$@" --batch --raw --skip-column-names --default-character-set=utf8mb4; }

        # What to run: for each table one SHOW CREATE TABLE, ended by a line with a semicolon.
        STATEMENTS=$(ask "$@" <<'SQL'
        SET SESSION TRANSACTION READ ONLY;
        SET SESSION group_concat_max_len = 1000000;
        SELECT statement FROM (
          SELECT schema_name AS d, 0 AS n, '' AS t,
                 CONCAT('SELECT ''CREATE DATABASE IF NOT EXISTS `', REPLACE(REPLACE(schema_name, '`', '``'), '''', ''''''),
                        '` DEFAULT CHARACTER SET ', default_character_set_name, ';'';') AS statement
          FROM information_schema.schemata
          UNION ALL
          SELECT schema_name, 1, '', CONCAT('SELECT ''USE `', REPLACE(REPLACE(schema_name, '`', '``'), '''', ''''''), '`;'';')
          FROM information_schema.schemata
          UNION ALL
          SELECT table_schema, 2, table_name,
                 CONCAT('SHOW CREATE TABLE `', REPLACE(table_schema, '`', '``'), '`.`', REPLACE(table_name, '`', '``'), '`; SELECT '';'';')
          FROM information_schema.tables
          WHERE table_type IN ('BASE TABLE', 'SYSTEM VERSIONED')
        ) AS everything
        WHERE d NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')
        ORDER BY d, n, t;
        SQL
        )

        POSITION=$(echo 'SHOW BINARY LOG STATUS' | ask "$@" 2>/dev/null) ||
          POSITION=$(echo 'SHOW MASTER STATUS' | ask "$@" 2>/dev/null) || POSITION='not known'

        echo '-- Schema read by Rowback'"'"'s script'
        echo "-- Server: $(echo "SELECT CONCAT(IF(VERSION() LIKE '%MariaDB%', 'MariaDB ', 'MySQL '), VERSION())" | ask "$@")"
        echo "-- Read: $(date -u +%Y-%m-%dT%H:%M:%SZ)"
        printf '%s\\n' "$POSITION" | sed -e 's/^/-- Log position: /'
        {
          echo "SET SESSION TRANSACTION READ ONLY; SET SESSION sql_mode = ''; SET SESSION sql_quote_show_create = 1;"
          printf '%s\\n' "$STATEMENTS"
        } | ask "$@" --force
        """;
    }
}
