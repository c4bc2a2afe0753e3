package org.rowback.history.casefile.blocks;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/// A block of statement texts as read: immutable, safe for several threads.
///
/// Layout uncompressed: varint n; n varints: the texts' lengths in bytes; the texts, UTF-8, one after another.
public final class StatementBlock {
    private final long first;
    private final int[] starts;
    private final byte[] content;

    /// The text asked for last: the rows of one statement ask for it one after another.
    private volatile @Nullable Text last;

    private record Text(long id, String text) {}

    private StatementBlock(long first, byte[] content) throws DamagedBlock {
        this.first = first;
        this.content = content;
        ByteSource in = new ByteSource(content);
        int count = in.number(content.length);
        starts = new int[count + 1];
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
    }

    /// Reads a block; `blob` as stored.
    ///
    /// @param images the blob of images whose frame it continues; null where it stands alone
    public static StatementBlock read(long first, byte[] blob, byte @Nullable [] images)
            throws DamagedBlock {
        return new StatementBlock(first, content(blob, images));
    }

    /// The texts with their lengths, uncompressed, as [StatementBuffer] wrote them.
    public static byte[] content(byte[] blob, byte @Nullable [] images) throws DamagedBlock {
        Packed packed = Packed.check(blob);
        return images == null ? packed.unpack() : packed.unpackAfter(Packed.check(images));
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
        Text known = last;
        if (known == null || known.id() != id) {
            int i = (int) (id - first);
            int length = starts[i + 1] - starts[i];
            known = new Text(id, new String(content, starts[i], length, StandardCharsets.UTF_8));
            last = known;
        }
        return known.text();
    }
}
