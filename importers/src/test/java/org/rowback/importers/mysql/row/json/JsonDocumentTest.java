package org.rowback.importers.mysql.row.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HexFormat;

class JsonDocumentTest {
    /// An object of two members that says it takes 8 bytes.
    private static final String TOO_SMALL =
            "00 0200 0800 1200 0100 1300 0200 050100 050200 61 6262";

    private static byte[] hex(String spaced) {
        return HexFormat.of().parseHex(spaced.replace(" ", ""));
    }

    private static String text(String spaced) throws MalformedJson {
        byte[] bytes = hex(spaced);
        return JsonDocument.text(bytes, 0, bytes.length);
    }

    private static String changed(String before, String spaced) throws MalformedJson {
        byte[] bytes = hex(spaced);
        return JsonDocument.changed(before, bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    04 00                           | null
                    04 01                           | true
                    04 02                           | false
                    05 0080                         | -32768
                    06 ffff                         | 65535
                    07 00000080                     | -2147483648
                    08 ffffffff                     | 4294967295
                    09 0000000000000080             | -9223372036854775808
                    0a ffffffffffffffff             | 18446744073709551615
                    0b 000000000000f03f             | 1.0
                    0b 0000000000000080             | -0.0
                    0b 00003426f56b0c43             | 1e15
                    0b 9a9999999999b93f             | 0.1
                    0c 03 612201                    | "a\\"\\u0001"
                    0c 04 f09f9880                  | "😀"
                    0f f6 04 0402 75c8              | -10.55
                    0f 0a 08 0000000000229519       | "2015-01-17"
                    0f 10 01 0a                     | "base64:type16:Cg=="
                    00 0000 0400                    | {}
                    02 0000 0400                    | []
                    02 0200 0a00 050100 050200      | [1, 2]
                    03 01000000 0d000000 07 ffffffff | [-1]
                    """)
    void printsWhatTheServerPrints(String bytes, String text) throws MalformedJson {
        assertThat(text(bytes)).isEqualTo(text);
    }

    @Test
    void printsNestedObjectsWithTheirKeys() throws MalformedJson {
        String inner = "0200 0a00 050100 050200"; // [1, 2]
        String object = "0100 1600 0b00 0100 02 0c00 63" + inner; // {"c": [1, 2]}
        String outer = "0200 2b00 1200 0100 1300 0200 050100 001500 61 6262" + object;
        assertThat(text("00" + outer)).isEqualTo("{\"a\": 1, \"bb\": {\"c\": [1, 2]}}");
    }

    @Test
    void treatsAnEmptyValueAsNull() throws MalformedJson {
        assertThat(text("")).isEqualTo("null");
    }

    @Test
    void refusesAContainerThatSaysItIsSmallerThanItsEntries() {
        assertThatThrownBy(() -> text(TOO_SMALL)).isInstanceOf(MalformedJson.class);
    }

    @Test
    void refusesADocumentThatRefersToItself() {
        // An array of two elements that both are the array itself.
        assertThatThrownBy(() -> text("02 0200 0a00 020000 020000"))
                .isInstanceOf(MalformedJson.class)
                .hasMessageContaining("refers to itself");
    }

    @Test
    void breaksLongBase64IntoEscapedLinesAsTheServerDoes() throws MalformedJson {
        assertThat(text("0f fc 3c" + "00".repeat(60)))
                .isEqualTo("\"base64:type252:" + "A".repeat(76) + "\\nAAAA\"");
    }

    @Test
    void replacesInsertsAndRemovesByPath() throws MalformedJson {
        String before = "{\"a\": 1, \"bb\": {\"c\": [1, 2, 3]}}";
        assertThat(changed(before, "00 03 242e61 03 05 0700"))
                .isEqualTo("{\"a\": 7, \"bb\": {\"c\": [1, 2, 3]}}");
        assertThat(changed(before, "01 09 242e62622e635b315d 03 05 0700"))
                .isEqualTo("{\"a\": 1, \"bb\": {\"c\": [1, 7, 2, 3]}}");
        assertThat(changed(before, "02 09 242e62622e635b305d 02 03 242e61"))
                .isEqualTo("{\"bb\": {\"c\": [2, 3]}}");
        assertThat(changed(before, "00 01 24 02 04 00")).isEqualTo("null");
    }

    @Test
    void insertsMembersWhereTheServerOrdersThem() throws MalformedJson {
        assertThat(changed("{\"a\": 1, \"bb\": 2}", "01 03 242e62 03 05 0700"))
                .isEqualTo("{\"a\": 1, \"b\": 7, \"bb\": 2}");
        assertThat(changed("{}", "01 08 242e22 61206262 22 03 05 0700")).isEqualTo("{\"a bb\": 7}");
    }

    @Test
    void refusesDifferencesThatDoNotFitTheDocument() {
        assertThatThrownBy(() -> changed("{\"a\": 1}", "00 03 242e62 03 05 0700"))
                .isInstanceOf(MalformedJson.class)
                .hasMessageContaining("$.b");
        assertThatThrownBy(() -> changed("[1]", "02 04 245b315d"))
                .isInstanceOf(MalformedJson.class);
        assertThatThrownBy(() -> changed("[1]", "02 ff")).isInstanceOf(MalformedJson.class);
    }

    @Test
    void neverFailsOtherwiseOnDamagedBytes() {
        byte[] sound =
                hex(
                        "00 0200 2b00 1200 0100 1300 0200 050100 001500 61 6262 0100 1600 0b00 0100"
                                + " 02 0c00 63 0200 0a00 050100 050200");
        for (int at = 0; at < sound.length; at++) {
            for (int mask = 1; mask < 256; mask++) {
                byte[] damaged = sound.clone();
                damaged[at] ^= (byte) mask;
                readOrRefuse(damaged, damaged.length);
            }
            readOrRefuse(sound, at);
        }
    }

    private static void readOrRefuse(byte[] bytes, int length) {
        try {
            assertThat(JsonDocument.text(bytes, 0, length)).isNotEmpty();
        } catch (MalformedJson e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }
}
