package org.rowback.history.dialect;

import java.util.List;
import java.util.stream.Collectors;

/// Sequences of serial and identity columns, and of other defaults: none may hand out a key that a patch restores, as
/// after TRUNCATE … RESTART IDENTITY it would.
///
/// One that would is set forward, never back. Whoever owns it keeps others from taking values meanwhile, and what is set
/// goes with the transaction; another role sets it at once (`setval`), for which it needs UPDATE on it.
final class PostgresSequences {
    static final String DECLARATIONS =
            "rowback_key record; rowback_last numeric; rowback_called boolean;";

    private PostgresSequences() {}

    /// Statements of a block.
    static String forward(Expressions dialect, List<RestoredKeys.Range> keys) {
        if (keys.isEmpty()) {
            return "";
        }
        String values =
                keys.stream()
                        .map(
                                k ->
                                        "("
                                                + PostgresText.literal(dialect.quoted(k.table()))
                                                + "::pg_catalog.regclass, "
                                                + PostgresText.literal(k.column())
                                                + ", "
                                                + number(k.least())
                                                + ", "
                                                + number(k.greatest())
                                                + ")")
                        .collect(Collectors.joining(",\n      "));
        String behind =
                "(rowback_key.step > 0 AND rowback_last + CASE WHEN rowback_called THEN"
                        + " rowback_key.step ELSE 0 END <= rowback_key.edge) OR (rowback_key.step <"
                        + " 0 AND rowback_last + CASE WHEN rowback_called THEN rowback_key.step"
                        + " ELSE 0 END >= rowback_key.edge)";
        String read =
                "EXECUTE pg_catalog.format('SELECT last_value::numeric, is_called FROM %s',"
                        + " rowback_key.seq) INTO rowback_last, rowback_called;\n";
        return """
          -- No sequence may hand out a key that is restored here: one that would is set forward.
          FOR rowback_key IN
            SELECT DISTINCT s.seqrelid::pg_catalog.regclass AS seq, s.seqincrement::numeric AS step,
                   s.seqmin AS low, s.seqmax AS high,
                   CASE WHEN s.seqincrement > 0 THEN least(v.greatest, s.seqmax) ELSE greatest(v.least, s.seqmin) END
                     ::numeric AS edge,
                   pg_catalog.pg_has_role(q.relowner, 'USAGE') AS owned
              FROM (VALUES
              %s) AS v(tab, col, least, greatest)
              CROSS JOIN LATERAL (SELECT v.tab AS tab UNION SELECT relid FROM pg_catalog.pg_partition_ancestors(v.tab)) t
              JOIN pg_catalog.pg_attribute a ON a.attrelid = t.tab AND a.attname = v.col AND NOT a.attisdropped
              LEFT JOIN pg_catalog.pg_attrdef f ON f.adrelid = t.tab AND f.adnum = a.attnum
              JOIN pg_catalog.pg_depend d
                ON (d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.deptype IN ('a', 'i')
                    AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
                    AND d.refobjid = t.tab AND d.refobjsubid = a.attnum)
                OR (d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass AND d.objid = f.oid
                    AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjsubid = 0)
              JOIN pg_catalog.pg_sequence s ON s.seqrelid IN (d.objid, d.refobjid)
              JOIN pg_catalog.pg_class q ON q.oid = s.seqrelid
          LOOP
            %s    IF %s THEN
              IF rowback_key.owned THEN
                EXECUTE pg_catalog.format('ALTER SEQUENCE %%s INCREMENT BY %%s', rowback_key.seq, rowback_key.step);
              END IF;
              %s    END IF;
            IF %s THEN
              IF NOT rowback_key.owned OR rowback_key.edge + rowback_key.step NOT BETWEEN rowback_key.low AND rowback_key.high THEN
                PERFORM pg_catalog.setval(rowback_key.seq, rowback_key.edge::bigint);
              ELSE
                EXECUTE pg_catalog.format('ALTER SEQUENCE %%s RESTART WITH %%s', rowback_key.seq,
                  rowback_key.edge + rowback_key.step);
              END IF;
              RAISE NOTICE 'Rowback: the sequence %% stood at %%, before keys that are restored; it goes on behind %%',
                rowback_key.seq, rowback_last, rowback_key.edge;
            END IF;
          END LOOP;
        """
                .formatted(values, read, behind, read, behind);
    }

    private static String number(long value) {
        return "'" + value + "'::bigint";
    }
}
