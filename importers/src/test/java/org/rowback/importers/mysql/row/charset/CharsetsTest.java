package org.rowback.importers.mysql.row.charset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HexFormat;

class CharsetsTest {
    private static String decode(String charset, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return Charsets.decoder(charset).orElseThrow().decode(bytes, 0, bytes.length);
    }

    /// What MySQL 9.7 answers for `CONVERT(_charset x'…' USING utf8mb4)`.
    @ParameterizedTest
    @CsvSource({
        "latin1, 80e981, €é\u0081",
        "ascii, 41e9, A�",
        "latin2, b1, ą",
        "cp1251, cff0, Пр",
        "koi8r, f0d2, Пр",
        "greek, e1, α",
        "hebrew, f9, ש",
        "tis620, a1, ก",
        "armscii8, c2, Թ",
        "geostd8, c0, ა",
        "keybcs2, 87, č",
        "macce, 8b, č",
        "macroman, 8e, é",
        "dec8, e9, é",
        "hp8, c5, é",
        "swe7, 7b40, äÉ",
        "cp850, 82, é",
        "utf8mb4, f09f9880, 😀",
        "utf8, c3a9, é",
        "ucs2, 00e9, é",
        "utf16, d83dde00, 😀",
        "utf16le, 3dd800de, 😀",
        "utf32, 0001f600, 😀",
        "sjis, 93fa967bb6815f5c, 日本ｶ\\\\",
        "cp932, 93fa815f, 日＼",
        "ujis, c6fccbdc, 日本",
        "eucjpms, a1c1, ～",
        "euckr, c7d1b1db, 한글",
        "gbk, d6d0a892, 中⊕",
        "gb2312, d6d0, 中",
        "gb18030, d6d09439fc36, 中😀",
        "big5, a4a4f9d6, 中碁",
    })
    void readsAsTheServerDoes(String charset, String bytes, String text) {
        assertThat(decode(charset, bytes)).isEqualTo(text);
    }

    @Test
    void readsEveryCharsetThatACollationNames() {
        for (int id = 0; id < 4096; id++) {
            String charset = Collations.charset(id);
            if (!charset.isEmpty() && !charset.equals("binary")) {
                assertThat(Charsets.decoder(charset)).as(charset).isPresent();
            }
        }
    }

    @Test
    void knowsTheCollationsOfBothServers() {
        assertThat(Collations.charset(8)).isEqualTo("latin1");
        assertThat(Collations.charset(33)).isEqualTo("utf8mb3");
        assertThat(Collations.charset(45)).isEqualTo("utf8mb4");
        assertThat(Collations.charset(63)).isEqualTo("binary");
        assertThat(Collations.charset(255)).isEqualTo("utf8mb4");
        assertThat(Collations.charset(1071)).isEqualTo("latin1");
        assertThat(Collations.charset(2304)).isEqualTo("utf8mb4");
        assertThat(Collations.charset(3071)).isEqualTo("utf16");
        assertThat(Collations.charset(0)).isEmpty();
        assertThat(Collations.charset(100_000)).isEmpty();
    }

    @Test
    void neverLosesTrackInBrokenMultiByteText() {
        assertThat(decode("sjis", "93")).isEqualTo("�");
        assertThat(decode("ujis", "8fa2")).isNotEmpty();
        assertThat(decode("big5", "a4a4f9")).startsWith("中");
    }
}
