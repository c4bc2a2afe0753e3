/// The decoder's inner loops, each measured alone by JMH. Run by `app/src/bench/run --loops`.
@NullMarked
package org.rowback.app.bench.loops;

import org.jspecify.annotations.NullMarked;
