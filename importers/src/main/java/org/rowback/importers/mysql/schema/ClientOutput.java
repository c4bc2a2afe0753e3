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
                            + "|\\s*Table: [^\\n]*\\n\\s*Create Table: "
                            + "|(?:Table\\tCreate Table\\n)?[^\\t\\n]{1,64}\\t)"
                            + "(?=CREATE TABLE )");
    private static final Pattern HEADER =
            Pattern.compile("\\A\\|\\s*Table\\s*\\|\\s*Create Table\\s*\\|\\s*");

    private ClientOutput() {}

    static boolean isClientOutput(CharSequence text) {
        char first = text.charAt(0);
        return first == '|'
                || first == 'T'
                || (text.length() < (1 << 16) && START.matcher(text).lookingAt());
    }

    /// Whether a header line stands alone, or a definition has its closing parenthesis on its last line.
    static boolean isComplete(CharSequence text) {
        String all = text.toString();
        if (HEADER.matcher(all).matches()) {
            return true;
        }
        String body = all.stripTrailing();
        String last = body.substring(body.lastIndexOf('\n') + 1);
        boolean closes = last.startsWith(")") || (body.indexOf('\n') < 0 && last.contains("\\n)"));
        return closes && START.matcher(all).lookingAt();
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
        // A batch writes line ends as \n.
        return sql.indexOf('\n') < 0 ? sql.replace("\\n", "\n") : sql;
    }
}
