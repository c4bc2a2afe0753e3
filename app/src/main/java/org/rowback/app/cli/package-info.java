/// The command line: one class a command. A contract that scripts depend on.
@NullMarked
package org.rowback.app.cli;

import org.jspecify.annotations.NullMarked;
