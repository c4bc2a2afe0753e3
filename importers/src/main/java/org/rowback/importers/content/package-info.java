/// What every family of logs does with a file before it reads it: uncompress, hash, read integers.
@NullMarked
package org.rowback.importers.content;

import org.jspecify.annotations.NullMarked;
