package org.rowback.importers.mysql.schema;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// SHOW CREATE TABLE as the `mysql` client prints it: in a frame, vertical (`\G`), or in a batch with tabs.
///
/// ```
/// | orders | CREATE TABLE `orders` (
///   `id` int NOT NULL
/// ) ENGINE=InnoDB |
/// ```
final class ClientOutput {
    private static final Pattern START =
            Pattern.compile(
                    "\\A(?:\\|[^|\\n]*\\|\\s*"
                            + "|\\s*Table: [^\\n]*\\n\\s*Create Table: )"
                            + "(?=CREATE TABLE )");
    private static final Pattern HEADER =
            Pattern.compile("\\A\\|\\s*Table\\s*\\|\\s*Create Table\\s*\\|\\s*");

    private ClientOutput() {}

    static boolean isClientOutput(CharSequence text) {
        char first = text.charAt(0);
        return first == '|' || first == 'T';
    }

    /// Whether a header line stands alone, or a definition has its closing parenthesis on its last line.
    static boolean isComplete(CharSequence text, boolean batchRow) {
        String all = text.toString();
        if (HEADER.matcher(all).matches()) {
            return true;
        }
        String body = all.stripTrailing();
        String last = body.substring(body.lastIndexOf('\n') + 1);
        boolean closes = last.startsWith(")") || last.contains("\\n)");
        return closes && (batchRow || START.matcher(all).lookingAt());
    }

    /// The statement without what is printed around it; other text as it is.
    static String statement(String text) {
        String body = HEADER.matcher(text).replaceFirst("");
        Matcher start = START.matcher(body);
        if (!start.lookingAt()) {
            return body;
        }
        String sql = body.substring(start.end());
        if (body.startsWith("|")) {
            int frame = sql.lastIndexOf('|');
            sql = frame < 0 ? sql : sql.substring(0, frame);
        }
        return sql;
    }

    /// What a batch without `--raw` printed: line ends, tabs and backslashes escaped.
    static String unescaped(String sql) {
        return sql.indexOf('\n') >= 0
                ? sql
                : sql.replace("\\\\", "\0")
                        .replace("\\n", "\n")
                        .replace("\\t", "\t")
                        .replace("\0", "\\");
    }
}
