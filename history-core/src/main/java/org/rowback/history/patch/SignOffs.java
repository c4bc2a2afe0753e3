package org.rowback.history.patch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.rowback.history.model.RowbackException;
import org.rowback.history.revert.PlanDifference;
import org.rowback.history.revert.Ranges;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Who has signed a patch off: `signoffs.jsonl` in its directory, one object a line.
public final class SignOffs {
    private static final String FILE = "signoffs.jsonl";

    private SignOffs() {}

    /// @param patch its id
    /// @param rows numbers of the rows that were looked at; empty for all
    public record SignOff(String by, Instant at, String patch, BitSet rows) {
        /// Whether what was signed is not what is planned now.
        public boolean isVoid(PlanDifference difference) {
            return rows.isEmpty() ? !difference.isEmpty() : rows.intersects(difference.touched());
        }

        /// The same for the patch that comes in place of this one.
        SignOff moved(PlanDifference difference, String to) {
            BitSet now = new BitSet();
            rows.stream()
                    .filter(i -> i < difference.numbers().length)
                    .forEach(i -> now.set(difference.numbers()[i]));
            return new SignOff(by, at, to, now);
        }
    }

    /// Adds one, by somebody who has read the patch.
    ///
    /// @param rows e.g. `1-40,52`; empty for all
    public static SignOff add(Path directory, String by, String rows) throws RowbackException {
        EarlierPatch patch = EarlierPatch.read(directory);
        try {
            Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            SignOff made = new SignOff(by, now, patch.id(), Ranges.parse(rows));
            write(directory, List.of(made));
            return made;
        } catch (IllegalArgumentException e) {
            throw new RowbackException.BadInput("rows " + rows + ": name them like 1-40,52", e);
        }
    }

    /// Writes some behind those that are there.
    static void write(Path directory, List<SignOff> some) throws RowbackException {
        StringWriter lines = new StringWriter();
        try {
            for (SignOff one : some) {
                try (JsonGenerator json = new JsonFactory().createGenerator(lines)) {
                    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                    json.writeStartObject();
                    json.writeStringField("by", one.by());
                    json.writeStringField("at", one.at().toString());
                    json.writeStringField("patch", one.patch());
                    json.writeStringField("rows", Ranges.text(one.rows()));
                    json.writeEndObject();
                }
                lines.write('\n');
            }
            Files.writeString(
                    directory.resolve(FILE),
                    lines.toString(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new RowbackException.BadInput(
                    directory + ": the sign-off cannot be written (" + e + ")", e);
        }
    }

    /// Of one patch, in order; none where nobody signed.
    public static List<SignOff> of(Path directory) throws RowbackException {
        Path file = directory.resolve(FILE);
        List<SignOff> found = new ArrayList<>();
        if (!Files.exists(file)) {
            return found;
        }
        try {
            for (String line : Files.readAllLines(file)) {
                found.add(parse(line));
            }
            return found;
        } catch (IOException | RuntimeException e) {
            throw new RowbackException.BadInput(
                    file + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static SignOff parse(String line) throws IOException {
        String by = "";
        String at = "";
        String patch = "";
        BitSet rows = new BitSet();
        try (JsonParser json = new JsonFactory().createParser(line)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "by" -> by = json.getText();
                    case "at" -> at = json.getText();
                    case "patch" -> patch = json.getText();
                    case "rows" -> rows = Ranges.parse(json.getText());
                    default -> json.skipChildren();
                }
            }
        }
        return new SignOff(by, Instant.parse(at), patch, rows);
    }

    /// Takes those that hold still to the patch that comes in place of theirs.
    public static List<SignOff> carry(
            List<SignOff> earlier, PlanDifference difference, Path directory, String patch)
            throws RowbackException {
        List<SignOff> kept =
                earlier.stream()
                        .filter(s -> !s.isVoid(difference))
                        .map(s -> s.moved(difference, patch))
                        .toList();
        if (!kept.isEmpty()) {
            write(directory, kept);
        }
        return kept;
    }
}
