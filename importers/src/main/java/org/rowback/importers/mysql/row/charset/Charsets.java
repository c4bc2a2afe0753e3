package org.rowback.importers.mysql.row.charset;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Every character set of MySQL 5.0 to 9.7 and MariaDB 5.5 to 12, by the server's name.
///
/// Single-byte sets are read by tables of the servers' own answers (`single-byte.txt`), as they differ from Java's
/// in undefined bytes (latin1 is cp1252 with 81, 8d, 8f, 90 and 9d mapped); the others by Java's charsets, with
/// exceptions (`multi-byte.txt`).
public final class Charsets {
    private static final Map<String, TextDecoder> DECODERS = load();

    private Charsets() {}

    private static Map<String, TextDecoder> load() {
        Map<String, TextDecoder> decoders = new HashMap<>();
        var utf8 = new TextDecoder.ByJava(StandardCharsets.UTF_8, true);
        decoders.put("utf8", utf8);
        decoders.put("utf8mb3", utf8);
        decoders.put("utf8mb4", utf8);
        Map<String, Map<Integer, String>> exceptions = exceptions();
        java(decoders, "ucs2", "UTF-16BE", false);
        java(decoders, "utf16", "UTF-16BE", false);
        java(decoders, "utf16le", "UTF-16LE", false);
        java(decoders, "utf32", "UTF-32BE", false);
        except(decoders, exceptions, "big5", "Big5");
        java(decoders, "gb2312", "GB2312", true);
        except(decoders, exceptions, "gbk", "GBK");
        java(decoders, "gb18030", "GB18030", true);
        java(decoders, "euckr", "x-windows-949", true);
        except(decoders, exceptions, "ujis", "EUC-JP");
        except(decoders, exceptions, "eucjpms", "x-eucJP-Open");
        except(decoders, exceptions, "sjis", "Shift_JIS");
        java(decoders, "cp932", "windows-31j", true);
        Map<String, char[]> low = new HashMap<>();
        for (String[] line : Resource.lines("single-byte.txt")) {
            if (line[0].endsWith("/low")) {
                low.put(line[0].substring(0, line[0].length() - 4), characters(line[1]));
            } else {
                decoders.put(line[0], table(low.get(line[0]), characters(line[1])));
            }
        }
        return Map.copyOf(decoders);
    }

    private static void java(
            Map<String, TextDecoder> decoders, String name, String javaName, boolean ascii) {
        decoders.put(name, new TextDecoder.ByJava(Charset.forName(javaName), ascii));
    }

    private static void except(
            Map<String, TextDecoder> decoders,
            Map<String, Map<Integer, String>> exceptions,
            String name,
            String javaName) {
        decoders.put(
                name,
                new TextDecoder.ByJavaExcept(
                        Charset.forName(javaName),
                        exceptions.getOrDefault(name, Map.of()),
                        name.equals("ujis") || name.equals("eucjpms")));
    }

    private static Map<String, Map<Integer, String>> exceptions() {
        Map<String, Map<Integer, String>> exceptions = new HashMap<>();
        for (String[] line : Resource.lines("multi-byte.txt")) {
            Map<Integer, String> ofCharset =
                    exceptions.computeIfAbsent(line[0], _ -> new HashMap<>());
            String[] range = line[1].split("-");
            int first = Integer.parseInt(range[0], 16);
            int last = Integer.parseInt(range[range.length - 1], 16);
            int character = Integer.parseInt(line[2], 16);
            for (int code = first; code <= last; code++) {
                ofCharset.put(code, Character.toString(character + code - first));
            }
        }
        return exceptions;
    }

    private static TextDecoder table(char @org.jspecify.annotations.Nullable [] low, char[] high) {
        char[] all = new char[256];
        for (int i = 0; i < 128; i++) {
            all[i] = low == null ? (char) i : low[i];
            all[128 + i] = high[i];
        }
        return new TextDecoder.ByTable(all);
    }

    private static char[] characters(String hex) {
        char[] characters = new char[hex.length() / 4];
        for (int i = 0; i < characters.length; i++) {
            characters[i] = (char) Integer.parseInt(hex, 4 * i, 4 * i + 4, 16);
        }
        return characters;
    }

    /// The decoder of a character set by the server's name; empty for `binary` and unknown names.
    public static Optional<TextDecoder> decoder(String charset) {
        return Optional.ofNullable(DECODERS.get(charset));
    }

    /// The most bytes a character takes, by which the server multiplies a column's characters; 1 for `binary` and
    /// unknown names.
    public static int bytesPerCharacter(String charset) {
        return switch (charset) {
            case "utf8mb4", "utf16", "utf16le", "utf32", "gb18030" -> 4;
            case "utf8", "utf8mb3", "ujis", "eucjpms" -> 3;
            case "big5", "gb2312", "gbk", "euckr", "sjis", "cp932", "ucs2" -> 2;
            default -> 1;
        };
    }
}
