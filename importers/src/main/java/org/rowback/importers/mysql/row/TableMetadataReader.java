package org.rowback.importers.mysql.row;

import org.rowback.history.model.Bytes;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;

/// Reads the optional metadata of a TABLE_MAP (MySQL 8.0 to 9.7 `libs/mysql/binlog/event/rows_event.cpp`, MariaDB
/// 10.5 to 12 `sql/log_event_server.cc`).
///
/// Fields follow one another: type (1 byte), length (packed integer), content.
///
/// | type | content |
/// |---|---|
/// | 1 signedness | a bit for each numeric column, first in the highest bit: unsigned |
/// | 2 default charset | collation of most character columns; then pairs: index among them, collation |
/// | 3 column charset | a collation for each character column |
/// | 4 names | length and UTF-8 for each column |
/// | 5 SET values, 6 ENUM values | for each such column: count, then length and label of each |
/// | 7 geometry type | a number for each GEOMETRY column |
/// | 8 primary key | column indexes |
/// | 9 primary key with prefixes | pairs: column index, characters in the key or 0 for all |
/// | 10, 11 | as 2 and 3, for ENUM and SET columns |
/// | 12 visibility | a bit for each column, first in the highest bit: visible |
/// | 13 dimensions | a number for each VECTOR column |
final class TableMetadataReader {
    private final List<WireColumn> columns;
    private final boolean mariaDb;

    private boolean signednessKnown;
    private final BitSet unsigned = new BitSet();
    private int[] collations = {};
    private List<String> names = List.of();
    private List<List<Bytes>> members = List.of();
    private int[] geometryTypes = {};
    private int[] primaryKey = {};
    private int[] primaryKeyPrefixes = {};
    private boolean visibilityKnown;
    private final BitSet visible = new BitSet();
    private int[] dimensions = {};
    private final List<Integer> unknownFields = new ArrayList<>();

    private TableMetadataReader(List<WireColumn> columns, boolean mariaDb) {
        this.columns = columns;
        this.mariaDb = mariaDb;
    }

    /// Reads all fields; where one is damaged, it and what follows is left out and `problem` says so.
    static TableMetadata read(ByteCursor in, List<WireColumn> columns, boolean mariaDb) {
        var reader = new TableMetadataReader(columns, mariaDb);
        String problem = "";
        int type = 0;
        try {
            while (!in.atEnd()) {
                type = in.u8();
                int length = in.packed();
                int begin = in.at;
                in.skip(length);
                reader.field(type, new ByteCursor(in.buf, begin, in.at));
            }
        } catch (Malformed e) {
            problem = "metadata field " + type + " of the table map is damaged: " + e.getMessage();
        }
        return reader.result(problem);
    }

    private TableMetadata result(String problem) {
        return new TableMetadata(
                signednessKnown,
                unsigned,
                collations,
                names,
                members,
                geometryTypes,
                primaryKey,
                primaryKeyPrefixes,
                visibilityKnown,
                visible,
                dimensions,
                List.copyOf(unknownFields),
                problem);
    }

    private void field(int type, ByteCursor in) throws Malformed {
        switch (type) {
            case 1 -> {
                bits(in, this::hasSignedness, unsigned);
                signednessKnown = true;
            }
            case 2 -> defaultCollation(in, this::hasCollation);
            case 3 -> eachCollation(in, this::hasCollation);
            case 4 -> names(in);
            case 5 -> members(in, WireType.SET);
            case 6 -> members(in, WireType.ENUM);
            case 7 -> geometryTypes = numbers(in, WireType.GEOMETRY, -1);
            case 8 -> primaryKey(in, false);
            case 9 -> primaryKey(in, true);
            case 10 -> defaultCollation(in, i -> columns.get(i).isEnumOrSet());
            case 11 -> eachCollation(in, i -> columns.get(i).isEnumOrSet());
            case 12 -> {
                bits(in, _ -> true, visible);
                visibilityKnown = true;
            }
            case 13 -> dimensions = numbers(in, WireType.VECTOR, 0);
            default -> unknownFields.add(type);
        }
    }

    /// Both vendors count YEAR among numeric columns: MySQL 8.0 and later by `has_signedess_information_type`
    /// (`sql/field_common_properties.h`), seen in a MySQL 9.7 binlog whose signed TINYINT follows a YEAR.
    private boolean hasSignedness(int i) {
        WireColumn column = columns.get(i);
        return column.isNumeric() || column.type() == WireType.YEAR;
    }

    /// MySQL counts VECTOR among character columns, MariaDB GEOMETRY.
    private boolean hasCollation(int i) {
        WireColumn column = columns.get(i);
        return column.isCharacter()
                || column.type() == (mariaDb ? WireType.GEOMETRY : WireType.VECTOR);
    }

    private void bits(ByteCursor in, IntPredicate counts, BitSet into) throws Malformed {
        int mask = 0;
        int flags = 0;
        for (int i = 0; i < columns.size(); i++) {
            if (!counts.test(i)) {
                continue;
            }
            if (mask == 0) {
                mask = 0x80;
                flags = in.u8();
            }
            into.set(i, (flags & mask) != 0);
            mask >>= 1;
        }
    }

    private void defaultCollation(ByteCursor in, IntPredicate counts) throws Malformed {
        int common = in.packed();
        int[] found = new int[columns.size()];
        List<Integer> indexes = new ArrayList<>();
        for (int i = 0; i < found.length; i++) {
            if (counts.test(i)) {
                found[i] = common;
                indexes.add(i);
            }
        }
        while (!in.atEnd()) {
            int index = in.packed();
            if (index >= indexes.size()) {
                throw new Malformed("no character column " + index);
            }
            found[indexes.get(index)] = in.packed();
        }
        mergeCollations(found);
    }

    private void eachCollation(ByteCursor in, IntPredicate counts) throws Malformed {
        int[] found = new int[columns.size()];
        for (int i = 0; i < found.length; i++) {
            if (counts.test(i)) {
                found[i] = in.packed();
            }
        }
        mergeCollations(found);
    }

    private void mergeCollations(int[] found) {
        int[] merged = collations.length == 0 ? new int[columns.size()] : collations;
        for (int i = 0; i < found.length; i++) {
            if (found[i] != 0) {
                merged[i] = found[i];
            }
        }
        collations = merged;
    }

    private void names(ByteCursor in) throws Malformed {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int length = in.packed();
            in.skip(length);
            found.add(new String(in.buf, in.at - length, length, StandardCharsets.UTF_8));
        }
        names = List.copyOf(found);
    }

    private void members(ByteCursor in, int type) throws Malformed {
        List<List<Bytes>> found =
                members.isEmpty()
                        ? new ArrayList<>(Collections.nCopies(columns.size(), List.of()))
                        : new ArrayList<>(members);
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).type() == type) {
                List<Bytes> labels = new ArrayList<>();
                for (int count = in.packed(); count > 0; count--) {
                    labels.add(in.bytes(in.packed()));
                }
                found.set(i, List.copyOf(labels));
            }
        }
        members = List.copyOf(found);
    }

    private int[] numbers(ByteCursor in, int type, int otherwise) throws Malformed {
        int[] found = new int[columns.size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = columns.get(i).type() == type ? in.packed() : otherwise;
        }
        return found;
    }

    private void primaryKey(ByteCursor in, boolean prefixes) throws Malformed {
        List<Integer> key = new ArrayList<>();
        List<Integer> characters = new ArrayList<>();
        while (!in.atEnd()) {
            int column = in.packed();
            if (column >= columns.size() || key.contains(column)) {
                throw new Malformed("the primary key names column " + column);
            }
            key.add(column);
            characters.add(prefixes ? in.packed() : 0);
        }
        primaryKey = key.stream().mapToInt(i -> i).toArray();
        primaryKeyPrefixes = characters.stream().mapToInt(i -> i).toArray();
    }
}
