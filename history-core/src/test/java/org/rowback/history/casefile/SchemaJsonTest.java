package org.rowback.history.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rowback.history.casefile.blocks.DamagedBlock;
import org.rowback.history.casefile.schemas.SchemaJson;
import org.rowback.history.casefile.schemas.SchemaJsonReader;
import org.rowback.history.model.Check;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnType;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.Partitions;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;

import java.util.List;

class SchemaJsonTest {
    private static final SchemaVersion PLAIN =
            new SchemaVersion(
                    new TableName("shop", "t"),
                    List.of(
                            new Column(
                                    "id",
                                    Knowledge.LOG_DDL,
                                    ColumnType.UNKNOWN,
                                    Knowledge.LOG_DDL,
                                    false,
                                    Column.Generated.COUNTER,
                                    false)),
                    List.of("id"),
                    List.of(),
                    List.of(),
                    Knowledge.LOG_DDL,
                    "test");

    @Test
    void keepsChecksAndWhichColumnsTheServerCounts() throws DamagedBlock {
        SchemaVersion version = PLAIN.with(List.of(new Check("c", "id > 0"), new Check("", "")));
        assertThat(SchemaJsonReader.read(SchemaJson.write(version))).isEqualTo(version);
    }

    @Test
    void keepsPartitions() throws DamagedBlock {
        Partitions partitions =
                new Partitions(
                        Partitions.Method.RANGE_COLUMNS,
                        "`a`,b",
                        List.of(new Partitions.Part("p0", "1,'x'")));
        SchemaVersion version = PLAIN.with(partitions);
        assertThat(SchemaJsonReader.read(SchemaJson.write(version))).isEqualTo(version);
    }

    @Test
    void readsWhatWasWrittenBeforeThereWereChecks() throws DamagedBlock {
        String text = SchemaJson.write(PLAIN);
        assertThat(text).doesNotContain("checks");
        assertThat(SchemaJsonReader.read(text)).isEqualTo(PLAIN);
    }
}
