package org.rowback.history.revert;

import org.rowback.history.model.TableName;

/// A column of numbers that can be put back by a difference, and what speaks for that.
///
/// @param writes good writes of it that found what selected ones had left, or came after such
/// @param said of them, those whose statement moves it, like `n = n + 1`
/// @param shown those of which images show that they moved it
/// @param open those of which images do not tell whether they moved or set it
/// @param bad selected writes whose own statement moves it
/// @param evidence what the images of the whole log show, as a part of a sentence; empty where they were not asked
public record RelativeColumn(
        TableName table,
        String column,
        long writes,
        long said,
        long shown,
        long open,
        long bad,
        String evidence) {
    /// What `--relative` takes for it.
    public String name() {
        return table + "." + column;
    }

    /// Whether `--relative all` takes it.
    public boolean isShown() {
        return said + shown + bad > 0;
    }
}
