package org.rowback.importers.postgres.catalog;

import java.util.Optional;

/// A column as `pg_attribute` has it, dropped ones too: they still lie in rows.
///
/// @param number `attnum`, from 1
/// @param name `........pg.dropped.N........` where dropped
/// @param type the type's OID; 0 where dropped
/// @param typmod -1 where there is none
/// @param length bytes in a row (`attlen`): -1 with a length before it, -2 ended by a zero
/// @param align `c`, `s`, `i` or `d`
/// @param byValue whether it is passed by value
/// @param storage `p`, `e`, `m` or `x`
/// @param compression `p` pglz, `l` lz4, blank for the default
/// @param notNull NOT NULL
/// @param dropped whether it was dropped
/// @param generated `s` stored, `v` virtual, blank where it is not generated
/// @param identity `a` always, `d` by default, blank where it is no identity column
/// @param hasMissing whether rows that end before it hold `missing` (`atthasmissing`)
/// @param missing that value as text; empty where there is none or it is NULL
/// @param collation the collation's name, empty where there is none
/// @param defaultValue the default's or generation expression's SQL, empty where there is none
public record CatalogColumn(
        int number,
        String name,
        long type,
        int typmod,
        int length,
        char align,
        boolean byValue,
        char storage,
        char compression,
        boolean notNull,
        boolean dropped,
        char generated,
        char identity,
        boolean hasMissing,
        Optional<String> missing,
        String collation,
        String defaultValue) {
    public boolean isGenerated() {
        return generated != ' ';
    }

    /// Whether a sequence gives it a number where a statement gives none.
    public boolean isCounter() {
        return identity != ' ' || defaultValue.startsWith("nextval(");
    }
}
