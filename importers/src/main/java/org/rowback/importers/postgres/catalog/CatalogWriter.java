package org.rowback.importers.postgres.catalog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import org.rowback.history.model.ForeignKey.Action;
import org.rowback.history.model.ReplicaIdentity;
import org.rowback.importers.postgres.type.PostgresType;
import org.rowback.importers.postgres.wal.Lsn;

import java.io.IOException;
import java.io.Writer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Writes a catalog file, as [CatalogReader] reads it. A field that is empty, 0, false or a blank is left out.
public final class CatalogWriter {
    private final JsonGenerator json;

    private CatalogWriter(JsonGenerator json) {
        this.json = json;
    }

    /// Writes to an open writer, which stays open.
    public static void write(PostgresCatalog catalog, Writer out) throws IOException {
        var factory =
                JsonFactory.builder()
                        .disable(com.fasterxml.jackson.core.StreamWriteFeature.AUTO_CLOSE_TARGET)
                        .build();
        try (JsonGenerator json = factory.createGenerator(out)) {
            json.setRootValueSeparator(null);
            new CatalogWriter(json).all(catalog);
        }
    }

    private void all(PostgresCatalog catalog) throws IOException {
        database(catalog.database());
        for (Map.Entry<Long, String> namespace : catalog.namespaces().entrySet()) {
            line("namespace");
            number("oid", namespace.getKey());
            text("name", namespace.getValue());
            end();
        }
        List<PostgresType> types =
                catalog.types().all().stream()
                        .sorted(Comparator.comparingLong(PostgresType::oid))
                        .toList();
        for (PostgresType type : types) {
            line("type");
            type(type);
            end();
        }
        for (CatalogRelation relation : catalog.relations()) {
            line("relation");
            relation(relation);
            end();
        }
        for (ObjectName object : catalog.objects()) {
            line("object");
            number("table", object.table());
            number("oid", object.oid());
            number("namespace", object.namespace());
            text("name", object.name());
            numbers("types", object.types());
            end();
        }
        json.writeStartObject();
        flag("end", true);
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void line(String kind) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart(kind);
    }

    private void end() throws IOException {
        json.writeEndObject();
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void text(String name, String value) throws IOException {
        if (!value.isEmpty()) {
            json.writeStringField(name, value);
        }
    }

    private void number(String name, long value) throws IOException {
        if (value != 0) {
            json.writeNumberField(name, value);
        }
    }

    private void flag(String name, boolean value) throws IOException {
        if (value) {
            json.writeBooleanField(name, true);
        }
    }

    private void letter(String name, char value) throws IOException {
        text(name, value == ' ' ? "" : String.valueOf(value));
    }

    private void numbers(String name, List<? extends Number> values) throws IOException {
        if (!values.isEmpty()) {
            json.writeArrayFieldStart(name);
            for (Number value : values) {
                json.writeNumber(value.longValue());
            }
            json.writeEndArray();
        }
    }

    private void database(CatalogDatabase d) throws IOException {
        json.writeStartObject();
        text(CatalogReader.MARK, CatalogReader.KIND);
        number("version", 1);
        number("oid", d.oid());
        text("database", d.name());
        number("tablespace", d.tablespace());
        text("encoding", d.encoding());
        text("systemIdentifier", Long.toUnsignedString(d.systemIdentifier()));
        text("server", d.server());
        number("serverVersion", d.version());
        number("blockBytes", d.blockBytes());
        number("walBlockBytes", d.walBlockBytes());
        number("segmentBytes", d.segmentBytes());
        text("lsn", d.lsn() == 0 ? "" : Lsn.text(d.lsn()));
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void type(PostgresType t) throws IOException {
        number("oid", t.oid());
        text("schema", t.schema());
        text("name", t.name());
        text("formatted", t.formatted());
        letter("kind", t.kind().letter());
        number("element", t.element());
        number("base", t.base());
        number("baseTypmod", t.baseTypmod());
        if (!t.labels().isEmpty()) {
            json.writeArrayFieldStart("labels");
            for (String label : t.labels()) {
                json.writeString(label);
            }
            json.writeEndArray();
        }
        numbers("labelOids", t.labelOids());
        number("relation", t.relation());
        number("subtype", t.subtype());
        number("length", t.length());
        flag("byValue", t.byValue());
        letter("align", t.align());
        letter("storage", t.storage());
        letter("delimiter", t.delimiter());
    }

    private void relation(CatalogRelation r) throws IOException {
        number("oid", r.oid());
        number("fileNode", r.fileNode());
        number("tablespace", r.tablespace());
        text("schema", r.name().database());
        text("name", r.name().table());
        letter("kind", r.kind());
        letter("persistence", r.persistence());
        text("accessMethod", r.accessMethod());
        letter("identity", identity(r.identity()));
        number("toast", r.toast());
        flag("isPartition", r.isPartition());
        numbers("parents", r.parents());
        json.writeArrayFieldStart("columns");
        for (CatalogColumn column : r.columns()) {
            json.writeStartObject();
            column(column);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("keys");
        for (CatalogKey key : r.keys()) {
            json.writeStartObject();
            key(key);
            json.writeEndObject();
        }
        json.writeEndArray();
        numbers("sequences", r.sequences());
        json.writeArrayFieldStart("triggers");
        for (CatalogRelation.Trigger trigger : r.triggers()) {
            json.writeStartObject();
            text("name", trigger.name());
            letter("enabled", trigger.enabled());
            text("definition", trigger.definition());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static char identity(ReplicaIdentity identity) {
        return switch (identity) {
            case DEFAULT -> 'd';
            case INDEX -> 'i';
            case FULL -> 'f';
            case NOTHING -> 'n';
            case UNKNOWN, NONE -> ' ';
        };
    }

    private void column(CatalogColumn c) throws IOException {
        number("number", c.number());
        text("name", c.name());
        number("type", c.type());
        number("typmod", c.typmod());
        number("length", c.length());
        letter("align", c.align());
        flag("byValue", c.byValue());
        letter("storage", c.storage());
        letter("compression", c.compression());
        flag("notNull", c.notNull());
        flag("dropped", c.dropped());
        letter("generated", c.generated());
        letter("identity", c.identity());
        flag("hasMissing", c.hasMissing());
        if (c.missing().isPresent()) {
            json.writeStringField("missing", c.missing().get());
        }
        text("collation", c.collation());
        text("default", c.defaultValue());
    }

    private void key(CatalogKey key) throws IOException {
        text("name", key.name());
        switch (key) {
            case CatalogKey.Unique u -> {
                letter("kind", 'u');
                number("index", u.index());
                flag("primary", u.primary());
                flag("identity", u.identity());
                numbers("columns", u.columns());
            }
            case CatalogKey.Foreign f -> {
                letter("kind", 'f');
                numbers("columns", f.columns());
                number("parent", f.parent());
                numbers("parentColumns", f.parentColumns());
                letter("onDelete", action(f.onDelete()));
                letter("onUpdate", action(f.onUpdate()));
                text("definition", f.definition());
            }
            case CatalogKey.Check c -> {
                letter("kind", 'c');
                text("definition", c.definition());
            }
        }
    }

    private static char action(Action action) {
        return switch (action) {
            case RESTRICT -> 'r';
            case CASCADE -> 'c';
            case SET_NULL -> 'n';
            case SET_DEFAULT -> 'd';
            case NO_ACTION -> 'a';
        };
    }
}
