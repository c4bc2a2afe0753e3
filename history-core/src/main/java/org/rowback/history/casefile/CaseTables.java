package org.rowback.history.casefile;

/// The tables and views of a case file, and their version. `docs/formats/case.md` explains each.
final class CaseTables {
    /// "RwBk": SQLite's `application_id` of every case.
    static final int APPLICATION_ID = 0x5277426B;

    /// SQLite's `user_version`: how the tables and blocks are laid out. Raised with every change that an older program
    /// would misread.
    static final int VERSION = 1;

    static final int PAGE_BYTES = 8192;

    static final String[] CREATE = {
        """
        CREATE TABLE case_fact(
            name TEXT PRIMARY KEY,
            value
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE source_row(
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            path TEXT NOT NULL,
            format TEXT NOT NULL,
            head BLOB NOT NULL,
            size_bytes INTEGER NOT NULL,
            sha256 TEXT NOT NULL DEFAULT '',
            complete INTEGER NOT NULL DEFAULT 0,
            server TEXT NOT NULL DEFAULT '',
            server_id INTEGER NOT NULL DEFAULT 0,
            content_offset INTEGER NOT NULL DEFAULT 0,
            state BLOB NOT NULL DEFAULT x'',
            events_read INTEGER NOT NULL DEFAULT 0,
            events_used INTEGER NOT NULL DEFAULT 0,
            events_set_aside INTEGER NOT NULL DEFAULT 0,
            first_time_micros INTEGER NOT NULL DEFAULT 0,
            last_time_micros INTEGER NOT NULL DEFAULT 0
        )
        """,
        """
        CREATE TABLE table_row(
            id INTEGER PRIMARY KEY,
            database TEXT NOT NULL,
            name TEXT NOT NULL,
            inserts INTEGER NOT NULL DEFAULT 0,
            updates INTEGER NOT NULL DEFAULT 0,
            deletes INTEGER NOT NULL DEFAULT 0,
            others INTEGER NOT NULL DEFAULT 0,
            first_transaction INTEGER NOT NULL DEFAULT 0,
            last_transaction INTEGER NOT NULL DEFAULT 0
        )
        """,
        """
        CREATE TABLE row_format(
            id INTEGER PRIMARY KEY,
            codec TEXT NOT NULL,
            table_id INTEGER NOT NULL,
            layout BLOB NOT NULL,
            first_change INTEGER NOT NULL
        )
        """,
        """
        CREATE TABLE schema_file(
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            sha256 TEXT NOT NULL
        )
        """,
        """
        CREATE TABLE schema_given(
            id INTEGER PRIMARY KEY,
            schema_file INTEGER NOT NULL,
            definition TEXT NOT NULL
        )
        """,
        """
        CREATE TABLE schema_definition(
            id INTEGER PRIMARY KEY,
            database TEXT NOT NULL,
            name TEXT NOT NULL,
            after_change INTEGER NOT NULL,
            evidence TEXT NOT NULL,
            definition TEXT,
            checksum INTEGER NOT NULL
        )
        """,
        """
        CREATE TABLE ddl_statement(
            id INTEGER PRIMARY KEY,
            after_change INTEGER NOT NULL,
            text TEXT NOT NULL,
            database TEXT NOT NULL,
            server TEXT NOT NULL,
            ansi_quotes INTEGER NOT NULL,
            database_charset TEXT NOT NULL
        )
        """,
        """
        CREATE TABLE gtid_prefix(
            id INTEGER PRIMARY KEY,
            prefix TEXT NOT NULL UNIQUE
        )
        """,
        """
        CREATE TABLE transaction_row(
            id INTEGER PRIMARY KEY,
            source_id INTEGER NOT NULL,
            begin_offset INTEGER NOT NULL,
            length INTEGER NOT NULL,
            commit_time_micros INTEGER NOT NULL,
            state INTEGER NOT NULL,
            gtid_prefix INTEGER,
            gtid_number INTEGER,
            xid INTEGER,
            thread INTEGER,
            server_id INTEGER,
            first_change INTEGER NOT NULL,
            changes INTEGER NOT NULL,
            user TEXT,
            xa_name TEXT
        )
        """,
        """
        CREATE INDEX transaction_prepared ON transaction_row(xa_name) WHERE state & 7 = 1
        """,
        """
        CREATE TABLE transaction_span(
            first_transaction INTEGER PRIMARY KEY,
            last_transaction INTEGER NOT NULL,
            last_time_micros INTEGER NOT NULL
        )
        """,
        """
        CREATE TABLE finding_row(
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            source_id INTEGER NOT NULL,
            position INTEGER NOT NULL,
            length INTEGER NOT NULL,
            bytes BLOB NOT NULL,
            message TEXT NOT NULL
        )
        """,
        """
        CREATE INDEX finding_source ON finding_row(source_id, position)
        """,
        """
        CREATE TABLE journal_row(
            id INTEGER PRIMARY KEY,
            at_micros INTEGER NOT NULL,
            kind TEXT NOT NULL,
            content TEXT NOT NULL,
            undoes INTEGER
        )
        """,
        """
        CREATE INDEX journal_kind ON journal_row(kind, id)
        """,
        """
        CREATE TABLE change_block(
            first_change INTEGER PRIMARY KEY,
            last_change INTEGER NOT NULL,
            first_time_micros INTEGER NOT NULL,
            last_time_micros INTEGER NOT NULL,
            summary BLOB NOT NULL
        )
        """,
        """
        CREATE TABLE change_content(
            first_change INTEGER PRIMARY KEY,
            columns BLOB NOT NULL,
            images BLOB NOT NULL
        )
        """,
        """
        CREATE TABLE statement_block(
            first_statement INTEGER PRIMARY KEY,
            last_statement INTEGER NOT NULL,
            continues INTEGER,
            content BLOB NOT NULL
        )
        """,
        """
        CREATE TABLE void_range(
            cause INTEGER NOT NULL,
            first_change INTEGER NOT NULL,
            last_change INTEGER NOT NULL,
            PRIMARY KEY(cause, first_change)
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE key_segment(
            id INTEGER PRIMARY KEY,
            level INTEGER NOT NULL,
            pairs INTEGER NOT NULL
        )
        """,
        """
        CREATE TABLE key_page(
            id INTEGER PRIMARY KEY,
            content BLOB NOT NULL
        )
        """,
        """
        CREATE TABLE density(
            id INTEGER PRIMARY KEY,
            content BLOB NOT NULL
        )
        """,
        """
        CREATE VIEW sources AS SELECT
            id, name, path, format, server, server_id, size_bytes, content_offset AS content_bytes,
            sha256, complete, events_read, events_used, events_set_aside,
            strftime('%Y-%m-%d %H:%M:%S', first_time_micros / 1000000, 'unixepoch') AS first_time,
            strftime('%Y-%m-%d %H:%M:%S', last_time_micros / 1000000, 'unixepoch') AS last_time
        FROM source_row
        """,
        """
        CREATE VIEW transactions AS SELECT
            t.id AS id,
            s.name AS source,
            t.begin_offset AS begin_offset,
            t.begin_offset + t.length AS end_offset,
            strftime('%Y-%m-%d %H:%M:%S', t.commit_time_micros / 1000000, 'unixepoch')
                || printf('.%06d', t.commit_time_micros % 1000000) AS commit_time,
            t.commit_time_micros AS commit_time_micros,
            CASE t.state & 7 WHEN 0 THEN 'committed' WHEN 1 THEN 'prepared'
                WHEN 2 THEN 'rolled back' ELSE 'incomplete' END AS status,
            coalesce(p.prefix || coalesce(t.gtid_number, ''), '') AS gtid,
            coalesce(t.xid, 0) AS xid,
            coalesce(t.thread, 0) AS thread,
            coalesce(t.server_id, 0) AS server_id,
            coalesce(t.user, '') AS user,
            coalesce(t.xa_name, '') AS xa_name,
            t.first_change AS first_change,
            t.changes AS changes,
            CASE WHEN s.format = 'postgres-wal' THEN t.begin_offset + t.length
                WHEN t.gtid_prefix IS NULL THEN coalesce(t.gtid_number, 0) ELSE 0 END AS lsn
        FROM transaction_row t
            JOIN source_row s ON s.id = t.source_id
            LEFT JOIN gtid_prefix p ON p.id = t.gtid_prefix
        """,
        """
        CREATE VIEW tables AS SELECT
            r.id AS id, r.database AS database, r.name AS name,
            r.inserts AS inserts, r.updates AS updates, r.deletes AS deletes, r.others AS others,
            strftime('%Y-%m-%d %H:%M:%S', f.commit_time_micros / 1000000, 'unixepoch') AS first_time,
            strftime('%Y-%m-%d %H:%M:%S', l.commit_time_micros / 1000000, 'unixepoch') AS last_time
        FROM table_row r
            LEFT JOIN transaction_row f ON f.id = r.first_transaction
            LEFT JOIN transaction_row l ON l.id = r.last_transaction
        """,
        """
        CREATE VIEW findings AS SELECT
            f.id AS id, f.kind AS kind, coalesce(s.name, '') AS source, f.position AS position,
            f.length AS length, f.message AS message, f.bytes AS bytes
        FROM finding_row f LEFT JOIN source_row s ON s.id = f.source_id
        """,
        """
        CREATE VIEW journal AS SELECT
            id, strftime('%Y-%m-%d %H:%M:%S', at_micros / 1000000, 'unixepoch') AS at, kind,
            content, undoes,
            EXISTS (SELECT 1 FROM journal_row u WHERE u.undoes = journal_row.id) AS undone
        FROM journal_row
        """,
    };

    private CaseTables() {}
}
