package org.rowback.importers.postgres.logical;

import org.rowback.history.model.TableName;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Reads qualified names with commas between and a colon behind: `public.t, "Odd""s".f: `. Names are quoted as
/// identifiers where they need it.
final class TableNames {
    private final byte[] buffer;
    private final int limit;
    private int at;

    TableNames(byte[] buffer, int at, int limit) {
        this.buffer = buffer;
        this.at = at;
        this.limit = limit;
    }

    void read(List<TableName> names) throws MalformedCapture {
        while (true) {
            String first = name();
            String table = "";
            if (at < limit && buffer[at] == '.') {
                at++;
                table = name();
            }
            names.add(table.isEmpty() ? new TableName("", first) : new TableName(first, table));
            if (at + 1 >= limit
                    || buffer[at + 1] != ' '
                    || (buffer[at] != ',' && buffer[at] != ':')) {
                throw new MalformedCapture("a table's name does not end");
            }
            at += 2;
            if (buffer[at - 2] == ':') {
                return;
            }
        }
    }

    private String name() throws MalformedCapture {
        int start = at;
        if (at < limit && buffer[at] == '"') {
            at++;
            while (at < limit && (buffer[at] != '"' || (at + 1 < limit && buffer[at + 1] == '"'))) {
                at += buffer[at] == '"' ? 2 : 1;
            }
            if (at >= limit) {
                throw new MalformedCapture("a table's name does not end");
            }
            at++;
            return new String(
                    TestDecodingCodec.unquoted(buffer, start + 1, at - 1, '"'),
                    StandardCharsets.UTF_8);
        }
        while (at < limit && ".,: ".indexOf(buffer[at]) < 0) {
            at++;
        }
        if (at == start) {
            throw new MalformedCapture("a table's name is empty");
        }
        return new String(Arrays.copyOfRange(buffer, start, at), StandardCharsets.UTF_8);
    }

    /// Behind the colon and its blank.
    int position() {
        return at;
    }
}
