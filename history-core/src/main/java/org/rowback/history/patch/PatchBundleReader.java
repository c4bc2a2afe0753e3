package org.rowback.history.patch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;
import org.rowback.history.patch.PatchBundle.Evidence;
import org.rowback.history.patch.PatchBundle.Sample;
import org.rowback.history.patch.PatchBundle.Table;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads `plan.json` from its begin to its end, keeps some rows of each table and state, and finds their statements in
/// `apply.sql`. Memory: the samples.
final class PatchBundleReader {
    /// So many rows of each table and state are kept.
    private static final int SAMPLES = 4;

    private static final Pattern NUMBERED = Pattern.compile("-- (\\d+): .*");

    private static final class Part {
        final Map<String, Long> states = new LinkedHashMap<>();
        final Map<String, List<Sample>> samples = new LinkedHashMap<>();
    }

    private final EarlierPatch patch;
    private final Path file;
    private final Random random;
    private final ImportMonitor monitor;
    private final Map<String, Part> tables = new TreeMap<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private String description = "";
    private String plannedBy = "";
    private long statements;
    private long rows;

    PatchBundleReader(EarlierPatch patch, long draw, ImportMonitor monitor) {
        this.patch = patch;
        this.file = patch.directory().resolve("plan.json");
        this.random = new Random(draw);
        this.monitor = monitor;
    }

    PatchBundle read() throws RowbackException {
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                field(json, name);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new RowbackException.BadInput(
                    file + " cannot be read (" + e.getMessage() + "): ask for the patch again", e);
        }
        Map<Integer, String> texts = statements();
        List<Table> parts = new ArrayList<>();
        tables.forEach(
                (name, part) ->
                        parts.add(
                                new Table(
                                        name,
                                        part.states,
                                        part.samples.values().stream()
                                                .flatMap(List::stream)
                                                .sorted(Comparator.comparingInt(Sample::number))
                                                .map(
                                                        s ->
                                                                s.with(
                                                                        texts.getOrDefault(
                                                                                s.number(), "")))
                                                .toList())));
        return new PatchBundle(
                patch, description, plannedBy, statements, rows, warnings, evidence, parts);
    }

    private void field(JsonParser json, String name) throws IOException, RowbackException {
        switch (name) {
            case "filter" -> description = json.getText();
            case "plannedBy" -> plannedBy = json.getText();
            case "statements" -> statements = json.getLongValue();
            case "warnings" -> {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    warnings.add(json.getText());
                }
            }
            case "sources" -> {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    Map<String, Object> source = SampleJson.object(json);
                    evidence.add(
                            new Evidence(
                                    SampleJson.text(source, "name"),
                                    SampleJson.text(source, "sha256")));
                }
            }
            case "rows" -> {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    row(SampleJson.object(json));
                }
            }
            default -> json.skipChildren();
        }
    }

    private void row(Map<String, Object> row) throws RowbackException {
        if (rows++ % 1024 == 0) {
            monitor.check();
            monitor.progress("reading plan.json", rows, Math.max(rows, statements), "rows");
        }
        Part part = tables.computeIfAbsent(SampleJson.text(row, "table"), _ -> new Part());
        String state = SampleJson.text(row, "state");
        long count = part.states.merge(state, 1L, Long::sum);
        List<Sample> kept = part.samples.computeIfAbsent(state, _ -> new ArrayList<>());
        if (kept.size() < SAMPLES) {
            kept.add(SampleJson.sample(row));
        } else {
            long place = random.nextLong(count);
            if (place < SAMPLES) {
                kept.set((int) place, SampleJson.sample(row));
            }
        }
    }

    /// The parts of `apply.sql` that belong to the samples: none where the file is not there.
    private Map<Integer, String> statements() throws RowbackException {
        Map<Integer, StringBuilder> found = new HashMap<>();
        tables.values()
                .forEach(
                        part ->
                                part.samples
                                        .values()
                                        .forEach(
                                                some ->
                                                        some.forEach(
                                                                s ->
                                                                        found.put(
                                                                                s.number(),
                                                                                new StringBuilder()))));
        Path script = patch.directory().resolve("apply.sql");
        if (Files.isRegularFile(script)) {
            try (BufferedReader lines = Files.newBufferedReader(script, StandardCharsets.UTF_8)) {
                int number = 0;
                long read = 0;
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (read++ % 4096 == 0) {
                        monitor.check();
                    }
                    Matcher begins = NUMBERED.matcher(line);
                    number =
                            begins.matches()
                                    ? Integer.parseInt(begins.group(1))
                                    : line.isEmpty() ? 0 : number;
                    StringBuilder text = found.get(number);
                    if (text != null) {
                        text.append(line).append('\n');
                    }
                }
            } catch (IOException | NumberFormatException e) {
                throw new RowbackException.BadInput(
                        script
                                + " cannot be read ("
                                + e.getMessage()
                                + "): ask for the patch again",
                        e);
            }
        }
        Map<Integer, String> texts = new HashMap<>();
        found.forEach((number, text) -> texts.put(number, text.toString()));
        return texts;
    }
}
