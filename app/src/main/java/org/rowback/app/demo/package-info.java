/// The incident that ships with the program, from capture to patch.
@NullMarked
package org.rowback.app.demo;

import org.jspecify.annotations.NullMarked;
