package org.rowback.importers.mysql.row.charset;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Map;

/// Turns bytes of one character set into text; bytes that are no character become U+FFFD. Immutable.
public abstract sealed class TextDecoder {
    private final boolean asciiCompatible;

    private TextDecoder(boolean asciiCompatible) {
        this.asciiCompatible = asciiCompatible;
    }

    public abstract String decode(byte[] buf, int at, int length);

    /// Whether bytes below 80 are ASCII wherever they stand alone, so that bytes that are all below 80 are their own
    /// UTF-8.
    public final boolean isAsciiCompatible() {
        return asciiCompatible;
    }

    /// By one of Java's charsets.
    static final class ByJava extends TextDecoder {
        private final Charset charset;

        ByJava(Charset charset, boolean asciiCompatible) {
            super(asciiCompatible);
            this.charset = charset;
        }

        @Override
        public String decode(byte[] buf, int at, int length) {
            return new String(buf, at, length, charset);
        }
    }

    /// By one of Java's charsets but for some characters.
    static final class ByJavaExcept extends TextDecoder {
        private final Charset charset;
        private final Map<Integer, String> exceptions;
        private final boolean euc;

        /// @param exceptions from a character's bytes, big-endian, to what it is
        /// @param euc whether byte 8f begins three bytes
        ByJavaExcept(Charset charset, Map<Integer, String> exceptions, boolean euc) {
            super(true);
            this.charset = charset;
            this.exceptions = Map.copyOf(exceptions);
            this.euc = euc;
        }

        @Override
        public String decode(byte[] buf, int at, int length) {
            StringBuilder text = new StringBuilder(length);
            int end = at + length;
            int plain = at;
            for (int i = at; i < end; ) {
                int bytes = Math.min(bytes(buf[i] & 0xFF), end - i);
                String exception = bytes > 1 ? exceptions.get(code(buf, i, bytes)) : null;
                if (exception != null) {
                    text.append(new String(buf, plain, i - plain, charset)).append(exception);
                    plain = i + bytes;
                }
                i += bytes;
            }
            return text.append(new String(buf, plain, end - plain, charset)).toString();
        }

        private int bytes(int first) {
            boolean single =
                    first <= 0x80 || first == 0xFF || (!euc && first >= 0xA0 && isKana(first));
            return single ? 1 : euc && first == 0x8F ? 3 : 2;
        }

        /// Of Shift-JIS alone: half-width katakana take one byte.
        private boolean isKana(int first) {
            return charset.name().equals("Shift_JIS") && first <= 0xDF;
        }

        private static int code(byte[] buf, int at, int bytes) {
            int code = 0;
            for (int i = 0; i < bytes; i++) {
                code = code << 8 | (buf[at + i] & 0xFF);
            }
            return code;
        }
    }

    /// By a table of 256 characters.
    static final class ByTable extends TextDecoder {
        private final char[] characters;

        ByTable(char[] characters) {
            super(isAscii(characters));
            this.characters = characters;
        }

        private static boolean isAscii(char[] characters) {
            char[] low = new char[128];
            for (int i = 0; i < low.length; i++) {
                low[i] = (char) i;
            }
            return Arrays.equals(low, Arrays.copyOf(characters, low.length));
        }

        @Override
        public String decode(byte[] buf, int at, int length) {
            char[] text = new char[length];
            for (int i = 0; i < length; i++) {
                text[i] = characters[buf[at + i] & 0xFF];
            }
            return new String(text);
        }
    }
}
