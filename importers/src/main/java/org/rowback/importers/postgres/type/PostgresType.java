package org.rowback.importers.postgres.type;

import java.util.List;

/// A type as `pg_type` has it.
///
/// @param schema the schema's name
/// @param name without schema, not quoted, e.g. `int4`, `mood`
/// @param formatted as `format_type` prints it, schema-qualified where it is not PostgreSQL's own, e.g. `integer`,
///     `public.mood`, `public."Odd"[]`
/// @param kind of values
/// @param element the element type's OID of an array (`typelem`), 0 for other types
/// @param base the OID of the type that a domain is over (`typbasetype`), 0 for other types
/// @param baseTypmod the modifier of a domain's base type, -1 where there is none
/// @param labels an enum's labels in their order; empty for other types
/// @param labelOids the labels' OIDs, which are what lies in a row; pairwise with `labels`
/// @param relation the OID of the relation that describes a composite type (`typrelid`), 0 for other types
/// @param subtype the OID of a range's or multirange's element type (`rngsubtype`), 0 for other types
/// @param length bytes in a row (`typlen`): -1 with a length before it, -2 ended by a zero
/// @param byValue whether it is passed by value (`typbyval`)
/// @param align `c`, `s`, `i` or `d` (`typalign`)
/// @param storage `p`, `e`, `m` or `x` (`typstorage`)
/// @param delimiter between an array's elements (`typdelim`)
public record PostgresType(
        long oid,
        String schema,
        String name,
        String formatted,
        Kind kind,
        long element,
        long base,
        int baseTypmod,
        List<String> labels,
        List<Long> labelOids,
        long relation,
        long subtype,
        int length,
        boolean byValue,
        char align,
        char storage,
        char delimiter) {
    public PostgresType {
        labels = List.copyOf(labels);
        labelOids = List.copyOf(labelOids);
    }

    /// `pg_type.typtype`.
    public enum Kind {
        BASE('b'),
        COMPOSITE('c'),
        DOMAIN('d'),
        ENUM('e'),
        MULTIRANGE('m'),
        PSEUDO('p'),
        RANGE('r');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }

        public char letter() {
            return letter;
        }

        /// The kind of a letter; BASE for one that no server has so far.
        public static Kind of(char letter) {
            for (Kind kind : values()) {
                if (kind.letter == letter) {
                    return kind;
                }
            }
            return BASE;
        }
    }

    /// Whether its values are arrays (not merely of a type that can be indexed, as point can).
    public boolean isArray() {
        return element != 0 && length == -1 && formatted.endsWith("[]");
    }
}
