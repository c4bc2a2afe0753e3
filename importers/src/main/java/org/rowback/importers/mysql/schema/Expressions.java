package org.rowback.importers.mysql.schema;

/// Blanks what says nothing of columns and keys and trips grammars: the expressions of CHECK, DEFAULT, generated columns
/// and functional key parts. Every other character stays where it was.
final class Expressions {
    private Expressions() {}

    static String blank(String plain) {
        StringBuilder out = new StringBuilder(plain);
        Tokens tokens = new Tokens(plain);
        boolean expression = false;
        while (tokens.peek().kind() != Tokens.Kind.END) {
            Tokens.Token token = tokens.peek();
            boolean functional = token.isSign('(') && tokens.peek(1).isSign('(');
            if (functional && !expression) {
                tokens.next();
                fill(out, tokens);
            } else if (expression && token.isSign('(')) {
                fill(out, tokens);
                expression = false;
            } else {
                expression = token.is("CHECK") || token.is("AS") || token.is("DEFAULT");
                tokens.next();
            }
        }
        return out.toString();
    }

    private static void fill(StringBuilder out, Tokens tokens) {
        int from = tokens.peek().start() + 1;
        int depth = 0;
        do {
            Tokens.Token token = tokens.next();
            if (token.kind() == Tokens.Kind.END) {
                return;
            }
            depth += token.isSign('(') ? 1 : token.isSign(')') ? -1 : 0;
            if (depth == 0) {
                for (int i = from; i < token.start(); i++) {
                    out.setCharAt(i, ' ');
                }
                if (from < token.start()) {
                    out.setCharAt(from, '1');
                }
            }
        } while (depth > 0);
    }
}
