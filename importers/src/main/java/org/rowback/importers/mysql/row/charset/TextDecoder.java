package org.rowback.importers.mysql.row.charset;

import java.nio.charset.Charset;
import java.util.Arrays;

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
