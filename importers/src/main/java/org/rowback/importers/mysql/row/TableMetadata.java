package org.rowback.importers.mysql.row;

import org.rowback.history.model.Bytes;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// What the optional metadata of a TABLE_MAP says of its columns, by column index; what it does not say is empty
/// (sets, lists, arrays of length 0) or as noted.
///
/// @param signednessKnown whether it says which numeric columns are unsigned
/// @param unsigned numeric columns that are unsigned
/// @param collations the server's collation id of character, ENUM and SET columns; 0 where not known
/// @param names column names, UTF-8
/// @param members labels of ENUM and SET columns as logged, in the column's charset; an empty list for other columns
/// @param geometryTypes the declared kind of GEOMETRY columns: 0 any, 1 point … 7 collection; -1 for other columns
/// @param primaryKey indexes of the primary key's columns in key order
/// @param primaryKeyPrefixes for each of them how many bytes are in the key, 0 for all
/// @param visibilityKnown whether it says which columns are invisible
/// @param visible columns that are not hidden from `SELECT *`
/// @param dimensions dimensions of VECTOR columns; 0 for others
/// @param unknownFields type numbers of fields that are not understood
/// @param problem empty, or one sentence: where reading it had to stop
record TableMetadata(
        boolean signednessKnown,
        BitSet unsigned,
        int[] collations,
        List<String> names,
        List<List<Bytes>> members,
        int[] geometryTypes,
        int[] primaryKey,
        int[] primaryKeyPrefixes,
        boolean visibilityKnown,
        BitSet visible,
        int[] dimensions,
        List<Integer> unknownFields,
        String problem) {
    int collation(int column) {
        return collations.length == 0 ? 0 : collations[column];
    }

    int geometryType(int column) {
        return geometryTypes.length == 0 ? -1 : geometryTypes[column];
    }

    int dimension(int column) {
        return dimensions.length == 0 ? 0 : dimensions[column];
    }

    List<Bytes> membersOf(int column) {
        return members.isEmpty() ? List.of() : members.get(column);
    }

    boolean isInvisible(int column) {
        return visibilityKnown && !visible.get(column);
    }

    /// By content, as arrays in records are not.
    @Override
    public boolean equals(Object other) {
        return other instanceof TableMetadata o && parts().equals(o.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    private List<Object> parts() {
        return List.of(
                signednessKnown,
                unsigned,
                Arrays.toString(collations),
                names,
                members,
                Arrays.toString(geometryTypes),
                Arrays.toString(primaryKey),
                Arrays.toString(primaryKeyPrefixes),
                visibilityKnown,
                visible,
                Arrays.toString(dimensions),
                unknownFields,
                problem);
    }
}
