package org.rowback.history.importing;

import java.time.Duration;
import java.util.List;

/// What an import did.
///
/// @param sources in the order of their import
/// @param refused one sentence for each piece of evidence that could not be used; the others were imported
/// @param transactions written by this import
/// @param changes written by this import
/// @param findings written by this import
/// @param elapsed how long it took
public record ImportResult(
        List<SourceResult> sources,
        List<String> refused,
        long transactions,
        long changes,
        long findings,
        Duration elapsed) {
    public ImportResult {
        sources = List.copyOf(sources);
        refused = List.copyOf(refused);
    }

    /// What became of a source.
    public enum Outcome {
        IMPORTED,
        /// It was begun before, and this import went on where that one stopped.
        RESUMED,
        /// It was in the case as a whole; nothing changed.
        ALREADY_THERE
    }

    /// @param events that it holds as far as it was read, now and before: used and set aside together
    /// @param bytes of its uncompressed content, as far as it was read
    /// @param complete whether nothing more can follow
    public record SourceResult(
            String name,
            String path,
            Outcome outcome,
            long events,
            long eventsSetAside,
            long bytes,
            boolean complete) {}

    /// How many sources had an outcome.
    public long count(Outcome outcome) {
        return sources.stream().filter(s -> s.outcome() == outcome).count();
    }

    public long events() {
        return sources.stream().mapToLong(SourceResult::events).sum();
    }

    public long eventsSetAside() {
        return sources.stream().mapToLong(SourceResult::eventsSetAside).sum();
    }

    /// Bytes of content of all sources.
    public long bytes() {
        return sources.stream().mapToLong(SourceResult::bytes).sum();
    }
}
