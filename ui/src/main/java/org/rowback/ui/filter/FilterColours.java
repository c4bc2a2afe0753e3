package org.rowback.ui.filter;

import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import org.rowback.history.filter.Filter;
import org.rowback.history.filter.Token;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which parts of a filter's text have which style class; the part that an error is about has `flt-wrong` too.
final class FilterColours {
    private FilterColours() {}

    static StyleSpans<Collection<String>> of(String text, Optional<FilterState> error) {
        StyleSpansBuilder<Collection<String>> plain = new StyleSpansBuilder<>();
        int at = 0;
        for (Token token : Filter.tokens(text)) {
            int from = Math.clamp(token.span().offset(), at, text.length());
            int to = Math.clamp(token.span().end(), from, text.length());
            plain.add(List.of(), from - at);
            plain.add(List.of(style(token.kind())), to - from);
            at = to;
        }
        plain.add(List.of(), text.length() - at);
        StyleSpans<Collection<String>> spans = plain.create();
        if (error.isPresent() && error.get() instanceof FilterState.Invalid wrong) {
            int from = Math.min(wrong.offset(), Math.max(0, text.length() - 1));
            int length = Math.max(1, Math.min(wrong.length(), text.length() - from));
            StyleSpansBuilder<Collection<String>> mark = new StyleSpansBuilder<>();
            mark.add(List.of(), from);
            mark.add(List.of("flt-wrong"), length);
            mark.add(List.of(), Math.max(0, text.length() - from - length));
            return spans.overlay(mark.create(), FilterColours::both);
        }
        return spans;
    }

    private static Collection<String> both(Collection<String> one, Collection<String> other) {
        List<String> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    /// An error is coloured only once it is shown.
    private static String style(Token.Kind kind) {
        return kind == Token.Kind.ERROR
                ? "flt-word"
                : "flt-" + kind.name().toLowerCase(Locale.ROOT);
    }
}
