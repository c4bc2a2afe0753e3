package org.rowback.importers.mysql.schema;

import org.rowback.history.model.Column;
import org.rowback.history.model.Column.Generated;
import org.rowback.history.model.ColumnType;
import org.rowback.history.model.Knowledge;

import java.util.Optional;

/// Reads a column's definition: its type and what stands behind it.
///
/// @param charset what a character column takes that names none
record ColumnReader(Server server, String charset, Knowledge from) {
    /// A column as declared, with the keys that its own definition makes.
    ///
    /// @param references the REFERENCES clause, where there is one that the server honours
    record Declared(Column column, boolean primaryKey, boolean unique, Optional<Node> references) {}

    /// @param definition a `columnDefinition`
    Declared read(String name, Node definition) throws DdlProblem {
        Node typeNode = definition.children().getFirst();
        String collation = "";
        boolean serial = TypeReader.isSerial(typeNode.tokens());
        Boolean nullable = serial ? Boolean.FALSE : null;
        boolean primaryKey = false;
        boolean unique = serial;
        boolean invisible = false;
        Generated generated = serial ? Generated.COUNTER : Generated.NO;
        Optional<Node> references = Optional.empty();
        for (Node part : definition.children()) {
            switch (part.name()) {
                case "nullColumnConstraint" -> nullable = !part.tokens().peek().is("NOT");
                case "autoIncrementColumnConstraint" -> {
                    if (part.has("AUTO_INCREMENT")) {
                        nullable = false;
                        generated = Generated.COUNTER;
                    }
                }
                case "primaryKeyColumnConstraint" -> primaryKey = true;
                case "uniqueKeyColumnConstraint" -> unique = true;
                case "serialDefaultColumnConstraint" -> {
                    generated = Generated.COUNTER;
                    nullable = false;
                    unique = true;
                }
                case "invisibilityColumnConstraint" -> invisible = true;
                case "collateColumnConstraint" ->
                        collation = part.children().getFirst().identifier();
                case "generatedColumnConstraint" -> {
                    generated = generated(part);
                    if (generated == Generated.SYSTEM_VERSIONING) {
                        nullable = false;
                    }
                }
                case "referenceColumnConstraint" -> {
                    if (server.honoursInlineReferences()) {
                        references = Optional.of(part);
                    }
                }
                default -> {}
            }
        }
        ColumnType type = TypeReader.read(typeNode.tokens(), server, charset, collation);
        boolean takesNull =
                !primaryKey && (nullable == null ? isNullableAlone(type) : nullable.booleanValue());
        return new Declared(
                new Column(name, from, type, from, takesNull, generated, invisible),
                primaryKey,
                unique,
                references);
    }

    /// Whether a column that does not say so takes NULL: TIMESTAMP did not before `explicit_defaults_for_timestamp` was on
    /// (MySQL 8.0, MariaDB 10.10).
    private boolean isNullableAlone(ColumnType type) {
        return type.family() != ColumnType.Family.TIMESTAMP
                || server.version() >= (server.isMariaDb() ? 101_000 : 80_000);
    }

    private static Generated generated(Node part) {
        if (part.has("ROW")) {
            return Generated.SYSTEM_VERSIONING;
        }
        return part.has("STORED") || part.has("PERSISTENT") ? Generated.STORED : Generated.VIRTUAL;
    }
}
