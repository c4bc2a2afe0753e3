/// How changes and statement texts lie in compressed blocks.
@NullMarked
package org.rowback.history.casefile.blocks;

import org.jspecify.annotations.NullMarked;
