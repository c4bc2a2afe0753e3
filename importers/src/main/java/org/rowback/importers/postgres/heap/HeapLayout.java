package org.rowback.importers.postgres.heap;

import org.rowback.history.model.Bytes;
import org.rowback.history.model.ReplicaIdentity;
import org.rowback.history.model.TableName;
import org.rowback.importers.postgres.catalog.CatalogColumn;
import org.rowback.importers.postgres.catalog.CatalogKey;
import org.rowback.importers.postgres.catalog.CatalogRelation;
import org.rowback.importers.postgres.type.PostgresType;
import org.rowback.importers.postgres.type.TypeBytes;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that is needed to read a relation's tuples at one time: its columns, dropped ones too, its row key, and the types
/// among them that are not PostgreSQL's own.
///
/// Kept with each row format, in the order of `write`: Java's `DataOutput`, lists with their length before them.
///
/// @param composites columns of the relations that describe composite types, by those relations' OID
/// @param encoding of the database, the server's name
/// @param named whether images hold the texts of the columns that print names for OIDs
record HeapLayout(
        CatalogRelation relation,
        List<PostgresType> types,
        Map<Long, List<CatalogColumn>> composites,
        String encoding,
        boolean named) {
    private static final int VERSION = 1;
    private static final int VERSION_WITH_NAMES = 2;

    HeapLayout with(boolean names) {
        return new HeapLayout(relation, types, composites, encoding, names);
    }

    Bytes encode() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(named ? VERSION_WITH_NAMES : VERSION);
            out.writeUTF(encoding);
            relation(out);
            columns(out, relation.columns());
            TypeBytes.write(out, types);
            out.writeInt(composites.size());
            for (Map.Entry<Long, List<CatalogColumn>> composite : composites.entrySet()) {
                out.writeLong(composite.getKey());
                columns(out, composite.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Bytes.of(bytes.toByteArray());
    }

    static HeapLayout decode(Bytes layout) {
        try (var in = new DataInputStream(new ByteArrayInputStream(layout.array()))) {
            int version = in.readByte();
            if (version != VERSION && version != VERSION_WITH_NAMES) {
                throw new IllegalArgumentException("a heap layout of an unknown version");
            }
            String encoding = in.readUTF();
            CatalogRelation relation = relation(in);
            List<PostgresType> types = TypeBytes.read(in);
            Map<Long, List<CatalogColumn>> composites = new LinkedHashMap<>();
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                long oid = in.readLong();
                composites.put(oid, columns(in));
            }
            return new HeapLayout(
                    relation, types, composites, encoding, version == VERSION_WITH_NAMES);
        } catch (IOException e) {
            throw new IllegalArgumentException("the case holds a damaged heap layout", e);
        }
    }

    private void relation(DataOutputStream out) throws IOException {
        out.writeLong(relation.oid());
        out.writeUTF(relation.name().database());
        out.writeUTF(relation.name().table());
        out.writeUTF(relation.identity().name());
        Optional<CatalogKey.Unique> key = relation.rowKey();
        out.writeBoolean(key.isPresent());
        if (key.isPresent()) {
            out.writeUTF(key.get().name());
            out.writeBoolean(key.get().primary());
            out.writeBoolean(key.get().identity());
            out.writeInt(key.get().columns().size());
            for (int column : key.get().columns()) {
                out.writeInt(column);
            }
        }
    }

    private static CatalogRelation relation(DataInputStream in) throws IOException {
        long oid = in.readLong();
        TableName name = new TableName(in.readUTF(), in.readUTF());
        ReplicaIdentity identity = ReplicaIdentity.valueOf(in.readUTF());
        List<CatalogKey> keys = new ArrayList<>();
        if (in.readBoolean()) {
            String key = in.readUTF();
            boolean primary = in.readBoolean();
            boolean chosen = in.readBoolean();
            List<Integer> columns = new ArrayList<>();
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                columns.add(in.readInt());
            }
            keys.add(new CatalogKey.Unique(key, 0, primary, chosen, columns));
        }
        return new CatalogRelation(
                oid,
                0,
                0,
                name,
                'r',
                'p',
                "heap",
                identity,
                0,
                List.of(),
                false,
                columns(in),
                keys,
                List.of(),
                List.of());
    }

    private static void columns(DataOutputStream out, List<CatalogColumn> columns)
            throws IOException {
        out.writeInt(columns.size());
        for (CatalogColumn c : columns) {
            out.writeInt(c.number());
            out.writeUTF(c.name());
            out.writeLong(c.type());
            out.writeInt(c.typmod());
            out.writeInt(c.length());
            out.writeChar(c.align());
            out.writeBoolean(c.byValue());
            out.writeBoolean(c.notNull());
            out.writeBoolean(c.dropped());
            out.writeChar(c.generated());
            out.writeChar(c.identity());
            out.writeBoolean(c.hasMissing());
            out.writeBoolean(c.missing().isPresent());
            if (c.missing().isPresent()) {
                text(out, c.missing().get());
            }
        }
    }

    private static List<CatalogColumn> columns(DataInputStream in) throws IOException {
        List<CatalogColumn> columns = new ArrayList<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            columns.add(
                    new CatalogColumn(
                            in.readInt(),
                            in.readUTF(),
                            in.readLong(),
                            in.readInt(),
                            in.readInt(),
                            in.readChar(),
                            in.readBoolean(),
                            'p',
                            ' ',
                            in.readBoolean(),
                            in.readBoolean(),
                            in.readChar(),
                            in.readChar(),
                            in.readBoolean(),
                            in.readBoolean() ? Optional.of(text(in)) : Optional.empty(),
                            "",
                            ""));
        }
        return columns;
    }

    /// A default may be longer than `writeUTF` takes.
    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private static String text(DataInputStream in) throws IOException {
        byte[] utf8 = in.readNBytes(in.readInt());
        return new String(utf8, java.nio.charset.StandardCharsets.UTF_8);
    }
}
