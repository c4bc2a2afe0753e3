package org.rowback.history.casefile.schemas;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import org.rowback.history.model.Check;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnType;
import org.rowback.history.model.ForeignKey;
import org.rowback.history.model.Partitions;
import org.rowback.history.model.ReplicaIdentity;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.history.model.UniqueKey;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/// Writes a schema version as JSON: the record's components by their names, enums by theirs. [SchemaJsonReader] reads
/// it back.
public final class SchemaJson {
    static final JsonFactory FACTORY = new JsonFactory();

    private SchemaJson() {}

    public static String write(SchemaVersion version) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            table(json, "table", version.table());
            json.writeArrayFieldStart("columns");
            for (Column column : version.columns()) {
                column(json, column);
            }
            json.writeEndArray();
            strings(json, "primaryKey", version.primaryKey());
            json.writeArrayFieldStart("uniqueKeys");
            for (UniqueKey key : version.uniqueKeys()) {
                json.writeStartObject();
                json.writeStringField("name", key.name());
                strings(json, "columns", key.columns());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("foreignKeys");
            for (ForeignKey key : version.foreignKeys()) {
                foreignKey(json, key);
            }
            json.writeEndArray();
            json.writeStringField("keysFrom", version.keysFrom().name());
            json.writeStringField("origin", version.origin());
            json.writeStringField("charset", version.charset());
            if (version.identity() != ReplicaIdentity.NONE) {
                json.writeStringField("identity", version.identity().name());
            }
            if (!version.checks().isEmpty()) {
                json.writeArrayFieldStart("checks");
                for (Check check : version.checks()) {
                    json.writeStartObject();
                    json.writeStringField("name", check.name());
                    json.writeStringField("expression", check.expression());
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            if (version.partitions().isKnown()) {
                partitions(json, version.partitions());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void partitions(JsonGenerator json, Partitions partitions) throws IOException {
        json.writeObjectFieldStart("partitions");
        json.writeStringField("method", partitions.method().name());
        json.writeStringField("by", partitions.by());
        json.writeArrayFieldStart("parts");
        for (Partitions.Part part : partitions.parts()) {
            json.writeStartObject();
            json.writeStringField("name", part.name());
            json.writeStringField("bound", part.bound());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void column(JsonGenerator json, Column column) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", column.name());
        json.writeStringField("nameFrom", column.nameFrom().name());
        ColumnType type = column.type();
        json.writeObjectFieldStart("type");
        json.writeStringField("sql", type.sql());
        json.writeStringField("family", type.family().name());
        json.writeBooleanField("unsigned", type.unsigned());
        json.writeStringField("charset", type.charset());
        strings(json, "members", type.members());
        json.writeNumberField("digits", type.digits());
        json.writeEndObject();
        json.writeStringField("typeFrom", column.typeFrom().name());
        json.writeBooleanField("nullable", column.nullable());
        json.writeStringField("generated", column.generated().name());
        json.writeBooleanField("invisible", column.invisible());
        json.writeEndObject();
    }

    private static void foreignKey(JsonGenerator json, ForeignKey key) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", key.name());
        strings(json, "columns", key.columns());
        table(json, "parent", key.parent());
        strings(json, "parentColumns", key.parentColumns());
        json.writeStringField("onDelete", key.onDelete().name());
        json.writeStringField("onUpdate", key.onUpdate().name());
        json.writeEndObject();
    }

    private static void table(JsonGenerator json, String field, TableName table)
            throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("database", table.database());
        json.writeStringField("table", table.table());
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String field, List<String> strings)
            throws IOException {
        json.writeArrayFieldStart(field);
        for (String string : strings) {
            json.writeString(string);
        }
        json.writeEndArray();
    }
}
