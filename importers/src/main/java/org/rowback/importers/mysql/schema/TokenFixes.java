package org.rowback.importers.mysql.schema;

import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Helps the grammars over their gaps: words at places where only a name can stand become names, types that a grammar
/// does not know become one that it does, attributes without meaning for columns and keys are hidden.
///
/// Nothing of the text changes, only how the parser takes it: names and types are read from the text afterwards.
///
/// @param id the grammar's token type of a name
/// @param plainType the token type of a type without arguments
/// @param binary the token type of BINARY, the attribute of a character type
record TokenFixes(int id, int plainType, int binary) {
    /// Reserved words that begin an entry of a table's definition that is no column.
    private static final Set<String> NOT_A_COLUMN =
            Set.of(
                    "CONSTRAINT",
                    "INDEX",
                    "KEY",
                    "PRIMARY",
                    "UNIQUE",
                    "FULLTEXT",
                    "SPATIAL",
                    "FOREIGN",
                    "CHECK",
                    "LIKE",
                    "PARTITION");

    private static final Set<String> PLAIN_TYPES =
            Set.of("INET4", "INET6", "UUID", "XMLTYPE", "GEOMCOLLECTION");

    /// Attributes without meaning here that one grammar or both lack.
    private static final Set<String> HIDDEN = Set.of("COMPRESSED", "ENFORCED");

    /// Attributes of character types that both grammars lack.
    private static final Set<String> CHARSET_WORDS = Set.of("ASCII", "UNICODE", "BYTE");

    /// Behind these stands a name or an option's value, never an attribute.
    private static final Set<String> BEFORE_A_NAME =
            Set.of(
                    "=", "(", ",", "ADD", "COLUMN", "DROP", "MODIFY", "CHANGE", "AFTER", "TO",
                    "EXISTS");

    void apply(DdlGrammar.Rule rule, List<Token> all) {
        List<CommonToken> tokens = new ArrayList<>();
        for (Token token : all) {
            if (token.getChannel() == Token.DEFAULT_CHANNEL
                    && token instanceof CommonToken common) {
                tokens.add(common);
            }
        }
        switch (rule) {
            case CREATE_TABLE -> create(tokens);
            case ALTER_TABLE -> alter(tokens);
        }
    }

    private void create(List<CommonToken> tokens) {
        int depth = 0;
        boolean first = true;
        for (int i = 0; i < tokens.size(); i++) {
            String text = tokens.get(i).getText();
            if (text.equals("(")) {
                depth++;
            } else if (text.equals(")")) {
                depth--;
                first &= depth > 0;
            }
            boolean starts = depth == 1 && first && (text.equals("(") || text.equals(","));
            if (starts && isColumn(tokens, i + 1)) {
                column(tokens, i + 1);
            }
            if (depth == 1 && first) {
                hide(tokens, i);
            }
        }
    }

    private void alter(List<CommonToken> tokens) {
        int firstClause = firstClause(tokens);
        int depth = 0;
        boolean inList = false;
        for (int i = 0; i < tokens.size(); i++) {
            String text = word(tokens, i);
            if (text.equals("(")) {
                depth++;
            } else if (text.equals(")")) {
                depth--;
                inList &= depth > 0;
            }
            if (depth > 0) {
                boolean starts = inList && depth == 1 && (text.equals("(") || text.equals(","));
                if (starts
                        && isWord(tokens, i + 1)
                        && !NOT_A_COLUMN.contains(word(tokens, i + 1))) {
                    column(tokens, i + 1);
                }
                if (inList && depth == 1) {
                    hide(tokens, i);
                }
                continue;
            }
            hide(tokens, i);
            boolean clause = i == firstClause || (i > 0 && word(tokens, i - 1).equals(","));
            if (!clause && !text.equals("AFTER")) {
                continue;
            }
            switch (text) {
                case "ADD" -> {
                    int at = skip(tokens, i + 1, "COLUMN", "IF", "NOT", "EXISTS");
                    inList = word(tokens, at).equals("(");
                    if (!inList && isColumn(tokens, at)) {
                        column(tokens, at);
                    }
                }
                case "MODIFY" -> {
                    int at = skip(tokens, i + 1, "COLUMN", "IF", "EXISTS");
                    column(tokens, at);
                }
                case "CHANGE" -> {
                    int at = skip(tokens, i + 1, "COLUMN", "IF", "EXISTS");
                    name(tokens, at);
                    column(tokens, at + 1);
                }
                case "DROP" -> {
                    int at = skip(tokens, i + 1, "COLUMN", "IF", "EXISTS");
                    if (isColumn(tokens, at)) {
                        name(tokens, at);
                    }
                }
                case "RENAME" -> {
                    if (word(tokens, i + 1).equals("COLUMN")) {
                        int at = skip(tokens, i + 2, "IF", "EXISTS");
                        name(tokens, at);
                        name(tokens, at + 2);
                    }
                }
                case "AFTER" -> name(tokens, i + 1);
                default -> {}
            }
        }
    }

    /// Whether a column's name stands here, and not one of the words that only mean more with the next.
    private static boolean isColumn(List<CommonToken> tokens, int at) {
        String next = word(tokens, at + 1);
        return switch (word(tokens, at)) {
            case "PERIOD" -> !next.equals("FOR");
            case "SYSTEM" -> !next.equals("VERSIONING");
            case "VECTOR" -> {
                boolean key = next.equals("INDEX") || next.equals("KEY");
                if (key) {
                    tokens.get(at).setChannel(Token.HIDDEN_CHANNEL);
                }
                yield !key;
            }
            default -> !NOT_A_COLUMN.contains(word(tokens, at));
        };
    }

    /// Behind the table's name.
    private static int firstClause(List<CommonToken> tokens) {
        int at = 0;
        while (at < tokens.size() && !word(tokens, at).equals("TABLE")) {
            at++;
        }
        at = skip(tokens, at + 1, "IF", "EXISTS") + 1;
        if (word(tokens, at).equals(".")) {
            at += 2;
        } else if (word(tokens, at).startsWith(".")) {
            at++;
        }
        if (word(tokens, at).equals("WAIT")) {
            at += 2;
        }
        return skip(tokens, at, "NOWAIT");
    }

    /// A column's name and its type behind it.
    private void column(List<CommonToken> tokens, int at) {
        name(tokens, at);
        if (at + 1 < tokens.size() && PLAIN_TYPES.contains(word(tokens, at + 1))) {
            tokens.get(at + 1).setType(plainType);
        }
        int behind = at + 2;
        if (word(tokens, behind).equals("(")) {
            while (behind < tokens.size() && !word(tokens, behind).equals(")")) {
                behind++;
            }
            behind++;
        }
        if (CHARSET_WORDS.contains(word(tokens, behind))) {
            tokens.get(behind).setType(binary);
        }
    }

    private void name(List<CommonToken> tokens, int at) {
        if (isWord(tokens, at)) {
            tokens.get(at).setType(id);
        }
    }

    private void hide(List<CommonToken> tokens, int at) {
        boolean attribute =
                HIDDEN.contains(word(tokens, at))
                        && at > 0
                        && !BEFORE_A_NAME.contains(word(tokens, at - 1));
        if (!attribute) {
            return;
        }
        tokens.get(at).setChannel(Token.HIDDEN_CHANNEL);
        if (word(tokens, at).equals("ENFORCED") && word(tokens, at - 1).equals("NOT")) {
            tokens.get(at - 1).setChannel(Token.HIDDEN_CHANNEL);
        }
    }

    private static int skip(List<CommonToken> tokens, int at, String... words) {
        int i = at;
        for (String word : words) {
            if (word(tokens, i).equals(word)) {
                i++;
            }
        }
        return i;
    }

    private static String word(List<CommonToken> tokens, int at) {
        return at < tokens.size() ? tokens.get(at).getText().toUpperCase(Locale.ROOT) : "";
    }

    private static boolean isWord(List<CommonToken> tokens, int at) {
        String text = word(tokens, at);
        return !text.isEmpty()
                && (Character.isLetterOrDigit(text.charAt(0)) || text.charAt(0) == '_');
    }
}
