package org.rowback.history.importing;

import org.rowback.history.model.RowbackException;

import java.util.HashMap;
import java.util.Map;

/// The row codecs that this program has, by name. Immutable.
public final class Codecs {
    private final Map<String, RowCodec> byName;

    private Codecs(Map<String, RowCodec> byName) {
        this.byName = Map.copyOf(byName);
    }

    /// @throws IllegalArgumentException where two have one name
    public static Codecs of(RowCodec... codecs) {
        Map<String, RowCodec> byName = new HashMap<>();
        for (RowCodec codec : codecs) {
            if (byName.put(codec.name(), codec) != null) {
                throw new IllegalArgumentException("two codecs named " + codec.name());
            }
        }
        return new Codecs(byName);
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
