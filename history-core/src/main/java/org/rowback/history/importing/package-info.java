/// What an importer implements and what it is given.
@NullMarked
package org.rowback.history.importing;

import org.jspecify.annotations.NullMarked;
