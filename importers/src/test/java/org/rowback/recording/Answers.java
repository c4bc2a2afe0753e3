package org.rowback.recording;

import com.github.luben.zstd.ZstdInputStream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a server answered for each row change of a recording, in order.
///
/// A line of `answers.tsv`: `C` a table's columns from here on, `I` the row after an insert, `U` and then `u` the row
/// before and after an update, `D` the row before a delete, `T` a TRUNCATE, `V` the next change was taken back.
/// `tables.tsv` has `C` and `R`, a row at the end.
public final class Answers {
    /// A row change: `op` is I, U or D; images are null where the op has none.
    ///
    /// @param taken whether the change is in the log but was taken back
    public record Answer(
            char op,
            String table,
            List<AnswerColumn> columns,
            List<String> before,
            List<String> after,
            boolean taken) {}

    private final Path folder;

    public Answers(Path folder) {
        this.folder = folder;
    }

    /// Every row change.
    public List<Answer> changes() {
        List<Answer> all = new ArrayList<>();
        Map<String, List<AnswerColumn>> columns = new HashMap<>();
        boolean taken = false;
        List<String> before = List.of();
        for (String line : lines("answers.tsv.zst")) {
            if (line.equals("V")) {
                taken = true;
                continue;
            }
            String[] parts = line.split("\t", -1);
            String table = parts[1];
            List<String> values = Arrays.asList(parts).subList(2, parts.length);
            List<AnswerColumn> current = columns.getOrDefault(table, List.of());
            switch (parts[0]) {
                case "C" -> columns.put(table, values.stream().map(AnswerColumn::parse).toList());
                case "I" -> all.add(new Answer('I', table, current, List.of(), values, taken));
                case "D" -> all.add(new Answer('D', table, current, values, List.of(), taken));
                case "U" -> before = values;
                case "u" -> all.add(new Answer('U', table, current, before, values, taken));
                default -> {}
            }
            if (!parts[0].equals("U")) {
                taken = false;
            }
        }
        return all;
    }

    /// The tables at the end: name to columns and rows.
    public Map<String, Answer[]> tables() {
        Map<String, List<AnswerColumn>> columns = new HashMap<>();
        Map<String, List<Answer>> rows = new HashMap<>();
        for (String line : lines("tables.tsv.zst")) {
            String[] parts = line.split("\t", -1);
            String table = parts[1];
            List<String> values = Arrays.asList(parts).subList(2, parts.length);
            if (parts[0].equals("C")) {
                columns.put(table, values.stream().map(AnswerColumn::parse).toList());
                rows.put(table, new ArrayList<>());
            } else {
                rows.get(table)
                        .add(new Answer('R', table, columns.get(table), List.of(), values, false));
            }
        }
        Map<String, Answer[]> all = new HashMap<>();
        rows.forEach((table, found) -> all.put(table, found.toArray(Answer[]::new)));
        return all;
    }

    /// How many row changes the vendor's own tool printed, by table; tables that it could not print are left out.
    public Map<String, Integer> printed() {
        Map<String, Integer> counts = new HashMap<>();
        try {
            for (String line : Files.readAllLines(folder.resolve("settings.tsv"))) {
                String[] parts = line.split("\t");
                if (parts[0].equals("changes")) {
                    counts.put(parts[1], Integer.valueOf(parts[2]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return counts;
    }

    private List<String> lines(String file) {
        try (var in = new ZstdInputStream(Files.newInputStream(folder.resolve(file)))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
