package org.rowback.importers.live;

import org.rowback.importers.live.PatchCheck.Outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A statement of a patch's script, which is cut at semicolons outside of quotes, dollar quotes and comments.
///
/// @param comment the comment lines before it, without their dashes
/// @param sql without its semicolon
record ScriptStatements(String comment, String sql) {
    private static final Pattern NUMBERED = Pattern.compile("(?m)^\\s*(\\d+): (.*?) \\|.*$");

    /// Its number and row, where it is one that changes a row.
    Optional<Outcome> numbered() {
        Matcher numbered = NUMBERED.matcher(comment);
        return numbered.find()
                ? Optional.of(
                        new Outcome(Integer.parseInt(numbered.group(1)), numbered.group(2), ""))
                : Optional.empty();
    }

    static List<ScriptStatements> of(String script) {
        List<ScriptStatements> statements = new ArrayList<>();
        var comment = new StringBuilder();
        var sql = new StringBuilder();
        int at = 0;
        while (at < script.length()) {
            char c = script.charAt(at);
            int end = at + 1;
            if (script.startsWith("--", at)) {
                end = after(script, "\n", at);
                (sql.isEmpty() ? comment : sql).append(script, sql.isEmpty() ? at + 2 : at, end);
            } else if (c == '\'' || c == '"' || c == '`') {
                end = quoted(script, at, c == '\'' && at > 0 && script.charAt(at - 1) == 'E');
                sql.append(script, at, end);
            } else if (c == '$') {
                int tag = script.indexOf('$', at + 1) + 1;
                end = after(script, script.substring(at, tag), tag);
                sql.append(script, at, end);
            } else if (c == ';') {
                statements.add(new ScriptStatements(comment.toString().strip(), sql.toString()));
                comment.setLength(0);
                sql.setLength(0);
            } else if (!sql.isEmpty() || !Character.isWhitespace(c)) {
                sql.append(c);
            }
            at = end;
        }
        return statements;
    }

    private static int after(String script, String what, int from) {
        int found = script.indexOf(what, from);
        return found < 0 ? script.length() : found + what.length();
    }

    /// A doubled quote goes on as another string, which is the same here.
    private static int quoted(String script, int from, boolean escapes) {
        char quote = script.charAt(from);
        int at = from + 1;
        while (at < script.length() && script.charAt(at) != quote) {
            at += escapes && script.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at + 1, script.length());
    }
}
