package org.rowback.importers.mysql.row.json;

import org.rowback.history.model.FloatText;
import org.rowback.importers.mysql.row.Malformed;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/// Reads MySQL's binary JSON (5.7 to 9.7 `sql-common/json_binary.h`). Little-endian.
///
/// | part | bytes |
/// |---|---|
/// | document | type (1), value |
/// | object | member count, size of the whole, key entries, value entries, keys, values; counts, sizes and offsets take 2 bytes in a small and 4 in a large one |
/// | array | the same without keys |
/// | key entry | offset from the object's start, length (2) |
/// | value entry | type (1), then the value itself where it fits (literals, 16-bit numbers; in large ones 32-bit numbers), else its offset from the object's start |
/// | literal | 0 null, 1 true, 2 false |
/// | string | length (7 bits a byte, lowest first, high bit: more), UTF-8 |
/// | opaque | column type (1), length as of a string, content |
///
/// Types: 0 small object, 1 large object, 2 small array, 3 large array, 4 literal, 5 int16, 6 uint16, 7 int32,
/// 8 uint32, 9 int64, a uint64, b double, c string, f opaque.
final class JsonBinary {
    /// The server itself allows 100.
    private static final int MOST_DEPTH = 101;

    private final byte[] buf;
    private final int end;

    /// In a sound document no byte is read twice, so values cannot be more, nor texts longer, than its bytes.
    private long budget;

    private JsonBinary(byte[] buf, int at, int length) {
        this.buf = buf;
        this.end = at + length;
        this.budget = length;
    }

    static JsonNode parse(byte[] buf, int at, int length) throws MalformedJson {
        if (length == 0) {
            // What INSERT IGNORE leaves in a NOT NULL column; the server prints it so.
            return new JsonNode.Scalar("null");
        }
        var reader = new JsonBinary(buf, at, length);
        return reader.value(buf[at] & 0xFF, at + 1, reader.end, 0);
    }

    private JsonNode value(int type, int at, int limit, int depth) throws MalformedJson {
        if (--budget < -1 || depth > MOST_DEPTH) {
            throw new MalformedJson("a JSON document refers to itself");
        }
        return switch (type) {
            case 0 -> container(at, limit, 2, true, depth);
            case 1 -> container(at, limit, 4, true, depth);
            case 2 -> container(at, limit, 2, false, depth);
            case 3 -> container(at, limit, 4, false, depth);
            case 4 -> literal((int) number(at, limit, 1));
            case 5 -> scalar(Integer.toString((short) number(at, limit, 2)));
            case 6 -> scalar(Long.toString(number(at, limit, 2)));
            case 7 -> scalar(Integer.toString((int) number(at, limit, 4)));
            case 8 -> scalar(Long.toString(number(at, limit, 4)));
            case 9 -> scalar(Long.toString(number(at, limit, 8)));
            case 10 -> scalar(Long.toUnsignedString(number(at, limit, 8)));
            case 11 -> real(Double.longBitsToDouble(number(at, limit, 8)));
            case 12 -> {
                Run run = run(at, limit);
                yield scalar(JsonStrings.quoted(utf8(run.at, run.length)));
            }
            case 15 -> opaque(at, limit);
            default -> throw new MalformedJson("a JSON value has the unknown type " + type);
        };
    }

    private JsonNode container(int start, int limit, int width, boolean object, int depth)
            throws MalformedJson {
        long count = number(start, limit, width);
        long size = number(start + width, limit, width);
        int entry = 1 + width;
        int keyEntry = object ? width + 2 : 0;
        if (size > limit - start || 2L * width + count * (entry + keyEntry) > size) {
            throw new MalformedJson(
                    "a JSON container of " + count + " elements says it takes " + size + " bytes");
        }
        int to = start + (int) size;
        int keys = start + 2 * width;
        int values = keys + (int) count * keyEntry;
        var elements = new ArrayList<JsonNode>((int) count);
        for (int i = 0; i < count; i++) {
            elements.add(element(start, to, values + i * entry, width, depth));
        }
        if (!object) {
            return new JsonNode.Array(elements);
        }
        var names = new ArrayList<String>((int) count);
        for (int i = 0; i < count; i++) {
            int at = keys + i * keyEntry;
            long offset = number(at, to, width);
            int length = (int) number(at + width, to, 2);
            names.add(utf8(inside(start, to, offset, length), length));
        }
        return new JsonNode.Obj(names, elements);
    }

    private JsonNode element(int start, int to, int entryAt, int width, int depth)
            throws MalformedJson {
        int type = buf[entryAt] & 0xFF;
        boolean inlined =
                type == 4 || type == 5 || type == 6 || (width == 4 && (type == 7 || type == 8));
        int at = inlined ? entryAt + 1 : inside(start, to, number(entryAt + 1, to, width), 1);
        return value(type, at, to, depth + 1);
    }

    private static int inside(int start, int to, long offset, int length) throws MalformedJson {
        if (offset + length > to - start) {
            throw new MalformedJson("a JSON value lies outside its container, at " + offset);
        }
        return start + (int) offset;
    }

    private static JsonNode literal(int value) throws MalformedJson {
        return switch (value) {
            case 0 -> scalar("null");
            case 1 -> scalar("true");
            case 2 -> scalar("false");
            default -> throw new MalformedJson("a JSON literal has the number " + value);
        };
    }

    private static JsonNode real(double value) throws MalformedJson {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new MalformedJson("a JSON number is " + value);
        }
        String text = FloatText.of(value);
        boolean looksReal = text.indexOf('.') >= 0 || text.indexOf('e') >= 0;
        return scalar(looksReal ? text : text + ".0");
    }

    private JsonNode opaque(int at, int limit) throws MalformedJson {
        int type = (int) number(at, limit, 1);
        Run run = run(at + 1, limit);
        spend(run.length);
        try {
            return scalar(JsonOpaque.print(type, buf, run.at, run.length));
        } catch (Malformed e) {
            throw new MalformedJson("in a JSON document, " + e.getMessage());
        }
    }

    private static JsonNode scalar(String text) {
        return new JsonNode.Scalar(text);
    }

    private record Run(int at, int length) {}

    private Run run(int at, int limit) throws MalformedJson {
        long length = 0;
        for (int i = 0; i < 5; i++) {
            long part = number(at + i, limit, 1);
            length |= (part & 0x7F) << (7 * i);
            if (part < 0x80) {
                int from = at + i + 1;
                if (length > limit - from) {
                    throw new MalformedJson("a JSON string of " + length + " bytes is cut off");
                }
                return new Run(from, (int) length);
            }
        }
        throw new MalformedJson("the length of a JSON string takes more than 5 bytes");
    }

    private String utf8(int at, int length) throws MalformedJson {
        spend(length);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(buf, at, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedJson("a JSON string is not UTF-8");
        }
    }

    private void spend(int bytes) throws MalformedJson {
        budget -= bytes;
        if (budget < -1) {
            throw new MalformedJson("a JSON document refers to itself");
        }
    }

    private long number(int at, int limit, int bytes) throws MalformedJson {
        if (bytes > limit - at) {
            throw new MalformedJson("a JSON document ends early");
        }
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << 8 | (buf[at + i] & 0xFF);
        }
        return value;
    }
}
