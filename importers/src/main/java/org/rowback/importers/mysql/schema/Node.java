package org.rowback.importers.mysql.schema;

import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A node of a parse tree by the name of its rule or alternative, so that one reader understands the trees of both
/// vendors' grammars: they are generated as unrelated classes with the same names.
///
/// @param text the whole statement
record Node(ParserRuleContext context, String text) {
    /// The rule's or alternative's name as in the grammar, e.g. `alterByAddColumn`.
    String name() {
        String name = context.getClass().getSimpleName();
        return Character.toLowerCase(name.charAt(0))
                + name.substring(1, name.length() - "Context".length());
    }

    boolean is(String name) {
        return name().equals(name);
    }

    List<Node> children() {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < context.getChildCount(); i++) {
            if (context.getChild(i) instanceof ParserRuleContext child) {
                nodes.add(new Node(child, text));
            }
        }
        return nodes;
    }

    List<Node> children(String name) {
        return children().stream().filter(node -> node.is(name)).toList();
    }

    Optional<Node> child(String name) {
        return children().stream().filter(node -> node.is(name)).findFirst();
    }

    /// All nodes of a name at any depth, not looking into those found.
    List<Node> all(String name) {
        List<Node> found = new ArrayList<>();
        for (Node child : children()) {
            if (child.is(name)) {
                found.add(child);
            } else {
                found.addAll(child.all(name));
            }
        }
        return found;
    }

    /// Whether a keyword stands directly in this node.
    boolean has(String word) {
        return words().contains(word);
    }

    /// The keywords directly in this node, in capitals.
    List<String> words() {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < context.getChildCount(); i++) {
            ParseTree child = context.getChild(i);
            if (child instanceof TerminalNode terminal) {
                words.add(terminal.getText().toUpperCase(java.util.Locale.ROOT));
            }
        }
        return words;
    }

    /// What stands behind a keyword directly in this node.
    Optional<Node> after(String word) {
        for (int i = 0; i + 1 < context.getChildCount(); i++) {
            if (context.getChild(i) instanceof TerminalNode terminal
                    && terminal.getText().equalsIgnoreCase(word)
                    && context.getChild(i + 1) instanceof ParserRuleContext next) {
                return Optional.of(new Node(next, text));
            }
        }
        return Optional.empty();
    }

    /// The text that the node covers, as written.
    String source() {
        int from = context.getStart().getStartIndex();
        int to = context.getStop() == null ? from - 1 : context.getStop().getStopIndex();
        if (to < from) {
            return "";
        }
        // The grammar counts code points.
        int start = text.offsetByCodePoints(0, from);
        return text.substring(start, text.offsetByCodePoints(start, to - from + 1));
    }

    /// The tokens that the node covers.
    Tokens tokens() {
        return new Tokens(source());
    }

    /// The name that the node is.
    String identifier() {
        return Quoting.unquote(source());
    }
}
