package org.rowback.ui.patch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.rowback.history.model.RowbackException;
import org.rowback.history.patch.EarlierPatch;
import org.rowback.history.query.History;
import org.rowback.ui.Decisions;
import org.rowback.ui.fx.Line;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The patches that this case's windows wrote and that lie where they were written, as the case's journal notes them, one
/// JSON object each:
///
/// ```json
/// {"directory":"/cases/patch-9f3c0a12","patch":"9f3c0a12be77","changes":"98214377"}
/// ```
public final class WaitingPatches {
    private static final String KIND = "written patch";

    /// A patch that was written before the newest logs were imported.
    ///
    /// @param changes how many changes were imported since
    public record Waiting(Path directory, String id, long changes) {}

    private record Noted(Path directory, String id, long changes) {
        String toJson() {
            StringWriter text = new StringWriter();
            try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
                json.writeStartObject();
                json.writeStringField("directory", directory.toString());
                json.writeStringField("patch", id);
                json.writeStringField("changes", Long.toString(changes));
                json.writeEndObject();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return text.toString();
        }

        /// Reads one; empty for what this version does not know.
        static Optional<Noted> of(String text) {
            Map<String, String> fields = new HashMap<>();
            try (JsonParser json = new JsonFactory().createParser(text)) {
                json.nextToken();
                for (String name = json.nextFieldName();
                        name != null;
                        name = json.nextFieldName()) {
                    fields.put(name, String.valueOf(json.nextTextValue()));
                }
                return Optional.of(
                        new Noted(
                                Path.of(fields.getOrDefault("directory", "")),
                                fields.getOrDefault("patch", ""),
                                Long.parseLong(fields.getOrDefault("changes", ""))));
            } catch (IOException | NumberFormatException | InvalidPathException unknown) {
                return Optional.empty();
            }
        }
    }

    private final History history;
    private final Decisions decisions;
    private final Line line;
    private final Consumer<String> say;
    private final ReadOnlyObjectWrapper<List<Waiting>> outdated =
            new ReadOnlyObjectWrapper<>(List.of());

    /// @param line on which the journal is read and written, in order
    /// @param say tells the user what went wrong
    WaitingPatches(History history, Decisions decisions, Line line, Consumer<String> say) {
        this.history = history;
        this.decisions = decisions;
        this.line = line;
        this.say = say;
        look();
    }

    /// Those that wait since before the newest logs were imported.
    public ReadOnlyObjectProperty<List<Waiting>> outdated() {
        return outdated.getReadOnlyProperty();
    }

    /// Notes that a patch of this case lies in a directory, made from all that the case holds.
    public void note(Path directory, String id) {
        Path whole = directory.toAbsolutePath().normalize();
        line.ask(
                _ -> {
                    long changes = history.totals().changes();
                    decisions.add(KIND, new Noted(whole, id, changes).toJson());
                    return read();
                },
                outdated::set,
                this::failed);
    }

    /// Looks again, as when logs were imported.
    public void look() {
        line.ask(_ -> read(), outdated::set, this::failed);
    }

    private List<Waiting> read() throws RowbackException {
        Map<Path, Noted> last = new LinkedHashMap<>();
        for (String entry : decisions.standing(KIND)) {
            Noted.of(entry).ifPresent(noted -> last.put(noted.directory(), noted));
        }
        long now = last.isEmpty() ? 0 : history.totals().changes();
        List<Waiting> all = new ArrayList<>();
        for (Noted noted : last.values()) {
            if (noted.changes() < now && isThere(noted)) {
                all.add(new Waiting(noted.directory(), noted.id(), now - noted.changes()));
            }
        }
        return List.copyOf(all);
    }

    private static boolean isThere(Noted noted) {
        try {
            return EarlierPatch.read(noted.directory()).id().equals(noted.id());
        } catch (RowbackException gone) {
            return false;
        }
    }

    private void failed(RowbackException failure) {
        say.accept(String.valueOf(failure.getMessage()));
    }
}
