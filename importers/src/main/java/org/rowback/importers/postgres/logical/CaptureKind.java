package org.rowback.importers.postgres.logical;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a capture is, told by its first bytes.
record CaptureKind(Plugin plugin, Wrapping wrapping) {
    /// Which output plugin wrote it.
    enum Plugin {
        TEST_DECODING,
        WAL2JSON,
        PGOUTPUT
    }

    /// How its records are put into the file.
    enum Wrapping {
        /// As pg_recvlogical does: one after the other, each with a line break behind it.
        PLAIN,
        /// A result of pg_logical_slot_get_changes as CSV.
        CSV,
        /// The same as psql prints it: aligned, or unaligned.
        PSQL
    }

    private static final String LSN = "[0-9A-F]{1,8}/[0-9A-F]{1,8}";
    private static final Pattern TEST_DECODING =
            Pattern.compile(
                    "(?:BEGIN(?: \\d+)?|COMMIT(?: \\d+)?(?: \\(at [^\\n]*\\))?|(?:COMMIT|ROLLBACK)"
                            + " PREPARED '[^\\n]*|opening a streamed block[^\\n]*)(?:\\n|$)"
                            + "|table [^\\n]{3,300}: (?:INSERT|UPDATE|DELETE|TRUNCATE): "
                            + "|(?:streaming )?message: transactional: [01] prefix: ");
    private static final Pattern WAL2JSON =
            Pattern.compile(
                    "\\s*\\{\\s*(?:\"change\"\\s*:\\s*\\[|\"action\"\\s*:\\s*\"[BCIUDTM]\"|\"(?:xid|nextlsn|timestamp|origin)\"\\s*:\\s*(?:\\d+|\"[^\"\\n"
                        + "]*\")\\s*,\\s*\"(?:change|nextlsn|timestamp|origin)\"\\s*:)");
    private static final Pattern CSV =
            Pattern.compile(
                    "(?i:\"?(?:lsn|location)\"?,\"?xid\"?,\"?data\"?\\r?\\n)?(?:"
                            + LSN
                            + "),\\d+,");
    private static final Pattern PSQL =
            Pattern.compile(
                    "(?: *(?:lsn|location) *\\| *xid *\\| *data *\\n(?:-[-+]*\\n)?)? *"
                            + LSN
                            + " *\\| *\\d+ *\\|");
    private static final Pattern PSQL_DATA = Pattern.compile(" +data *\\n-+\\n ");

    /// The kind of a capture; empty where it is none.
    static Optional<CaptureKind> of(byte[] head) {
        if (PgoutputReader.isHead(head)) {
            return Optional.of(new CaptureKind(Plugin.PGOUTPUT, Wrapping.PLAIN));
        }
        String text = new String(head, StandardCharsets.ISO_8859_1);
        Matcher csv = CSV.matcher(text);
        if (csv.lookingAt()) {
            String data = text.substring(csv.end());
            boolean quoted = data.startsWith("\"");
            return wrapped(quoted ? data.substring(1).replace("\"\"", "\"") : data, Wrapping.CSV);
        }
        Matcher psql = PSQL.matcher(text);
        Matcher only = PSQL_DATA.matcher(text);
        if (psql.lookingAt()) {
            String data = text.substring(psql.end());
            return wrapped(data.startsWith(" ") ? data.substring(1) : data, Wrapping.PSQL);
        }
        if (only.lookingAt()) {
            return wrapped(text.substring(only.end()), Wrapping.PSQL);
        }
        return wrapped(text, Wrapping.PLAIN);
    }

    private static Optional<CaptureKind> wrapped(String text, Wrapping wrapping) {
        String data = wrapping == Wrapping.PSQL ? text.replaceAll(" *\\+?\\n", "\n") : text;
        if (TEST_DECODING.matcher(data).lookingAt()) {
            return Optional.of(new CaptureKind(Plugin.TEST_DECODING, wrapping));
        }
        if (WAL2JSON.matcher(data).lookingAt()) {
            return Optional.of(new CaptureKind(Plugin.WAL2JSON, wrapping));
        }
        return Optional.empty();
    }
}
