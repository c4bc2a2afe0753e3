package org.rowback.history.query.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;

import org.rowback.history.model.Change;
import org.rowback.history.model.Finding;
import org.rowback.history.model.LogPosition;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.Source;
import org.rowback.history.model.Transaction;
import org.rowback.history.query.AsOf;
import org.rowback.history.query.Blame;
import org.rowback.history.query.CaseTotals;
import org.rowback.history.query.NetDiff;
import org.rowback.history.query.Rename;
import org.rowback.history.query.TableSummary;
import org.rowback.history.query.Version;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Writes answers as JSON, one object a line. Times are ISO 8601 in UTC with microseconds. Not thread-safe.
///
/// One change: `{"id","txn","time","table","op","key":{},"before":{},"after":{},"changed":[],"source","position",
/// "gtid"|"xid","lsn","thread","sql"}`; what an object has no value for is left out. `"filledFrom":{"before":{column:
/// change}}` names the changes that prove values the log did not repeat; `"void":true` marks what does not count as
/// history. A statement longer than [#SQL_CHARS] is cut there, because a statement of a thousand rows would be repeated
/// a thousand times, and `"sqlLength"` has the length of the whole; the change's own object (`show`) has it all.
public final class JsonLines {
    /// Characters of a statement that each of its changes repeats.
    static final int SQL_CHARS = 1000;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final JsonGenerator json;

    public JsonLines(OutputStream out) {
        try {
            json = new JsonFactory().createGenerator(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
        json.configure(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN.mappedFeature(), true);
    }

    /// A time in microseconds since 1970 as JSON shows it.
    public static String time(long micros) {
        return TIME.format(
                Instant.ofEpochSecond(
                        Math.floorDiv(micros, 1_000_000L),
                        Math.floorMod(micros, 1_000_000L) * 1000));
    }

    /// An object of fields that the caller writes.
    public void object(Body fields) {
        try {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Fields of an object.
    @FunctionalInterface
    public interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    public void flush() {
        try {
            json.flush();
            ((OutputStream) json.getOutputTarget()).write('\n');
            ((OutputStream) json.getOutputTarget()).flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// `changes` counts those of rows, `ddl` those of tables.
    public void totals(CaseTotals totals) {
        object(
                out -> {
                    out.writeNumberField("transactions", totals.transactions());
                    out.writeNumberField("changes", totals.rowChanges());
                    out.writeNumberField("ddl", totals.tableChanges());
                    out.writeNumberField("events", totals.events());
                    out.writeNumberField("eventsUsed", totals.eventsUsed());
                    out.writeNumberField("eventsSetAside", totals.eventsSetAside());
                    out.writeNumberField("findings", totals.findings());
                    out.writeNumberField("bytes", totals.bytes());
                    time(out, "from", totals.firstTimeMicros());
                    time(out, "to", totals.lastTimeMicros());
                });
    }

    public void source(Source source) {
        object(
                out -> {
                    out.writeStringField("type", "source");
                    out.writeNumberField("id", source.id());
                    out.writeStringField("name", source.name());
                    out.writeStringField("path", source.path());
                    out.writeStringField("format", source.format());
                    out.writeStringField("server", source.server());
                    out.writeNumberField("serverId", source.serverId());
                    out.writeNumberField("sizeBytes", source.sizeBytes());
                    out.writeNumberField("contentBytes", source.contentBytes());
                    out.writeStringField("sha256", source.sha256());
                    out.writeBooleanField("complete", source.complete());
                    out.writeNumberField("events", source.eventsRead());
                    out.writeNumberField("eventsUsed", source.eventsUsed());
                    out.writeNumberField("eventsSetAside", source.eventsSetAside());
                    time(out, "from", source.firstTimeMicros());
                    time(out, "to", source.lastTimeMicros());
                });
    }

    /// A table with its newest schema version, where one is known.
    public void table(TableSummary table, Optional<SchemaVersion> schema) {
        object(
                out -> {
                    out.writeStringField("type", "table");
                    out.writeStringField("table", table.name().toString());
                    out.writeNumberField("inserts", table.inserts());
                    out.writeNumberField("updates", table.updates());
                    out.writeNumberField("deletes", table.deletes());
                    out.writeNumberField("others", table.others());
                    time(out, "from", table.firstTimeMicros());
                    time(out, "to", table.lastTimeMicros());
                    if (schema.isPresent()) {
                        SchemaJson.write(out, schema.get());
                    }
                });
    }

    public void finding(Finding finding, String source) {
        object(
                out -> {
                    out.writeStringField("type", "finding");
                    out.writeNumberField("id", finding.id());
                    out.writeStringField("kind", finding.kind().name());
                    out.writeStringField("severity", finding.kind().severity().name());
                    out.writeStringField("source", source);
                    out.writeNumberField("offset", finding.offset());
                    out.writeNumberField("length", finding.length());
                    out.writeStringField("message", finding.message());
                    out.writeStringField("meaning", finding.kind().meaning());
                    out.writeStringField("hex", finding.bytes().hex());
                });
    }

    public void transaction(Transaction transaction) {
        object(
                out -> {
                    out.writeNumberField("txn", transaction.id());
                    out.writeStringField("time", time(transaction.commitTimeMicros()));
                    out.writeBooleanField("timeExact", transaction.timeExactToMicros());
                    out.writeStringField("status", transaction.status().name());
                    JsonValues.strings(
                            out,
                            "flags",
                            transaction.flags().stream().map(Enum::name).sorted().toList());
                    identity(out, transaction);
                    out.writeNumberField("serverId", transaction.serverId());
                    out.writeNumberField("changes", transaction.changes());
                    out.writeNumberField("firstChange", transaction.firstChange());
                    out.writeStringField("source", transaction.begin().file());
                    out.writeStringField("position", transaction.begin().toString());
                    out.writeNumberField("endOffset", transaction.end());
                });
    }

    /// A change as logged.
    public void change(Change change) {
        change(change, change.before(), change.after());
    }

    /// A change as logged, with its statement whole.
    public void wholeChange(Change change) {
        object(out -> fields(out, change, change.before(), change.after(), Integer.MAX_VALUE));
    }

    /// A version of a row: its change with what history filled in.
    public void version(Version version) {
        object(
                out -> {
                    fields(out, version.change(), version.before(), version.after(), SQL_CHARS);
                    out.writeStringField("link", version.link().name());
                    if (!version.broken().isEmpty()) {
                        JsonValues.strings(out, "broken", version.broken());
                    }
                });
    }

    /// A change with images other than as logged (filled in).
    public void change(Change change, Optional<RowImage> before, Optional<RowImage> after) {
        object(out -> fields(out, change, before, after, SQL_CHARS));
    }

    /// How a table came to another name: `{"rename":change,"time","from","to","follows","told"}`.
    public void rename(Rename rename) {
        object(
                out -> {
                    out.writeNumberField("rename", rename.change().id());
                    out.writeStringField(
                            "time", time(rename.change().transaction().commitTimeMicros()));
                    out.writeStringField("from", rename.from().toString());
                    out.writeStringField("to", rename.to().toString());
                    out.writeStringField("follows", rename.follows().word());
                    out.writeStringField("told", rename.told());
                });
    }

    /// Who set a column.
    public void blame(Blame.Cell cell) {
        object(
                out -> {
                    out.writeStringField("column", cell.column());
                    out.writeFieldName("value");
                    JsonValues.write(out, cell.value());
                    out.writeStringField("cause", cell.cause().name());
                    out.writeBooleanField("certain", cell.certain());
                    if (cell.by().isPresent()) {
                        Change change = cell.by().get().change();
                        out.writeNumberField("id", change.id());
                        out.writeNumberField("txn", change.transaction().id());
                        out.writeStringField("time", time(change.transaction().commitTimeMicros()));
                        out.writeStringField("position", change.position().toString());
                        identity(out, change.transaction());
                        sql(out, change, SQL_CHARS);
                    }
                });
    }

    /// A row that differs between two points: `{"table","op","key":{},"before":{},"after":{},"changed":[],"first",
    /// "last","changes"}`; `first` and `last` are the changes in between that touched it.
    public void diff(String table, NetDiff.Row row) {
        object(
                out -> {
                    out.writeStringField("table", table);
                    out.writeStringField("op", row.op().word());
                    RowImage named = row.before().or(row::after).orElseThrow();
                    key(out, named.schema(), row.key());
                    image(out, "before", row.before());
                    image(out, "after", row.after());
                    JsonValues.strings(out, "changed", row.changedColumns());
                    filled(out, row.before(), row.after());
                    out.writeNumberField("first", row.first());
                    out.writeNumberField("last", row.last());
                    out.writeNumberField("changes", row.changes());
                });
    }

    /// How much a table differs between two points: `{"table","inserted","updated","deleted","changes","vanished",
    /// "columns":{}}`.
    public void stat(String table, NetDiff.Stat stat) {
        object(
                out -> {
                    out.writeStringField("table", table);
                    out.writeNumberField("inserted", stat.inserted());
                    out.writeNumberField("updated", stat.updated());
                    out.writeNumberField("deleted", stat.deleted());
                    out.writeNumberField("changes", stat.changes());
                    out.writeNumberField("vanished", stat.vanished());
                    out.writeObjectFieldStart("columns");
                    for (var column : stat.columns().entrySet()) {
                        out.writeNumberField(column.getKey(), column.getValue());
                    }
                    out.writeEndObject();
                });
    }

    /// A row as of a point: `{"table","key":{},"row":{},"standing","from"}`; `from` is the change that shows it.
    public void asOf(String table, AsOf.Row row) {
        object(
                out -> {
                    out.writeStringField("table", table);
                    key(out, row.image().schema(), row.key());
                    image(out, "row", Optional.of(row.image()));
                    filled(out, "filledFrom", Optional.of(row.image()));
                    out.writeStringField(
                            "standing", row.standing().name().toLowerCase(Locale.ROOT));
                    out.writeNumberField("from", row.from());
                });
    }

    private static void fields(
            JsonGenerator out,
            Change change,
            Optional<RowImage> before,
            Optional<RowImage> after,
            int sqlChars)
            throws IOException {
        Transaction transaction = change.transaction();
        out.writeNumberField("id", change.id());
        out.writeNumberField("txn", transaction.id());
        out.writeStringField("time", time(transaction.commitTimeMicros()));
        out.writeStringField("table", change.loggedTable().toString());
        out.writeStringField("op", change.op().word());
        Optional<RowKey> key = change.key();
        if (key.isPresent()) {
            key(out, change.schema(), key.get());
        }
        image(out, "before", before);
        image(out, "after", after);
        if (change.op().isRow()) {
            List<String> changed = new ArrayList<>();
            change.changedColumns().stream()
                    .forEach(i -> changed.add(change.schema().columns().get(i).name()));
            JsonValues.strings(out, "changed", changed);
        }
        filled(out, before, after);
        out.writeStringField("source", change.position().file());
        out.writeStringField("position", change.position().toString());
        identity(out, transaction);
        if (change.isVoid()) {
            out.writeBooleanField("void", true);
        }
        sql(out, change, sqlChars);
    }

    private static void key(JsonGenerator out, SchemaVersion schema, RowKey key)
            throws IOException {
        out.writeObjectFieldStart("key");
        if (!key.whole()) {
            for (int i = 0; i < key.parts().size(); i++) {
                out.writeFieldName(schema.primaryKey().get(i));
                JsonValues.write(out, key.parts().get(i));
            }
        }
        out.writeEndObject();
    }

    /// Columns of an image as an object's fields.
    static void image(JsonGenerator out, String name, Optional<RowImage> image) throws IOException {
        if (image.isEmpty()) {
            return;
        }
        out.writeObjectFieldStart(name);
        for (int i = 0; i < image.get().size(); i++) {
            out.writeFieldName(image.get().schema().columns().get(i).name());
            JsonValues.write(out, image.get().value(i));
        }
        out.writeEndObject();
    }

    private static void filled(
            JsonGenerator out, Optional<RowImage> before, Optional<RowImage> after)
            throws IOException {
        boolean any = isFilled(before) || isFilled(after);
        if (any) {
            out.writeObjectFieldStart("filledFrom");
            filled(out, "before", before);
            filled(out, "after", after);
            out.writeEndObject();
        }
    }

    private static void filled(JsonGenerator out, String name, Optional<RowImage> image)
            throws IOException {
        if (isFilled(image)) {
            RowImage row = image.orElseThrow();
            out.writeObjectFieldStart(name);
            for (int i = 0; i < row.size(); i++) {
                if (row.filledFrom(i) != 0) {
                    out.writeNumberField(row.schema().columns().get(i).name(), row.filledFrom(i));
                }
            }
            out.writeEndObject();
        }
    }

    private static boolean isFilled(Optional<RowImage> image) {
        if (image.isPresent()) {
            for (int i = 0; i < image.get().size(); i++) {
                if (image.get().filledFrom(i) != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void identity(JsonGenerator out, Transaction transaction) throws IOException {
        if (!transaction.gtid().isEmpty()) {
            out.writeStringField("gtid", transaction.gtid());
        }
        if (transaction.xid() != 0) {
            out.writeNumberField("xid", transaction.xid());
        }
        if (transaction.lsn() != 0) {
            out.writeStringField("lsn", LogPosition.lsn(transaction.lsn()));
        }
        if (transaction.thread() != 0) {
            out.writeNumberField("thread", transaction.thread());
        }
        if (!transaction.user().isEmpty()) {
            out.writeStringField("user", transaction.user());
        }
    }

    private static void sql(JsonGenerator out, Change change, int most) throws IOException {
        Optional<String> sql = change.statement();
        if (sql.isPresent()) {
            String text = sql.get();
            if (text.length() <= most) {
                out.writeStringField("sql", text);
            } else {
                int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
                out.writeStringField("sql", text.substring(0, end));
                out.writeNumberField("sqlLength", text.length());
            }
        }
    }

    private static void time(JsonGenerator out, String name, long micros) throws IOException {
        if (micros != 0) {
            out.writeStringField(name, time(micros));
        }
    }
}
