package org.rowback.ui.patch;

import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;

import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which parts of SQL text have which style class.
public final class SqlColours {
    private static final Pattern TOKENS =
            Pattern.compile(
                    "(?<comment>--[^\\n]*)"
                            + "|(?<string>'(?:[^'\\\\]|\\\\.|'')*')"
                            + "|(?<name>`(?:[^`]|``)*`)"
                            + "|(?<number>\\b(?:0x[0-9A-Fa-f]+|\\d+(?:\\.\\d+)?)\\b)"
                            + "|(?<word>\\b(?:UPDATE|DELETE|INSERT|INTO|FROM|SET|WHERE|AND|OR|NOT"
                            + "|NULL|IS|LIMIT|VALUES|CAST|AS|BINARY|CHAR|CONVERT|USING|SELECT"
                            + "|EXISTS|IN|JSON|TIMESTAMP|CHARACTER|DECIMAL)\\b)");
    private static final List<String> GROUPS =
            List.of("comment", "string", "name", "number", "word");

    private SqlColours() {}

    public static StyleSpans<Collection<String>> of(String text) {
        StyleSpansBuilder<Collection<String>> spans = new StyleSpansBuilder<>();
        Matcher matcher = TOKENS.matcher(text);
        int at = 0;
        while (matcher.find()) {
            spans.add(List.of(), matcher.start() - at);
            spans.add(List.of("sql-" + group(matcher)), matcher.end() - matcher.start());
            at = matcher.end();
        }
        spans.add(List.of(), text.length() - at);
        return spans.create();
    }

    private static String group(Matcher matcher) {
        for (String group : GROUPS) {
            if (matcher.group(group) != null) {
                return group;
            }
        }
        throw new IllegalStateException("a token of no group");
    }
}
