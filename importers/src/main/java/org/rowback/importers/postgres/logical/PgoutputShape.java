package org.rowback.importers.postgres.logical;

/// Where a pgoutput message ends. Protocol versions 1 to 4; `docs/formats/postgres-logical.md` has the byte tables.
final class PgoutputShape {
    private PgoutputShape() {}

    /// Walks the message at the cursor.
    ///
    /// @param inStream whether it lies in a block of a streamed transaction, where messages name their transaction
    /// @return whether the next one does
    /// @throws PgoutputCursor.Underflow where it is not there to its end
    static boolean walk(PgoutputCursor in, boolean inStream) throws MalformedCapture {
        char type = in.letter();
        switch (type) {
            case 'B' -> in.skip(20);
            case 'C' -> in.skip(25);
            case 'O' -> {
                in.skip(8);
                in.string();
            }
            case 'R' -> relation(in, inStream);
            case 'Y' -> {
                in.skip(inStream ? 8 : 4);
                in.string();
                in.string();
            }
            case 'I' -> {
                in.skip(inStream ? 8 : 4);
                row(in, "N");
            }
            case 'U' -> {
                in.skip(inStream ? 8 : 4);
                if (row(in, "KON") != 'N') {
                    row(in, "N");
                }
            }
            case 'D' -> {
                in.skip(inStream ? 8 : 4);
                row(in, "KO");
            }
            case 'T' -> {
                in.skip(inStream ? 4 : 0);
                int tables = in.int32();
                in.skip(1);
                if (tables < 0 || tables > 1_000_000) {
                    throw new MalformedCapture("a TRUNCATE of " + tables + " tables");
                }
                in.skip(4 * tables);
            }
            case 'M' -> {
                in.skip(inStream ? 13 : 9);
                in.string();
                int length = in.int32();
                if (length < 0) {
                    throw new MalformedCapture("a message of " + length + " bytes");
                }
                in.skip(length);
            }
            case 'S' -> {
                in.skip(5);
                return true;
            }
            case 'E' -> {
                return false;
            }
            case 'c' -> in.skip(29);
            case 'A' -> {
                in.skip(8);
                // Streaming in parallel adds the LSN and time, whose first byte is no line break.
                if (in.at < in.limit && in.buffer[in.at] != '\n') {
                    in.skip(16);
                }
            }
            case 'b' -> twoPhase(in, 28);
            case 'P', 'K', 'p' -> twoPhase(in, 29);
            case 'r' -> twoPhase(in, 37);
            default -> throw new MalformedCapture("a message is of the type " + (int) type);
        }
        return inStream;
    }

    private static void twoPhase(PgoutputCursor in, int bytes) {
        in.skip(bytes);
        in.string();
    }

    private static void relation(PgoutputCursor in, boolean inStream) throws MalformedCapture {
        in.skip(inStream ? 8 : 4);
        in.string();
        in.string();
        char identity = in.letter();
        if ("dnfi".indexOf(identity) < 0) {
            throw new MalformedCapture("a replica identity is " + (int) identity);
        }
        int columns = in.int16();
        for (int i = 0; i < columns; i++) {
            in.skip(1);
            in.string();
            in.skip(8);
        }
    }

    private static char row(PgoutputCursor in, String kinds) throws MalformedCapture {
        char kind = in.letter();
        if (kinds.indexOf(kind) < 0) {
            throw new MalformedCapture("a row is of the kind " + (int) kind);
        }
        in.tuple();
        return kind;
    }
}
