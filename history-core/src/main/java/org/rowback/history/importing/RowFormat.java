package org.rowback.history.importing;

import org.rowback.history.model.Bytes;
import org.rowback.history.model.TableName;

/// How the images of some changes are laid out. Equal formats are stored once.
///
/// @param codec the name of the [RowCodec] that understands `layout`
/// @param layout the codec's own description, e.g. MySQL's TABLE_MAP with the sets of logged columns
public record RowFormat(String codec, TableName table, Bytes layout) {}
