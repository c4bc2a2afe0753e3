package org.rowback.history.casefile.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.casefile.CaseFile;
import org.rowback.history.importing.Codecs;
import org.rowback.history.model.RowbackException;

import java.nio.file.Path;
import java.util.List;

class JournalTest {
    @TempDir Path folder;
    private CaseFile file;
    private Journal journal;

    @BeforeEach
    void open() throws Exception {
        file = CaseFile.create(folder.resolve("a.rowback"), Codecs.of());
        journal = file.journal();
    }

    @AfterEach
    void close() throws Exception {
        file.close();
    }

    @Test
    void keepsEntriesOfAKindInOrder() throws Exception {
        journal.append("note", "{\"text\":\"a\"}");
        journal.append("selection", "{}");
        journal.append("note", "{\"text\":\"b\"}");
        assertThat(texts("note")).containsExactly("{\"text\":\"a\"}", "{\"text\":\"b\"}");
        assertThat(journal.latest("selection").orElseThrow().id()).isEqualTo(2);
        assertThat(journal.latest("choice")).isEmpty();
    }

    @Test
    void takesBackAndBringsBackWithoutForgetting() throws Exception {
        journal.append("selection", "1");
        journal.append("selection", "2");
        assertThat(journal.undo("selection").orElseThrow().json()).isEqualTo("2");
        assertThat(texts("selection")).containsExactly("1");
        assertThat(journal.undo("selection").orElseThrow().json()).isEqualTo("1");
        assertThat(journal.undo("selection")).isEmpty();
        assertThat(journal.redo("selection").orElseThrow().json()).isEqualTo("1");
        assertThat(journal.redo("selection").orElseThrow().json()).isEqualTo("2");
        assertThat(journal.redo("selection")).isEmpty();
        assertThat(texts("selection")).containsExactly("1", "2");
        assertThat(journal.all()).hasSize(6);
    }

    @Test
    void bringsNothingBackOnceSomethingNewWasDecided() throws Exception {
        journal.append("selection", "1");
        journal.undo("selection");
        journal.append("selection", "2");
        assertThat(journal.redo("selection")).isEmpty();
        assertThat(texts("selection")).containsExactly("2");
    }

    @Test
    void takesBackAnOlderEntryOnce() throws Exception {
        long first = journal.append("choice", "1").id();
        journal.append("choice", "2");
        journal.undo(first);
        journal.undo(first);
        assertThat(texts("choice")).containsExactly("2");
        assertThat(journal.all()).hasSize(3);
    }

    private List<String> texts(String kind) throws RowbackException {
        return journal.entries(kind).stream().map(JournalEntry::json).toList();
    }
}
