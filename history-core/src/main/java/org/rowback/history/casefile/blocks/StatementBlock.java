package org.rowback.history.casefile.blocks;

import java.nio.charset.StandardCharsets;

/// A block of statement texts as read: immutable, safe for several threads.
///
/// Layout uncompressed: varint n; n varints: the texts' lengths in bytes; the texts, UTF-8, one after another.
public final class StatementBlock {
    private final long first;
    private final int[] starts;
    private final byte[] content;

    private StatementBlock(long first, int[] starts, byte[] content) {
        this.first = first;
        this.starts = starts;
        this.content = content;
    }

    public static StatementBlock read(long first, byte[] blob) throws DamagedBlock {
        byte[] content = Packed.check(blob).unpack();
        ByteSource in = new ByteSource(content);
        int count = in.number(content.length);
        int[] starts = new int[count + 1];
        for (int i = 0; i < count; i++) {
            starts[i + 1] = in.number(content.length);
        }
        starts[0] = in.position();
        for (int i = 0; i < count; i++) {
            starts[i + 1] += starts[i];
        }
        if (starts[count] != content.length) {
            throw new DamagedBlock("a block of statements does not fit its lengths");
        }
        return new StatementBlock(first, starts, content);
    }

    public long first() {
        return first;
    }

    public boolean holds(long id) {
        return id >= first && id - first < count();
    }

    public int count() {
        return starts.length - 1;
    }

    /// The text of a statement of this block.
    public String text(long id) {
        int i = (int) (id - first);
        return new String(content, starts[i], starts[i + 1] - starts[i], StandardCharsets.UTF_8);
    }
}
