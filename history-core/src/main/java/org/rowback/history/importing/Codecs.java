package org.rowback.history.importing;

import org.rowback.history.model.RowbackException;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What this program has to read stored rows with: row codecs by name, and a reader of DDL. Immutable.
public final class Codecs {
    private final Map<String, RowCodec> byName;
    private final Optional<Supplier<SchemaReader>> schemaReader;

    private Codecs(Map<String, RowCodec> byName, Optional<Supplier<SchemaReader>> schemaReader) {
        this.byName = Map.copyOf(byName);
        this.schemaReader = schemaReader;
    }

    /// @throws IllegalArgumentException where two have one name
    public static Codecs of(RowCodec... codecs) {
        Map<String, RowCodec> byName = new HashMap<>();
        for (RowCodec codec : codecs) {
            if (byName.put(codec.name(), codec) != null) {
                throw new IllegalArgumentException("two codecs named " + codec.name());
            }
        }
        return new Codecs(byName, Optional.empty());
    }

    /// The same with a reader of the log's DDL: with it, a schema file is placed in the log and carried along it.
    ///
    /// @param readers gives a new reader for each run through the log
    public Codecs reading(Supplier<SchemaReader> readers) {
        return new Codecs(byName, Optional.of(readers));
    }

    public Optional<Supplier<SchemaReader>> schemaReader() {
        return schemaReader;
    }

    /// The codec of a name.
    ///
    /// @throws RowbackException.CaseFile where this program has none of that name
    public RowCodec get(String name) throws RowbackException.CaseFile {
        RowCodec codec = byName.get(name);
        if (codec == null) {
            throw new RowbackException.CaseFile(
                    "the case holds rows of the kind '"
                            + name
                            + "', which this version of Rowback cannot read: use a newer version");
        }
        return codec;
    }
}
