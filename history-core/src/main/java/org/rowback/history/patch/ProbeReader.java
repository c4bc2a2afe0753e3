package org.rowback.history.patch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.rowback.history.model.RowbackException;
import org.rowback.history.revert.ProbeResults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Reads what `preflight.sql` printed: by `mysql --batch` or `mariadb --batch` (tabs), by `psql --csv` (commas), or as
/// JSON, objects with the columns' names, in an array or one a line.
///
/// A result is a header and lines with the same columns. Those with `statement` and `found` tell rows that are not as
/// planned; that with `preflight` comes last, names the patch, and proves that nothing is missing.
public final class ProbeReader {
    private static final String PREFIX = "Rowback ";

    private final Path file;
    private final Map<Integer, ProbeResults.Row> rows = new HashMap<>();
    private final Map<Integer, String> refused = new HashMap<>();
    private String patchId = "";
    private long expected = -1;

    private ProbeReader(Path file) {
        this.file = file;
    }

    /// @throws RowbackException.BadInput where the file is not that, or not whole
    public static ProbeResults read(Path file) throws RowbackException {
        ProbeReader reader = new ProbeReader(file);
        try {
            byte[] bytes = Files.readAllBytes(file);
            String text = new String(bytes, StandardCharsets.UTF_8).strip();
            if (text.startsWith("{") || text.startsWith("[")) {
                reader.json(text);
            } else {
                reader.table(text);
            }
            return reader.done(sha256(bytes));
        } catch (JsonParseException e) {
            throw reader.bad("is no JSON (" + e.getOriginalMessage() + ")");
        } catch (IOException e) {
            throw reader.bad("cannot be read (" + e + ")");
        }
    }

    private RowbackException.BadInput bad(String what) {
        return new RowbackException.BadInput(
                file
                        + " "
                        + what
                        + ": bring back what preflight.sql printed with mysql --batch, mariadb"
                        + " --batch or psql --csv");
    }

    private ProbeResults done(String sha256) throws RowbackException.BadInput {
        if (patchId.isEmpty()) {
            throw bad("does not end with the line that names the patch: something is missing");
        }
        if (expected != rows.size()) {
            throw bad(
                    "says that " + expected + " rows are not as planned, and tells " + rows.size());
        }
        refused.forEach(
                (number, state) ->
                        rows.putIfAbsent(
                                number, new ProbeResults.Row(false, true, List.of(), state)));
        return new ProbeResults(patchId, sha256, rows);
    }

    private void json(String text) throws IOException, RowbackException.BadInput {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            Map<String, String> record = new HashMap<>();
            String name = "";
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                switch (token) {
                    case START_OBJECT -> record = new HashMap<>();
                    case FIELD_NAME -> name = parser.currentName();
                    case END_OBJECT -> record(record);
                    case VALUE_STRING, VALUE_NUMBER_INT -> record.put(name, parser.getText());
                    default -> {}
                }
            }
        }
    }

    private void table(String text) throws RowbackException.BadInput {
        char comma = text.lines().findFirst().orElse("").indexOf('\t') >= 0 ? '\t' : ',';
        List<String> header = List.of();
        for (List<String> line : comma == ',' ? csv(text) : tabs(text)) {
            if (isHeader(line)) {
                header = line;
            } else if (line.size() == header.size()) {
                Map<String, String> record = new HashMap<>();
                for (int i = 0; i < line.size(); i++) {
                    record.put(header.get(i), line.get(i));
                }
                record(record);
            }
        }
    }

    private static boolean isHeader(List<String> line) {
        return (line.contains("found") && line.contains("statement"))
                || (line.contains("preflight") && line.contains("ready"))
                || (line.contains("trigger") && line.contains("note"))
                || (line.contains("sequence") && line.contains("note"));
    }

    private void record(Map<String, String> record) throws RowbackException.BadInput {
        String patch = record.get("preflight");
        String number = record.get("statement");
        String found = record.get("found");
        if (patch != null) {
            patchId = patch.startsWith(PREFIX) ? patch.substring(PREFIX.length()) : patch;
            expected = number(record, "already_reverted") + number(record, "not_as_planned");
        } else if (number != null && "refused".equals(found)) {
            refused.merge(
                    (int) number(record, "statement"),
                    record.getOrDefault("state", ""),
                    (a, b) -> a + ", " + b);
        } else if (number != null && found != null && !found.equals("unasked")) {
            boolean already = "already reverted".equals(record.get("state"));
            rows.put(
                    (int) number(record, "statement"),
                    new ProbeResults.Row(already, !found.equals("absent"), cells(found), ""));
        }
    }

    private long number(Map<String, String> record, String name) throws RowbackException.BadInput {
        try {
            return Long.parseLong(record.getOrDefault(name, ""));
        } catch (NumberFormatException e) {
            throw bad("has no number in " + name);
        }
    }

    private List<ProbeResults.Found> cells(String found) throws RowbackException.BadInput {
        List<ProbeResults.Found> cells = new ArrayList<>();
        if (found.isEmpty() || found.equals("-") || found.equals("absent")) {
            return cells;
        }
        for (String cell : found.split(",", -1)) {
            cells.add(cell(cell));
        }
        return cells;
    }

    private ProbeResults.Found cell(String cell) throws RowbackException.BadInput {
        char letter = cell.isEmpty() ? ' ' : cell.charAt(0);
        try {
            return switch (letter) {
                case 'B' -> new ProbeResults.Found.Bad();
                case 'T' -> new ProbeResults.Found.Target();
                case 'N' -> new ProbeResults.Found.Null();
                case 'X' -> new ProbeResults.Found.Other("0x" + cell.substring(1));
                case 'V' ->
                        new ProbeResults.Found.Other(
                                new String(
                                        HexFormat.of().parseHex(cell.substring(1)),
                                        StandardCharsets.UTF_8));
                default -> throw bad("holds '" + cell + "' for a column");
            };
        } catch (IllegalArgumentException e) {
            throw bad("holds '" + cell + "' for a column");
        }
    }

    /// As the clients print with --batch: a tab between values, and a backslash before what would be taken for one.
    private static List<List<String>> tabs(String text) {
        List<List<String>> lines = new ArrayList<>();
        for (String line : text.lines().toList()) {
            List<String> values = new ArrayList<>();
            for (String value : line.split("\t", -1)) {
                values.add(value.replace("\\t", "\t").replace("\\n", "\n").replace("\\\\", "\\"));
            }
            lines.add(values);
        }
        return lines;
    }

    /// RFC 4180.
    private static List<List<String>> csv(String text) {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                value.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                line.add(value.toString());
                value.setLength(0);
                if (c == '\n') {
                    lines.add(line);
                    line = new ArrayList<>();
                }
            } else if (quoted || c != '\r') {
                value.append(c);
            }
        }
        line.add(value.toString());
        lines.add(line);
        return lines;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
