package org.rowback.app.cli;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Datum;
import org.rowback.history.query.json.JsonLines;
import org.rowback.history.query.json.JsonValues;
import org.rowback.history.query.table.AsOfTables;

import java.util.HexFormat;
import java.util.List;

/// Prints the answer of a query: tab-separated with a head line, or JSON lines.
final class QueryAnswer implements AsOfTables.Answer {
    private final Console console;
    private final ReadOptions read;
    private final JsonLines json;
    private List<String> names = List.of();
    private long shown;

    QueryAnswer(Console console, ReadOptions read) {
        this.console = console;
        this.read = read;
        this.json = new JsonLines(console.out());
    }

    @Override
    public void columns(List<String> columns) {
        names = columns;
        if (!read.json) {
            console.out().println(String.join("\t", columns));
        }
    }

    /// Ends the last line.
    void end() {
        if (read.json && shown > 0) {
            json.flush();
        }
    }

    @Override
    public void row(List<@Nullable Object> values) {
        if (read.reached(shown++)) {
            return;
        }
        if (read.json) {
            json.object(
                    out -> {
                        for (int i = 0; i < values.size(); i++) {
                            out.writeFieldName(names.get(i));
                            switch (values.get(i)) {
                                case null -> out.writeNull();
                                case Long number -> out.writeNumber(number);
                                case Double number -> out.writeNumber(number);
                                case byte[] bytes ->
                                        JsonValues.write(
                                                out, new Datum.BinaryDatum(Bytes.of(bytes)));
                                case Object other -> out.writeString(other.toString());
                            }
                        }
                    });
            return;
        }
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            line.append(i == 0 ? "" : "\t")
                    .append(
                            value == null
                                    ? "NULL"
                                    : value instanceof byte[] bytes
                                            ? "0x" + HexFormat.of().formatHex(bytes)
                                            : value.toString()
                                                    .replace("\\", "\\\\")
                                                    .replace("\t", "\\t")
                                                    .replace("\n", "\\n"));
        }
        console.out().println(line);
    }
}
