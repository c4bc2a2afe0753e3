package org.rowback.importers.postgres.logical;

import org.rowback.history.model.Bytes;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnType;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.ReplicaIdentity;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.importers.postgres.type.PostgresType;
import org.rowback.importers.postgres.type.PostgresTypes;
import org.rowback.importers.postgres.type.TypeBytes;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// The columns of a table as a capture names them.
///
/// The case file keeps it as bytes: 1 byte version (1; 2 with types), 1 byte identity (its ordinal), 2 bytes how many
/// columns, then for each its name and type as Java's modified UTF-8, OID (8 bytes), modifier (4) and whether it is of the
/// key (1); then the types.
///
/// @param identity which columns of old rows are logged, as far as the capture says it
/// @param types that reading binary values takes beside the server's own, as far as a catalog has them
record LogicalLayout(
        List<LayoutColumn> columns, ReplicaIdentity identity, List<PostgresType> types) {
    private static final int VERSION = 1;
    private static final int VERSION_WITH_TYPES = 2;
    private static final ReplicaIdentity[] IDENTITIES = ReplicaIdentity.values();

    LogicalLayout {
        columns = List.copyOf(columns);
        types = List.copyOf(types);
    }

    LogicalLayout(List<LayoutColumn> columns, ReplicaIdentity identity) {
        this(columns, identity, List.of());
    }

    /// A column of it.
    ///
    /// @param type as the capture names it; empty where it only has the OID
    /// @param oid of the type, 0 where the capture only names it
    /// @param typmod -1 where there is none
    /// @param key whether the capture says that it is of the primary key or replica identity
    record LayoutColumn(String name, String type, long oid, int typmod, boolean key) {
        static LayoutColumn named(String name, String type) {
            return new LayoutColumn(name, type, 0, -1, false);
        }
    }

    /// The index of a column, or -1.
    int indexOf(String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    SchemaVersion describe(TableName table) {
        List<Column> described = new ArrayList<>();
        List<String> key = new ArrayList<>();
        for (LayoutColumn column : columns) {
            ColumnType type =
                    column.type().isEmpty()
                            ? PostgresTypes.BUILTIN.type(column.oid(), column.typmod())
                            : PostgresTypes.BUILTIN.named(column.type());
            described.add(
                    new Column(
                            column.name(),
                            Knowledge.LOG_METADATA,
                            type,
                            Knowledge.LOG_METADATA,
                            true,
                            Column.Generated.NO,
                            false));
            if (column.key() && identity != ReplicaIdentity.FULL) {
                key.add(column.name());
            }
        }
        return new SchemaVersion(
                        table,
                        described,
                        key,
                        List.of(),
                        List.of(),
                        key.isEmpty() ? Knowledge.LAYOUT : Knowledge.LOG_METADATA,
                        "capture")
                .with(identity);
    }

    Bytes encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(types.isEmpty() ? VERSION : VERSION_WITH_TYPES);
            out.writeByte(identity.ordinal());
            out.writeShort(columns.size());
            for (LayoutColumn column : columns) {
                out.writeUTF(column.name());
                out.writeUTF(column.type());
                out.writeLong(column.oid());
                out.writeInt(column.typmod());
                out.writeBoolean(column.key());
            }
            if (!types.isEmpty()) {
                TypeBytes.write(out, types);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Bytes.of(bytes.toByteArray());
    }

    /// @throws IllegalArgumentException where it is not what `encode` wrote
    static LogicalLayout decode(Bytes bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.array()))) {
            int version = in.readByte();
            if (version != VERSION && version != VERSION_WITH_TYPES) {
                throw new IllegalArgumentException("a row layout of another version");
            }
            ReplicaIdentity identity = IDENTITIES[in.readByte()];
            int count = in.readUnsignedShort();
            List<LayoutColumn> columns = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                columns.add(
                        new LayoutColumn(
                                in.readUTF(),
                                in.readUTF(),
                                in.readLong(),
                                in.readInt(),
                                in.readBoolean()));
            }
            return new LogicalLayout(
                    columns, identity, version == VERSION ? List.of() : TypeBytes.read(in));
        } catch (IOException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("a damaged row layout", e);
        }
    }
}
