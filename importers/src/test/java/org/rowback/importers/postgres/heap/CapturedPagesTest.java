package org.rowback.importers.postgres.heap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.rowback.importers.content.LittleEndian;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Heap pages of real servers as another reader saw them, field by field. Runs where those captures are.
class CapturedPagesTest {
    private static final Path FLAVOURS =
            Path.of("../../shared/captures/wader__fq/format/postgres/testdata/flavours");
    private static final Pattern COMMAND =
            Pattern.compile("^\\$ fq -d pg_heap .* (\\d+)$", Pattern.MULTILINE);
    private static final Pattern POINTER =
            Pattern.compile(
                    "\\.\\[(\\d+)\\]\\.pd_linp\\[(\\d+)\\].*\\n.*\\n.*lp_off: (\\d+)\\n.*lp_flags:"
                            + " \"LP_NORMAL\".*\\n.*lp_len: (\\d+)");
    private static final Pattern TUPLE =
            Pattern.compile(
                    "\\.\\[(\\d+)\\]\\.tuples\\[(\\d+)\\]\\{\\}: tuple 0x([0-9a-f]+)-0x[0-9a-f]+"
                            + " \\((\\d+)\\)");
    private static final Pattern FIELD =
            Pattern.compile(
                    "(t_xmin|t_xmax|t_infomask2|t_infomask|t_hoff|data): \"?([0-9a-f]+)\"?");

    @TestFactory
    List<DynamicTest> tuplesAreWhereAnotherReaderSawThem() throws IOException {
        if (!Files.isDirectory(FLAVOURS)) {
            System.out.println("captures beside the project: not there, not tested");
            return List.of();
        }
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.walk(FLAVOURS)) {
            for (Path seen :
                    files.filter(f -> f.toString().endsWith(".fqtest")).sorted().toList()) {
                String text = Files.readString(seen);
                Matcher command = COMMAND.matcher(text);
                if (command.find()) {
                    Path file = seen.resolveSibling(command.group(1));
                    tests.add(
                            DynamicTest.dynamicTest(
                                    FLAVOURS.relativize(seen).toString(),
                                    () -> compare(Files.readAllBytes(file), seen, text)));
                }
            }
        }
        return tests;
    }

    private static void compare(byte[] file, Path seen, String text) {
        int compared = 0;
        Matcher pointer = POINTER.matcher(text);
        while (pointer.find()) {
            byte[] page = page(file, number(pointer, 1));
            assertThat(HeapPage.isStock(page)).isTrue();
            int item = number(pointer, 2) + 1;
            assertThat(HeapPage.tuple(page, item)).isEqualTo(number(pointer, 3));
            assertThat(HeapPage.length(page, item)).isEqualTo(number(pointer, 4));
            compared++;
        }
        Matcher tuple = TUPLE.matcher(text);
        while (tuple.find()) {
            int number = number(tuple, 1);
            byte[] page = page(file, number);
            assertThat(HeapPage.isStock(page)).isTrue();
            int at = Integer.parseInt(tuple.group(3), 16) - number * HeapPage.SIZE;
            int item = item(page, at);
            assertThat(number(tuple, 4))
                    .isIn(HeapPage.length(page, item), (HeapPage.length(page, item) + 7) & -8);
            int end = tuple.end() + nextTuple(text, tuple.end());
            Matcher field = FIELD.matcher(text).region(tuple.end(), end);
            while (field.find()) {
                field(page, at, HeapPage.length(page, item), field.group(1), field.group(2));
            }
            compared++;
        }
        assertThat(compared).isPositive();
    }

    private static int nextTuple(String text, int from) {
        int next = text.indexOf("}: tuple ", from);
        return (next < 0 ? text.length() : next) - from;
    }

    private static int item(byte[] page, int at) {
        for (int item = 1; item <= HeapPage.items(page); item++) {
            if (HeapPage.tuple(page, item) == at) {
                return item;
            }
        }
        throw new AssertionError("no line pointer to " + at);
    }

    private static void field(byte[] page, int at, int length, String name, String value) {
        switch (name) {
            case "t_xmin" ->
                    assertThat(LittleEndian.u32(page, at)).isEqualTo(Long.parseLong(value));
            case "t_xmax" ->
                    assertThat(LittleEndian.u32(page, at + 4)).isEqualTo(Long.parseLong(value));
            case "t_infomask2" ->
                    assertThat(Tuple.columns(page, at)).isEqualTo(Integer.parseInt(value) & 0x7FF);
            case "t_infomask" -> {
                int mask = Integer.parseInt(value);
                assertThat(Tuple.hasNulls(page, at)).isEqualTo((mask & 1) != 0);
                assertThat(Tuple.hasExternal(page, at)).isEqualTo((mask & 4) != 0);
            }
            case "t_hoff" -> assertThat(Tuple.values(page, at)).isEqualTo(Integer.parseInt(value));
            default -> {
                String data =
                        HexFormat.of().formatHex(page, at + Tuple.values(page, at), at + length);
                assertThat(value).matches(data + "(00){0,7}");
            }
        }
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static byte[] page(byte[] file, int number) {
        return Arrays.copyOfRange(file, number * HeapPage.SIZE, (number + 1) * HeapPage.SIZE);
    }
}
