/// Row images of MySQL and MariaDB: from the bodies of TABLE_MAP and ROWS events down to values.
///
/// A [TableMap] and the sets of logged columns make a [RowLayout], which the case file keeps as bytes; a
/// [RowReader] walks images by it and hashes their keys while importing; [MysqlRowCodec] turns images into values
/// when somebody looks.
@NullMarked
package org.rowback.importers.mysql.row;

import org.jspecify.annotations.NullMarked;
