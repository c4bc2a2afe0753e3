package org.rowback.importers.postgres.heap.value;

import org.rowback.importers.content.LittleEndian;

import java.nio.charset.Charset;

/// `tsvector` and `tsquery`. Source: PostgreSQL 18 `src/include/tsearch/ts_type.h`, `src/backend/utils/adt/tsvector.c`,
/// `tsquery.c`.
final class TextSearch {
    private static final int ITEM = 12;
    private static final int DEEPEST = 6000;
    private static final int NOT = 1;
    private static final int AND = 2;
    private static final int OR = 3;
    private static final int PHRASE = 4;

    private TextSearch() {}

    /// How many lexemes; for each 4 bytes (1 bit whether it has positions, 11 bits length, 20 bits where); then the
    /// lexemes, each followed, aligned to 2, by how many positions and 2 bytes each: 2 bits weight, 14 bits position.
    static void vector(StringBuilder out, byte[] v, int at, Charset charset) throws MalformedValue {
        int count = (int) LittleEndian.u32(v, at);
        int base = at + 4 + 4 * count;
        if (count < 0 || base < 0 || base > v.length) {
            throw new MalformedValue("a tsvector with more lexemes than bytes");
        }
        for (int i = 0; i < count; i++) {
            int entry = (int) LittleEndian.u32(v, at + 4 + 4 * i);
            int length = (entry >> 1) & 0x7FF;
            int from = base + (entry >>> 12);
            if (i > 0) {
                out.append(' ');
            }
            quoted(out, DiskType.characters(v, from, from + length, charset));
            if ((entry & 1) != 0) {
                positions(out, v, base + DiskType.aligned(from - base + length, 's'));
            }
        }
    }

    private static void positions(StringBuilder out, byte[] v, int at) {
        int count = LittleEndian.u16(v, at);
        for (int i = 0; i < count; i++) {
            position(out.append(i == 0 ? ':' : ','), LittleEndian.u16(v, at + 2 + 2 * i));
        }
    }

    /// 2 bits weight, 14 bits position.
    static void position(StringBuilder out, int position) {
        out.append(position & 0x3FFF);
        switch (position >> 14) {
            case 3 -> out.append('A');
            case 2 -> out.append('B');
            case 1 -> out.append('C');
            default -> {}
        }
    }

    static void quoted(StringBuilder out, String text) {
        out.append('\'');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'' || c == '\\') {
                out.append(c);
            }
            out.append(c);
        }
        out.append('\'');
    }

    /// How many items; each 12 bytes: an operand (1; weights, whether a prefix, CRC, 12 bits length, 20 bits where) or
    /// an operator (2; which, distance, how many items on the left operand is, the right one being next); then the
    /// operands' text.
    static void query(StringBuilder out, byte[] v, int at, Charset charset) throws MalformedValue {
        int count = (int) LittleEndian.u32(v, at);
        if (count == 0) {
            return;
        }
        long texts = at + 4L + (long) ITEM * count;
        if (count < 0 || texts > v.length) {
            throw new MalformedValue("a tsquery with more items than bytes");
        }
        new Query(v, at + 4, (int) texts, charset).item(out, 0, -1, false, 0);
    }

    private record Query(byte[] v, int items, int texts, Charset charset) {
        void item(StringBuilder out, int index, int outer, boolean right, int depth)
                throws MalformedValue {
            int at = items + ITEM * index;
            if (index < 0 || at + ITEM > texts || depth > DEEPEST) {
                throw new MalformedValue("a tsquery whose items do not fit");
            }
            if (v[at] == 1) {
                operand(out, at);
            } else if (v[at + 1] == NOT) {
                boolean parentheses = priority(NOT) < outer;
                out.append(parentheses ? "( !" : "!");
                item(out, index + 1, priority(NOT), false, depth + 1);
                out.append(parentheses ? " )" : "");
            } else {
                operator(out, index, at, outer, right, depth);
            }
        }

        private void operator(
                StringBuilder out, int index, int at, int outer, boolean right, int depth)
                throws MalformedValue {
            int operator = v[at + 1];
            int priority = priority(operator);
            int distance = (short) LittleEndian.u16(v, at + 2);
            int left = index + (int) LittleEndian.u32(v, at + 4);
            boolean parentheses = priority < outer || (operator == PHRASE && right);
            out.append(parentheses ? "( " : "");
            item(out, left, priority, false, depth + 1);
            out.append(
                    switch (operator) {
                        case AND -> " & ";
                        case OR -> " | ";
                        case PHRASE -> distance == 1 ? " <-> " : " <" + distance + "> ";
                        default -> throw new MalformedValue("a tsquery with an unknown operator");
                    });
            item(out, index + 1, priority, operator == PHRASE, depth + 1);
            out.append(parentheses ? " )" : "");
        }

        private void operand(StringBuilder out, int at) throws MalformedValue {
            int place = (int) LittleEndian.u32(v, at + 8);
            int from = texts + (place >>> 12);
            quoted(out, characters(v, from, from + (place & 0xFFF), charset));
            int weights = v[at + 1];
            boolean prefix = v[at + 2] != 0;
            if (weights != 0 || prefix) {
                out.append(':').append(prefix ? "*" : "");
                out.append((weights & 8) != 0 ? "A" : "").append((weights & 4) != 0 ? "B" : "");
                out.append((weights & 2) != 0 ? "C" : "").append((weights & 1) != 0 ? "D" : "");
            }
        }

        private static int priority(int operator) throws MalformedValue {
            return switch (operator) {
                case NOT -> 4;
                case PHRASE -> 3;
                case AND -> 2;
                case OR -> 1;
                default -> throw new MalformedValue("a tsquery with an unknown operator");
            };
        }
    }

    private static String characters(byte[] v, int at, int end, Charset charset)
            throws MalformedValue {
        return DiskType.characters(v, at, end, charset);
    }
}
