package org.rowback.history.revert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowback.history.model.RowbackException;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

class DecisionsFileTest {
    @TempDir Path folder;

    @Test
    void readsWhatItWrote() throws IOException, RowbackException {
        BitSet changes = new BitSet();
        changes.set(120, 123);
        Decisions all =
                new Decisions(
                        List.of(
                                new Decision(
                                        "shop.orders",
                                        Set.of("17", "(2,'a')"),
                                        new BitSet(),
                                        "total",
                                        new Decision.Choice.Own(Optional.of("\"12\\\n"))),
                                new Decision(
                                        "t",
                                        Set.of("1"),
                                        new BitSet(),
                                        "c",
                                        new Decision.Choice.Own(Optional.empty())),
                                Decision.everywhere("t", "c", new Decision.Choice.Keep()),
                                new Decision(
                                        "", Set.of(), changes, "", new Decision.Choice.Revert())));
        Path file = folder.resolve("decisions.json");
        try (Writer out = Files.newBufferedWriter(file)) {
            DecisionsFile.write(all, "0123456789ab", out);
        }
        assertThat(DecisionsFile.read(file)).isEqualTo(all);
    }

    private Decisions read(String decision) throws IOException, RowbackException {
        return DecisionsFile.read(
                Files.writeString(
                        folder.resolve("given.json"),
                        "{\"format\":\"rowback-decisions\",\"version\":1,\"decisions\":["
                                + decision
                                + "]}"));
    }

    @Test
    void keepsEveryDigitOfANumber() throws IOException, RowbackException {
        Decisions decisions =
                read("{\"table\":\"t\",\"column\":\"c\",\"choose\":\"own\",\"value\":1.250}");
        assertThat(decisions.all().getFirst().choice())
                .isEqualTo(new Decision.Choice.Own(Optional.of("1.250")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"table\":\"t\",\"choose\":\"perhaps\"}",
                "{\"table\":\"t\",\"choose\":\"own\",\"value\":1}",
                "{\"table\":\"t\",\"column\":\"c\",\"choose\":\"own\"}",
                "{\"table\":\"t\",\"column\":\"c\",\"choose\":\"keep\",\"value\":1}",
                "{\"key\":\"1\",\"choose\":\"keep\"}",
                "{\"choose\":\"keep\"}",
                "{\"table\":\"t\",\"colum\":\"c\",\"choose\":\"keep\"}",
                "{\"table\":\"t\",\"key\":[],\"choose\":\"keep\"}",
                "{\"table\":\"t\",\"key\":{},\"choose\":\"keep\"}",
                "{\"changes\":\"\",\"choose\":\"keep\"}",
                "{\"table\":",
                "{\"changes\":\"9-\",\"choose\":\"keep\"}"
            })
    void refusesWhatIsNoDecision(String decision) {
        assertThatThrownBy(() -> read(decision))
                .isInstanceOf(RowbackException.BadInput.class)
                .hasMessageContaining("given.json: no decisions");
    }

    @Test
    void namesAFileThatIsNotThere() {
        assertThatThrownBy(() -> DecisionsFile.read(folder.resolve("none.json")))
                .isInstanceOf(RowbackException.BadInput.class)
                .hasMessageContaining("none.json");
    }
}
