package org.rowback.history.patch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.rowback.history.filter.Catalog;
import org.rowback.history.filter.Filter;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.History;
import org.rowback.history.revert.DecisionsFile;
import org.rowback.history.revert.PlanDifference;
import org.rowback.history.revert.PlanDifference.EarlierRow;
import org.rowback.history.revert.Ranges;
import org.rowback.history.revert.RevertOptions;
import org.rowback.history.revert.Selection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/// A patch that was written before: what it was planned from, and what it says of each row. Read from `plan.json`.
///
/// @param description what selected its changes, for people
/// @param filter the text of the filter that selected its changes; empty where they were picked
/// @param picked ids of the changes where no filter selected them
/// @param zone of the filter's times
/// @param dialect its name
public record EarlierPatch(
        Path directory,
        String id,
        String description,
        String filter,
        BitSet picked,
        String zone,
        String dialect,
        RevertOptions options)
        implements PlanDifference.Earlier {

    /// @throws RowbackException.BadInput where the directory holds no patch, or one of an earlier version
    public static EarlierPatch read(Path directory) throws RowbackException {
        return new Reader(directory).head();
    }

    /// The changes that it was made from, with what was imported since: a filter selects what it matches whenever it is
    /// asked.
    ///
    /// @param other the zone of the filter's times where the patch names none
    /// @throws RowbackException.BadInput where its filter asks for what the case does not have
    public Selection selection(History history, ZoneId other) throws RowbackException {
        return filter.isEmpty()
                ? Selection.ofIds(description, picked.stream().asLongStream().toArray())
                : Selection.matching(
                        Filter.parse(
                                filter,
                                Catalog.of(history, zone.isEmpty() ? other : ZoneId.of(zone))));
    }

    @Override
    public void each(Consumer<EarlierRow> taker) throws RowbackException {
        new Reader(directory).rows(taker);
    }

    /// Reads `plan.json` from its begin to what is asked for.
    private static final class Reader {
        private final Path directory;
        private final Path file;
        private String id = "";
        private String description = "";
        private String filter = "";
        private String zone = "";
        private String dialect = "";
        private String mode = "";
        private RevertOptions.Collisions collisions = RevertOptions.Collisions.REFUSE;
        private BitSet picked = new BitSet();
        private final Set<String> columns = new HashSet<>();
        private final Set<String> relative = new HashSet<>();
        private final Set<Long> waived = new HashSet<>();

        Reader(Path directory) {
            this.directory = directory;
            this.file = directory.resolve("plan.json");
        }

        EarlierPatch head() throws RowbackException {
            read(_ -> {}, true);
            if (id.isEmpty() || mode.isEmpty() || (filter.isEmpty() && picked.isEmpty())) {
                throw bad("does not say what was selected");
            }
            RevertOptions options =
                    new RevertOptions(
                                    RevertOptions.Mode.valueOf(mode.toUpperCase(Locale.ROOT)),
                                    waived,
                                    columns,
                                    relative)
                            .with(collisions);
            Path decided = directory.resolve(PatchWriter.DECISIONS);
            if (Files.isRegularFile(decided)) {
                options = options.with(DecisionsFile.read(decided));
            }
            return new EarlierPatch(
                    directory, id, description, filter, picked, zone, dialect, options);
        }

        void rows(Consumer<EarlierRow> taker) throws RowbackException {
            read(taker, false);
        }

        private RowbackException.BadInput bad(String what) {
            return new RowbackException.BadInput(
                    file + " " + what + ": name the directory of a patch that revert --out wrote");
        }

        private void read(Consumer<EarlierRow> taker, boolean headOnly) throws RowbackException {
            if (!Files.isRegularFile(file)) {
                throw bad("is not there");
            }
            try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
                json.nextToken();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    json.nextToken();
                    if (name.equals("rows") && headOnly) {
                        return;
                    }
                    field(json, name, taker);
                }
            } catch (IOException | IllegalArgumentException e) {
                throw bad("cannot be read (" + e.getMessage() + ")");
            }
        }

        private void field(JsonParser json, String name, Consumer<EarlierRow> taker)
                throws IOException {
            switch (name) {
                case "patch" -> id = json.getText();
                case "filter" -> description = json.getText();
                case "selectedBy" -> filter = json.getText();
                case "zone" -> zone = json.getText();
                case "dialect" -> dialect = json.getText();
                case "mode" -> mode = json.getText();
                case "columns" -> strings(json, columns::add);
                case "collisions" ->
                        collisions =
                                RevertOptions.Collisions.of(json.getText())
                                        .orElseThrow(IllegalArgumentException::new);
                case "relative" -> strings(json, relative::add);
                case "waived" -> strings(json, text -> waived.add(Long.valueOf(text)));
                case "picked" -> picked = Ranges.parse(json.getText());
                case "rows" -> {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        taker.accept(row(json));
                    }
                }
                default -> json.skipChildren();
            }
        }

        private static void strings(JsonParser json, Consumer<String> taker) throws IOException {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                taker.accept(json.getText());
            }
        }

        private static EarlierRow row(JsonParser json) throws IOException {
            int number = 0;
            String table = "";
            String key = "";
            String state = "";
            String fingerprint = "0";
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "row" -> number = json.getIntValue();
                    case "table" -> table = json.getText();
                    case "key" -> key = json.getText();
                    case "state" -> state = json.getText();
                    case "fingerprint" -> fingerprint = json.getText();
                    default -> json.skipChildren();
                }
            }
            return new EarlierRow(number, table, key, state, fingerprint);
        }
    }
}
