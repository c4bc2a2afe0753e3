package org.rowback.importers.mysql.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.rowback.history.importing.RowCodec.Side;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Byte vectors that other projects assert values of, where the captures lie beside the project.
class CapturedVectorsTest {
    private static final Path VECTORS = Path.of("../../shared/captures/vectors");

    /// A vector: its bytes as hexadecimal, and the source text right behind and before it.
    private record Vector(String test, String hex, String before, String after) {}

    private static List<Vector> vectors(String file) throws IOException {
        Path path = VECTORS.resolve(file);
        if (!Files.exists(path)) {
            System.out.println("no captures beside the project: vectors of " + file + " not read");
            return List.of();
        }
        List<Vector> vectors = new ArrayList<>();
        for (String line : Files.readAllLines(path)) {
            vectors.add(
                    new Vector(
                            field(line, "test"),
                            field(line, "hex"),
                            field(line, "before"),
                            field(line, "after")));
        }
        return vectors;
    }

    private static String field(String line, String name) {
        var found = Pattern.compile('"' + name + "\": \"((?:[^\"\\\\]|\\\\.)*)\"").matcher(line);
        return found.find()
                ? found.group(1).replace("\\\"", "\"").replace("\\n", "\n").replace("\\t", " ")
                : "";
    }

    /// Checks the vectors of a test whose text behind matches; answers how many did.
    private static int check(
            List<Vector> vectors,
            String test,
            String pattern,
            BiPredicate<Vector, MatchResult> holds) {
        int checked = 0;
        for (Vector vector : vectors) {
            var found = Pattern.compile(pattern).matcher(vector.after());
            if (vector.test().equals(test) && found.lookingAt()) {
                checked++;
                assertThat(holds.test(vector, found.toMatchResult()))
                        .as("%s of %s %s", test, vector.hex(), found.group())
                        .isTrue();
            }
        }
        return checked;
    }

    private static boolean reads(Columns columns, String hex, String text) {
        try {
            ColumnValue value = columns.value(hex);
            return value instanceof Datum datum && datum.text().equals(text);
        } catch (Malformed e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void agreesWithGoMysqlOnDecimals() throws IOException {
        List<Vector> vectors = vectors("go-mysql_replication_vectors.given.jsonl");
        int checked =
                check(
                        vectors,
                        "TestDecodeDecimal",
                        ", (\\d+), (\\d+), \"([^\"]+)\", (\\d+), nil",
                        (vector, m) -> {
                            String detail =
                                    String.format(
                                            "%02x%02x",
                                            Integer.parseInt(m.group(1)),
                                            Integer.parseInt(m.group(2)));
                            return reads(
                                    new Columns().add(WireType.NEWDECIMAL, detail),
                                    vector.hex(),
                                    m.group(3));
                        });
        assertThat(checked).isEqualTo(vectors.isEmpty() ? 0 : 157);
    }

    @Test
    void agreesWithGoMysqlOnTimes() throws IOException {
        List<Vector> vectors = vectors("go-mysql_replication_vectors.given.jsonl");
        int checked = 0;
        for (int type : new int[] {WireType.TIME2, WireType.DATETIME2}) {
            String test = type == WireType.TIME2 ? "TestDecodeTime2" : "TestDecodeDatetime2";
            checked +=
                    check(
                            vectors,
                            test,
                            "\\)?, (?:uint16\\()?(\\d)\\)?, (?:true|false), \"([^\"]+)\"",
                            (vector, m) ->
                                    reads(
                                            new Columns().add(type, "0" + m.group(1)),
                                            vector.hex(),
                                            m.group(2)));
        }
        assertThat(checked).isEqualTo(vectors.isEmpty() ? 0 : 26);
    }

    @Test
    void readsTableMapsOfOtherProjectsWhole() throws Exception {
        int maps = 0;
        for (Vector vector : vectors("go-mysql_replication_vectors.given.jsonl")) {
            if (vector.test().equals("TestTableMapHelperMaps")) {
                byte[] event = Columns.hex(vector.hex());
                boolean mariaDb = vector.before().contains("\"mariadb\"");
                TableMap map = TableMap.parse(event, 0, event.length, 8, mariaDb);
                assertThat(map.problem()).isEmpty();
                assertThat(map.metadata().unknownFields()).isEmpty();
                if (event.length > 700) {
                    assertThat(map.metadata().names()).hasSize(map.columns().size());
                    assertThat(map.metadata().signednessKnown()).isTrue();
                }
                maps++;
            }
        }
        assertThat(maps).isIn(0, 4);
    }

    @Test
    void readsTheRowsOfBinlogStatementsInMariaDbsTests() throws Exception {
        int rows = 0;
        for (Vector vector : vectors("mariadb_mtr_BINLOG_blocks.given.jsonl")) {
            byte[] block = Columns.hex(vector.hex());
            if (block[4] != 19) {
                continue;
            }
            int mapLength = LittleEndian.i32(block, 9);
            // Servers of 2008 to 2012: no checksums, eight bytes of post header.
            TableMap map = TableMap.parse(block, 19, mapLength - 19, 8, true);
            int rowsAt = mapLength + 19;
            if (map.table().table().equals("char128_utf8")) {
                // MySQL 5.1.25 wrote too short a length for it (its bug 37426), and servers refuse
                // it too.
                assertThatThrownBy(() -> BinlogRows.rows(map, block, rowsAt, block.length, 23))
                        .isInstanceOf(Malformed.class);
                continue;
            }
            for (BinlogRows.Row row : BinlogRows.rows(map, block, rowsAt, block.length, 23)) {
                var image = BinlogRows.decode(row, Side.AFTER);
                for (int i = 0; i < image.size(); i++) {
                    assertThat(image.value(i)).isInstanceOf(Datum.class);
                }
                rows++;
            }
        }
        assertThat(rows).isIn(0, 10);
    }
}
