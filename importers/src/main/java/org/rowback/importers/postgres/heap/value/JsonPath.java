package org.rowback.importers.postgres.heap.value;

import org.rowback.importers.content.LittleEndian;

import java.nio.charset.Charset;

/// `jsonpath`: 4 bytes header (1, and 0x80000000 where it is lax), then items, the first at once.
///
/// | bytes | an item |
/// |---|---|
/// | 1 | kind |
/// | 4, aligned | the next item of the path, counted from this one; 0 where it is the last |
/// | | string, key, variable: 4 length, text; numeric: as on disk, aligned; boolean: 1; two operands: 4 each, counted from this item; one: 4; subscripts: 4 how many, for each 4 from, 4 to (0: one element); `**`: 4 first level, 4 last; like_regex: 4 flags, 4 operand, 4 length, pattern |
///
/// Little-endian, places aligned to 4. Source: PostgreSQL 18 `src/include/utils/jsonpath.h`, `jspInitByBuffer` and
/// `printJsonPathItem` in `src/backend/utils/adt/jsonpath.c`.
final class JsonPath extends DiskType {
    private static final int STRING = 1;
    private static final int NUMERIC = 2;
    private static final int AND = 4;
    private static final int OR = 5;
    private static final int EQUAL = 8;
    private static final int ADD = 14;
    private static final int SUBTRACT = 15;
    private static final int MODULO = 18;
    private static final int PLUS = 19;
    private static final int MINUS = 20;
    private static final int STARTS_WITH = 41;
    private static final int DEEPEST = 6000;
    private static final String[] OPERATORS = {
        "&&", "||", "", "", "==", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/", "%"
    };

    JsonPath() {
        super(-1, 'i');
    }

    @Override
    public void print(StringBuilder out, byte[] value, int at, int end, Charset charset)
            throws MalformedValue {
        int header = (int) LittleEndian.u32(value, at);
        if ((header & Integer.MAX_VALUE) != 1) {
            throw new MalformedValue("a jsonpath of an unknown version");
        }
        if (header > 0) {
            out.append("strict ");
        }
        new Walk(out, value, at + 4, charset).item(0, false, true, 0);
    }

    private record Walk(StringBuilder out, byte[] v, int base, Charset charset) {
        private int number(int at) {
            return (int) LittleEndian.u32(v, base + at);
        }

        private int kind(int item) {
            return v[base + item] & 0xFF;
        }

        /// Where what follows an item's kind and next item begins.
        private static int content(int item) {
            return aligned(item + 1, 'i') + 4;
        }

        /// @param after whether it follows another item of its path
        /// @param parentheses whether operators take them
        void item(int item, boolean after, boolean parentheses, int depth) throws MalformedValue {
            if (depth > DEEPEST || item < 0) {
                throw new MalformedValue("a jsonpath nested too deep");
            }
            int next = number(content(item) - 4);
            print(item, after, parentheses, next != 0, depth);
            if (next != 0) {
                item(item + next, true, true, depth + 1);
            }
        }

        private void print(int item, boolean after, boolean parentheses, boolean hasNext, int depth)
                throws MalformedValue {
            int at = content(item);
            int kind = kind(item);
            switch (kind) {
                case 0 -> out.append("null");
                case STRING -> text(at);
                case NUMERIC -> numeric(at, hasNext);
                case 3 -> out.append(v[base + at] != 0);
                case 6 -> operand("!(", item, at, ")", depth);
                case 7 -> operand("(", item, at, ") is unknown", depth);
                case 21 -> out.append("[*]");
                case 22 -> out.append(after ? ".*" : "*");
                case 23 -> subscripts(item, at, depth);
                case 24 -> levels(after, number(at), number(at + 4));
                case 25 -> {
                    out.append(after ? "." : "");
                    text(at);
                }
                case 26 -> out.append('@');
                case 27 -> out.append('$');
                case 28 -> {
                    out.append('$');
                    text(at);
                }
                case 29 -> operand("?(", item, at, ")", depth);
                case 30 -> operand("exists (", item, at, ")", depth);
                case 31 -> out.append(".type()");
                case 32 -> out.append(".size()");
                case 33 -> out.append(".abs()");
                case 34 -> out.append(".floor()");
                case 35 -> out.append(".ceiling()");
                case 36 -> out.append(".double()");
                case 37 -> operand(".datetime(", item, at, ")", depth);
                case 38 -> out.append(".keyvalue()");
                case 40 -> out.append("last");
                case 42 -> likeRegex(item, at, parentheses, depth);
                case 43 -> out.append(".bigint()");
                case 44 -> out.append(".boolean()");
                case 45 -> out.append(".date()");
                case 46 -> decimal(item, at, depth);
                case 47 -> out.append(".integer()");
                case 48 -> out.append(".number()");
                case 49 -> out.append(".string()");
                case 50 -> operand(".time(", item, at, ")", depth);
                case 51 -> operand(".time_tz(", item, at, ")", depth);
                case 52 -> operand(".timestamp(", item, at, ")", depth);
                case 53 -> operand(".timestamp_tz(", item, at, ")", depth);
                default -> operator(kind, item, at, parentheses, depth);
            }
        }

        private void operator(int kind, int item, int at, boolean parentheses, int depth)
                throws MalformedValue {
            boolean two = kind == STARTS_WITH || (kind >= AND && kind <= MODULO);
            if (!two && kind != PLUS && kind != MINUS) {
                throw new MalformedValue("a jsonpath with an item of the unknown kind " + kind);
            }
            out.append(parentheses ? "(" : "");
            if (two) {
                inner(item + number(at), kind, depth);
                String name = kind == STARTS_WITH ? "starts with" : OPERATORS[kind - AND];
                out.append(' ').append(name).append(' ');
                inner(item + number(at + 4), kind, depth);
            } else {
                out.append(kind == PLUS ? '+' : '-');
                inner(item + number(at), kind, depth);
            }
            out.append(parentheses ? ")" : "");
        }

        /// An operand, in parentheses where it does not bind more tightly.
        private void inner(int item, int outer, int depth) throws MalformedValue {
            item(item, false, priority(kind(item)) <= priority(outer), depth + 1);
        }

        private static int priority(int kind) {
            return switch (kind) {
                case OR -> 0;
                case AND -> 1;
                case EQUAL, 9, 10, 11, 12, 13, STARTS_WITH -> 2;
                case ADD, SUBTRACT -> 3;
                case 16, 17, MODULO -> 4;
                case PLUS, MINUS -> 5;
                default -> 6;
            };
        }

        private void operand(String before, int item, int at, String behind, int depth)
                throws MalformedValue {
            out.append(before);
            if (number(at) != 0) {
                item(item + number(at), false, false, depth + 1);
            }
            out.append(behind);
        }

        private void decimal(int item, int at, int depth) throws MalformedValue {
            operand(".decimal(", item, at, "", depth);
            operand(number(at + 4) == 0 ? "" : ",", item, at + 4, ")", depth);
        }

        private void subscripts(int item, int at, int depth) throws MalformedValue {
            out.append('[');
            for (int i = 0; i < number(at); i++) {
                int place = at + 4 + 8 * i;
                operand(i == 0 ? "" : ",", item, place, "", depth);
                operand(number(place + 4) == 0 ? "" : " to ", item, place + 4, "", depth);
            }
            out.append(']');
        }

        /// -1 is the last level.
        private void levels(boolean after, int first, int last) {
            out.append(after ? "." : "");
            if (first == 0 && last == -1) {
                out.append("**");
                return;
            }
            out.append("**{").append(level(first));
            if (first != last) {
                out.append(" to ").append(level(last));
            }
            out.append('}');
        }

        private static String level(int level) {
            return level == -1 ? "last" : Integer.toUnsignedString(level);
        }

        private void likeRegex(int item, int at, boolean parentheses, int depth)
                throws MalformedValue {
            out.append(parentheses ? "(" : "");
            inner(item + number(at + 4), 42, depth);
            out.append(" like_regex ");
            text(at + 8);
            int flags = number(at);
            if (flags != 0) {
                out.append(" flag \"");
                for (int i = 0; i < 5; i++) {
                    out.append((flags >> i & 1) != 0 ? "ismxq".charAt(i) : "");
                }
                out.append('"');
            }
            out.append(parentheses ? ")" : "");
        }

        private void numeric(int at, boolean hasNext) throws MalformedValue {
            byte[] number = Varlena.payload(v, base + at);
            out.append(hasNext ? "(" : "");
            Numerics.print(out, number, 0, number.length);
            out.append(hasNext ? ")" : "");
        }

        private void text(int at) throws MalformedValue {
            int from = base + at + 4;
            Jsonb.string(out, v, from, from + number(at), charset);
        }
    }
}
