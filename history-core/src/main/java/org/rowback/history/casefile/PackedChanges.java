package org.rowback.history.casefile;

import org.rowback.history.casefile.blocks.BlockSummary;
import org.rowback.history.casefile.blocks.ByteSink;
import org.rowback.history.casefile.blocks.ChangeBlock;
import org.rowback.history.casefile.blocks.ChangeBuffer;
import org.rowback.history.casefile.blocks.Packer;

/// A block of changes and the statements that came with them, as they are stored.
///
/// @param buffer what was packed
/// @param texts the statements, none where there are none
/// @param packedTexts the statements' blob
/// @param continues whether that blob continues the images'
record PackedChanges(
        ChangeBuffer buffer,
        byte[] summary,
        byte[] columns,
        byte[] images,
        Store.Texts texts,
        byte[] packedTexts,
        boolean continues) {
    /// @param sink is written over
    static PackedChanges of(ChangeBuffer buffer, Store.Texts texts, Packer packer, ByteSink sink) {
        sink.clear();
        ChangeBlock.writeColumns(buffer, sink);
        byte[] columns = packer.pack(sink.array(), sink.length());
        Packer.Pair pair =
                packer.pair(
                        buffer.images(),
                        buffer.imageBytes(),
                        texts.content(),
                        texts.content().length);
        return new PackedChanges(
                buffer,
                BlockSummary.write(buffer),
                columns,
                pair.first(),
                texts,
                pair.second(),
                pair.continues());
    }
}
