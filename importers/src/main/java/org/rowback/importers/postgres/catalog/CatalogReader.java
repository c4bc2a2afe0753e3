package org.rowback.importers.postgres.catalog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.ForeignKey.Action;
import org.rowback.history.model.ReplicaIdentity;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.TableName;
import org.rowback.importers.postgres.catalog.CatalogRelation.Trigger;
import org.rowback.importers.postgres.type.PostgresType;
import org.rowback.importers.postgres.wal.Lsn;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a catalog file: one JSON object a line, the database first. `docs/formats/postgres-catalog.md` lists the
/// fields.
final class CatalogReader {
    /// The first field of a catalog file, by which it is recognised.
    static final String MARK = "rowback";

    static final String KIND = "postgres-catalog";
    private static final long NEWEST = 1;

    private final List<CatalogRelation> relations = new ArrayList<>();
    private final List<PostgresType> types = new ArrayList<>();
    private final Map<Long, String> namespaces = new HashMap<>();
    private final List<ObjectName> objects = new ArrayList<>();
    private @Nullable CatalogDatabase database;
    private boolean ended;

    private CatalogReader() {}

    static PostgresCatalog read(String name, Reader text) throws RowbackException {
        CatalogReader reader = new CatalogReader();
        try (JsonParser json = new JsonFactory().createParser(text)) {
            json.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
            while (json.nextToken() != null) {
                reader.line(name, new JsonFields(JsonFields.value(json)));
            }
        } catch (JsonParseException | IllegalArgumentException e) {
            throw new RowbackException.BadInput(
                    name
                            + ": not a PostgreSQL catalog as rowback schema writes it ("
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                            + "): write it again",
                    e);
        } catch (IOException e) {
            throw new RowbackException.BadInput(
                    name + ": cannot be read (" + e.getMessage() + "): check the file", e);
        }
        CatalogDatabase database = reader.database;
        if (database == null || !reader.ended) {
            throw new RowbackException.BadInput(
                    name + ": the PostgreSQL catalog is cut short: write it again");
        }
        return new PostgresCatalog(
                database, reader.relations, reader.types, reader.namespaces, reader.objects);
    }

    private void line(String name, JsonFields line) throws RowbackException {
        if (line.has(MARK)) {
            if (!line.text(MARK).equals(KIND) || line.number("version") > NEWEST) {
                throw new RowbackException.BadInput(
                        name
                                + ": a file of the kind "
                                + line.text(MARK)
                                + " version "
                                + line.number("version")
                                + ", which this Rowback does not read: use a newer version");
            }
            database = database(line);
        } else if (line.has("relation")) {
            relations.add(relation(line.object("relation")));
        } else if (line.has("type")) {
            types.add(type(line.object("type")));
        } else if (line.has("namespace")) {
            JsonFields namespace = line.object("namespace");
            namespaces.put(namespace.number("oid"), namespace.text("name"));
        } else if (line.has("object")) {
            objects.add(object(line.object("object")));
        } else if (line.has("end")) {
            ended = true;
        }
    }

    private static ObjectName object(JsonFields f) {
        return new ObjectName(
                f.number("table"),
                f.number("oid"),
                f.number("namespace"),
                f.text("name"),
                f.numbers("types"));
    }

    private static CatalogDatabase database(JsonFields f) {
        return new CatalogDatabase(
                f.number("oid"),
                f.text("database"),
                f.number("tablespace"),
                f.text("encoding"),
                Long.parseUnsignedLong(f.text("systemIdentifier")),
                f.text("server"),
                f.integer("serverVersion"),
                f.integer("blockBytes"),
                f.integer("walBlockBytes"),
                f.integer("segmentBytes"),
                Lsn.parse(f.text("lsn")));
    }

    private static CatalogRelation relation(JsonFields f) {
        return new CatalogRelation(
                f.number("oid"),
                f.number("fileNode"),
                f.number("tablespace"),
                new TableName(f.text("schema"), f.text("name")),
                f.letter("kind"),
                f.letter("persistence"),
                f.text("accessMethod"),
                switch (f.letter("identity")) {
                    case 'd' -> ReplicaIdentity.DEFAULT;
                    case 'i' -> ReplicaIdentity.INDEX;
                    case 'f' -> ReplicaIdentity.FULL;
                    case 'n' -> ReplicaIdentity.NOTHING;
                    default -> ReplicaIdentity.UNKNOWN;
                },
                f.number("toast"),
                f.numbers("parents"),
                f.flag("isPartition"),
                f.objects("columns").map(CatalogReader::column).toList(),
                f.objects("keys").map(CatalogReader::key).toList(),
                f.numbers("sequences"),
                f.objects("triggers")
                        .map(
                                t ->
                                        new Trigger(
                                                t.text("name"),
                                                t.letter("enabled"),
                                                t.text("definition")))
                        .toList());
    }

    private static CatalogColumn column(JsonFields f) {
        return new CatalogColumn(
                f.integer("number"),
                f.text("name"),
                f.number("type"),
                f.integer("typmod"),
                f.integer("length"),
                f.letter("align"),
                f.flag("byValue"),
                f.letter("storage"),
                f.letter("compression"),
                f.flag("notNull"),
                f.flag("dropped"),
                f.letter("generated"),
                f.letter("identity"),
                f.flag("hasMissing"),
                f.has("missing") ? Optional.of(f.text("missing")) : Optional.empty(),
                f.text("collation"),
                f.text("default"));
    }

    private static CatalogKey key(JsonFields f) {
        String name = f.text("name");
        return switch (f.letter("kind")) {
            case 'u' ->
                    new CatalogKey.Unique(
                            name,
                            f.number("index"),
                            f.flag("primary"),
                            f.flag("identity"),
                            f.integers("columns"));
            case 'f' ->
                    new CatalogKey.Foreign(
                            name,
                            f.integers("columns"),
                            f.number("parent"),
                            f.integers("parentColumns"),
                            action(f.letter("onDelete")),
                            action(f.letter("onUpdate")),
                            f.text("definition"));
            default -> new CatalogKey.Check(name, f.text("definition"));
        };
    }

    private static Action action(char letter) {
        return switch (letter) {
            case 'r' -> Action.RESTRICT;
            case 'c' -> Action.CASCADE;
            case 'n' -> Action.SET_NULL;
            case 'd' -> Action.SET_DEFAULT;
            default -> Action.NO_ACTION;
        };
    }

    private static PostgresType type(JsonFields f) {
        return new PostgresType(
                f.number("oid"),
                f.text("schema"),
                f.text("name"),
                f.text("formatted"),
                PostgresType.Kind.of(f.letter("kind")),
                f.number("element"),
                f.number("base"),
                f.integer("baseTypmod"),
                f.strings("labels"),
                f.numbers("labelOids"),
                f.number("relation"),
                f.number("subtype"),
                f.integer("length"),
                f.flag("byValue"),
                f.letter("align"),
                f.letter("storage"),
                f.letter("delimiter"));
    }
}
