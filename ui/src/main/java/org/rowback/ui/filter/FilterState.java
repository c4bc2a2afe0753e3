package org.rowback.ui.filter;

import org.rowback.history.filter.Filter;
import org.rowback.history.filter.Note;
import org.rowback.history.model.RowbackException.BadFilter;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is known of the text in the filter bar.
public sealed interface FilterState {
    /// The text that it is about.
    String text();

    /// It was understood.
    record Valid(String text, Filter filter) implements FilterState {
        /// What is likely not meant; empty where all is well.
        public List<Note> warnings() {
            return filter.notes().stream()
                    .filter(note -> note.kind() == Note.Kind.WARNING)
                    .toList();
        }
    }

    /// It was not.
    ///
    /// @param message one sentence
    /// @param fixes at most three
    record Invalid(String text, String message, int offset, int length, List<Fix> fixes)
            implements FilterState {
        private static final Pattern SUGGESTION = Pattern.compile("Did you mean ([^?]+)\\?");
        private static final Pattern WORD = Pattern.compile("`([^`]+)`|'([^']+)'|([\\w.@]+)");

        static Invalid of(String text, BadFilter problem) {
            int offset = Math.clamp(problem.offset(), 0, text.length());
            int length = Math.clamp(problem.length(), 0, text.length() - offset);
            String message = String.valueOf(problem.getMessage());
            return new Invalid(text, message, offset, length, fixes(text, message, offset, length));
        }

        private static List<Fix> fixes(String text, String message, int offset, int length) {
            Matcher suggestion = SUGGESTION.matcher(message);
            if (!suggestion.find()) {
                return List.of();
            }
            return WORD.matcher(suggestion.group(1))
                    .results()
                    .map(
                            word ->
                                    Optional.ofNullable(word.group(1))
                                            .or(() -> Optional.ofNullable(word.group(2)))
                                            .orElse(word.group()))
                    .filter(word -> !word.equals("or"))
                    .distinct()
                    .limit(3)
                    .map(
                            word ->
                                    new Fix(
                                            word,
                                            text.substring(0, offset)
                                                    + word
                                                    + text.substring(offset + length)))
                    .toList();
        }
    }

    /// A way to mend a filter.
    ///
    /// @param label what is put in
    /// @param text the whole filter after it
    record Fix(String label, String text) {}

    /// It has not been looked at yet.
    record Unknown(String text) implements FilterState {}
}
