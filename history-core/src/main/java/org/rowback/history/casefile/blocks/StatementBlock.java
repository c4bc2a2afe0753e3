package org.rowback.history.casefile.blocks;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/// A block of statement texts as read: immutable, safe for several threads. It is uncompressed when a text is first
/// asked for: most changes are looked at without theirs.
///
/// Layout uncompressed: varint n; n varints: the texts' lengths in bytes; the texts, UTF-8, one after another.
public final class StatementBlock {
    private final long first;
    private final long last;
    private final Packed packed;
    private final @Nullable Packed images;
    private volatile @Nullable Texts texts;

    /// The text asked for last: the rows of one statement ask for it one after another.
    private volatile @Nullable Text latest;

    private record Text(long id, String text) {}

    /// The texts' bytes; where each begins, and where the last one ends.
    private record Texts(byte[] content, int[] starts) {
        static Texts read(byte[] content) throws DamagedBlock {
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
            return new Texts(content, starts);
        }
    }

    private StatementBlock(long first, long last, Packed packed, @Nullable Packed images) {
        this.first = first;
        this.last = last;
        this.packed = packed;
        this.images = images;
    }

    /// Reads a block; `blob` as stored.
    ///
    /// @param images the blob of images whose frame it continues; null where it stands alone
    public static StatementBlock read(long first, long last, byte[] blob, byte @Nullable [] images)
            throws DamagedBlock {
        Packed packedImages = images == null ? null : Packed.check(images);
        return new StatementBlock(first, last, Packed.check(blob), packedImages);
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
        return id >= first && id <= last;
    }

    /// The text of a statement of this block. Fails only for bytes that were never written so.
    public String text(long id) {
        Text known = latest;
        if (known == null || known.id() != id) {
            Texts all = texts();
            int i = (int) (id - first);
            int start = all.starts()[i];
            int length = all.starts()[i + 1] - start;
            known = new Text(id, new String(all.content(), start, length, StandardCharsets.UTF_8));
            latest = known;
        }
        return known.text();
    }

    private Texts texts() {
        Texts known = texts;
        if (known == null) {
            try {
                known = Texts.read(images == null ? packed.unpack() : packed.unpackAfter(images));
            } catch (DamagedBlock e) {
                throw new IllegalStateException("statements with a right checksum are damaged", e);
            }
            texts = known;
        }
        return known;
    }
}
