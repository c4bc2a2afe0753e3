/// Records the demo's incident: a shop under load, and an agent that goes wrong for eight minutes. Run by hand.
@NullMarked
package org.rowback.recording.demo;

import org.jspecify.annotations.NullMarked;
