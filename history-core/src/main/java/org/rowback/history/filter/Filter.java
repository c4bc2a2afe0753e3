package org.rowback.history.filter;

import org.rowback.history.model.Change;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.RowbackException.BadFilter;
import org.rowback.history.model.Truth;
import org.rowback.history.query.ChangeTest;
import org.rowback.history.query.Scan;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// A filter that was understood against a case. Immutable; safe for use from several threads.
///
/// ```java
/// Filter filter = Filter.parse("op:update new.total == 0", Catalog.of(history, zone));
/// Truth truth = filter.test(change);
/// ```
public final class Filter {
    private final String text;
    private final Term term;
    private final Term beyondBounds;
    private final Bounds bounds;
    private final List<Note> notes;

    private Filter(String text, Term term, List<Note> notes) {
        this.text = text;
        this.term = term;
        this.bounds = term.bounds();
        this.beyondBounds = term.beyondBounds();
        this.notes = List.copyOf(notes);
    }

    /// Parses and types a filter. Empty text is every change.
    ///
    /// @throws BadFilter says what is wrong, and where in the text
    public static Filter parse(String text, Catalog catalog) throws BadFilter {
        Syntax syntax = new FilterParser(text).parse();
        Typer typer = new Typer(catalog);
        Term term = typer.type(syntax, null, EnumSet.allOf(Op.class));
        return new Filter(text, term, typer.notes());
    }

    public String text() {
        return text;
    }

    /// What is left to ask of changes of [#scan()], as they were logged.
    public ChangeTest inside() {
        return new TermTest(beyondBounds);
    }

    /// The answer of [#inside()] for a change whose images are known better than it logged them.
    public Truth testInside(Change change, Optional<RowImage> before, Optional<RowImage> after)
            throws RowbackException {
        return beyondBounds.test(new Subject(change, before, after));
    }

    /// Whether every change of [#scan()] matches.
    public boolean isBoundsOnly() {
        return beyondBounds.equals(Logic.Decided.ALWAYS);
    }

    /// Whether every change matches.
    public boolean isEverything() {
        return term.equals(Logic.Decided.ALWAYS);
    }

    /// What is worth knowing of it: resolved times, terms that never match.
    public List<Note> notes() {
        return notes;
    }

    /// Whether a change matches, as it was logged.
    public Truth test(Change change) throws RowbackException {
        return term.test(new Subject(change));
    }

    /// Whether a change matches whose images are known better than it logged them.
    public Truth test(Change change, Optional<RowImage> before, Optional<RowImage> after)
            throws RowbackException {
        return term.test(new Subject(change, before, after));
    }

    /// Where all changes lie that match or are undecidable; forward.
    public Scan scan() {
        return bounds.scan();
    }

    Bounds bounds() {
        return bounds;
    }

    /// The rows by table and key one of which every match touches; empty where the filter names none.
    public Optional<List<RowOf>> rows() {
        List<Bounds.KeyOf> keys = bounds.keys();
        return keys == null
                ? Optional.empty()
                : Optional.of(keys.stream().map(k -> new RowOf(k.tableId(), k.key())).toList());
    }

    /// A row by table and key.
    public record RowOf(int tableId, org.rowback.history.model.RowKey key) {}

    /// Whether the scan cannot find any change.
    public boolean isImpossible() {
        return bounds.isEmpty();
    }

    /// Whether it says anything by which blocks can be left unread.
    public boolean isBounded() {
        return bounds.keys() != null || !bounds.scan().equals(Scan.ALL);
    }

    /// What stretches of any text are, for colouring; where it cannot be read, the rest is an error.
    public static List<Token> tokens(String text) {
        FilterParser parser = new FilterParser(text);
        try {
            parser.parse();
            return List.copyOf(parser.tokens());
        } catch (BadFilter e) {
            List<Token> tokens = new java.util.ArrayList<>(parser.tokens());
            int from = tokens.isEmpty() ? 0 : tokens.getLast().span().end();
            while (from < text.length() && Character.isWhitespace(text.charAt(from))) {
                from++;
            }
            if (from < text.length()) {
                tokens.add(new Token(Token.Kind.ERROR, new Span(from, text.length() - from)));
            }
            return tokens;
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
