package org.rowback.importers.mysql.event;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// The compressed part of MariaDB's QUERY_COMPRESSED and rows events.
///
/// | part | bytes |
/// |---|---|
/// | header | 1: 0x80, the algorithm in bits 4–6 (0 zlib), how many bytes the length has in bits 0–2 |
/// | length when expanded | 1–4, big-endian |
/// | zlib stream | the rest |
///
/// Source: MariaDB 11.8 `sql/log_event.cc` (`binlog_buf_compress`, `binlog_get_uncompress_len`).
public final class Compressed {
    private Compressed() {}

    /// Expands what lies from `start` to `end`.
    public static byte[] inflate(byte[] buffer, int start, int end) throws MalformedEvent {
        BodyReader in = new BodyReader().over(buffer, start, end);
        int header = in.u8("its compression header");
        int width = header & 7;
        if ((header & 0xE0) != 0x80 || (header & 0x70) != 0 || width < 1 || width > 4) {
            throw new MalformedEvent(
                    "its compression header is " + header + ", which is not zlib's");
        }
        int at = in.take(width, "its expanded length");
        long expanded = 0;
        for (int i = 0; i < width; i++) {
            expanded = (expanded << 8) | (buffer[at + i] & 0xFF);
        }
        // zlib never does better than 1032 to 1.
        if (expanded > 1032L * (end - start) + 64 || expanded > Integer.MAX_VALUE - 64) {
            throw new MalformedEvent("it says it expands to " + expanded + " bytes");
        }
        byte[] result = new byte[(int) expanded];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(buffer, in.position(), in.remaining());
            int done = 0;
            while (done < result.length) {
                int got = inflater.inflate(result, done, result.length - done);
                if (got == 0) {
                    break;
                }
                done += got;
            }
            if (done != result.length) {
                throw new MalformedEvent(
                        "it expands to " + done + " bytes instead of " + result.length);
            }
            return result;
        } catch (DataFormatException e) {
            throw new MalformedEvent("its compressed part is damaged (" + e.getMessage() + ")");
        } finally {
            inflater.end();
        }
    }
}
