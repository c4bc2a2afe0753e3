package org.rowback.importers.postgres.heap.value;

import org.rowback.importers.content.LittleEndian;
import org.rowback.importers.postgres.catalog.CatalogColumn;
import org.rowback.importers.postgres.type.PostgresType;
import org.rowback.importers.postgres.type.PostgresTypes;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;

/// The types whose values are OIDs and whose texts are names: `regclass` and its kin, `aclitem`, and their arrays.
///
/// | bytes of an `aclitem` (from 16) | meaning |
/// |---|---|
/// | 4 | the role that may, 0 for all |
/// | 4 | the role that granted it |
/// | 4 (8) | what it may: a bit each; in the upper half, what it may grant on |
///
/// Little-endian. Source: `aclitemout` and `putid` in `src/backend/utils/adt/acl.c`, `src/include/utils/acl.h`, the `…out`
/// functions in `src/backend/utils/adt/regproc.c` (PostgreSQL 13 to 18).
final class NamedTypes {
    private static final long ACL_ITEM = 1033;
    private static final long REG_TYPE = 2206;
    private static final int DEEPEST = 32;
    private static final String RIGHTS = "arwdDxtXUCTcsAm";

    /// Arrays and their elements' types.
    private static final Map<Long, Long> ARRAYS =
            Map.ofEntries(
                    Map.entry(1008L, 24L),
                    Map.entry(2207L, 2202L),
                    Map.entry(2208L, 2203L),
                    Map.entry(2209L, 2204L),
                    Map.entry(2210L, 2205L),
                    Map.entry(2211L, REG_TYPE),
                    Map.entry(3735L, 3734L),
                    Map.entry(3770L, 3769L),
                    Map.entry(4090L, 4089L),
                    Map.entry(4097L, 4096L),
                    Map.entry(4192L, 4191L),
                    Map.entry(1034L, ACL_ITEM));

    private static final Set<Long> ELEMENTS = Set.copyOf(ARRAYS.values());

    private NamedTypes() {}

    static Optional<DiskType> get(long oid, Names names) {
        Long element = ARRAYS.get(oid);
        if (element != null) {
            DiskType type = element(element, names);
            return Optional.of(new ArrayType(type.align() == 'd' ? 'd' : 'i', ',', _ -> type));
        }
        return ELEMENTS.contains(oid) ? Optional.of(element(oid, names)) : Optional.empty();
    }

    /// Whether values of a type hold any.
    static boolean areIn(
            long oid, PostgresTypes types, LongFunction<List<CatalogColumn>> columns, int depth) {
        if (ELEMENTS.contains(oid) || ARRAYS.containsKey(oid)) {
            return true;
        }
        PostgresType type = types.known(oid).orElse(null);
        if (type == null || depth > DEEPEST) {
            return false;
        }
        return areIn(type.element(), types, columns, depth + 1)
                || areIn(type.base(), types, columns, depth + 1)
                || areIn(type.subtype(), types, columns, depth + 1)
                || (type.relation() != 0
                        && columns.apply(type.relation()).stream()
                                .anyMatch(c -> areIn(c.type(), types, columns, depth + 1)));
    }

    private static DiskType element(long oid, Names names) {
        return oid == ACL_ITEM ? new AclItem(names) : new Reference(oid, names);
    }

    /// An object's OID.
    private static final class Reference extends DiskType {
        private final long type;
        private final DiskType plain;
        private final Names names;

        Reference(long type, Names names) {
            super(4, 'i');
            this.type = type;
            this.names = names;
            plain = DiskFormats.get(type).orElseThrow();
        }

        @Override
        public void print(StringBuilder out, byte[] value, int at, int end, Charset charset)
                throws MalformedValue {
            long oid = LittleEndian.u32(value, at);
            Optional<String> name = oid == 0 ? Optional.empty() : names.object(type, oid);
            if (name.isPresent()) {
                out.append(name.get());
            } else {
                plain.print(out, value, at, end, charset);
            }
        }
    }

    private static final class AclItem extends DiskType {
        private final Names names;

        AclItem(Names names) {
            super(names.aclItemBytes(), names.aclItemBytes() == 16 ? 'd' : 'i');
            this.names = names;
        }

        @Override
        public void print(StringBuilder out, byte[] value, int at, int end, Charset charset) {
            boolean wide = length() == 16;
            long may = wide ? LittleEndian.u32(value, at + 8) : LittleEndian.u16(value, at + 8);
            long mayGrant =
                    wide ? LittleEndian.u32(value, at + 12) : LittleEndian.u16(value, at + 10);
            long grantee = LittleEndian.u32(value, at);
            if (grantee != 0) {
                role(out, grantee);
            }
            out.append('=');
            for (int i = 0; i < RIGHTS.length(); i++) {
                if ((may >> i & 1) != 0) {
                    out.append(RIGHTS.charAt(i));
                }
                if ((mayGrant >> i & 1) != 0) {
                    out.append('*');
                }
            }
            role(out.append('/'), LittleEndian.u32(value, at + 4));
        }

        /// Quoted unless it has letters, digits and underscores of ASCII only.
        private void role(StringBuilder out, long oid) {
            String name = names.role(oid).orElse(Long.toString(oid));
            boolean safe = name.matches("[A-Za-z0-9_]*");
            out.append(safe ? name : "\"" + name.replace("\"", "\"\"") + "\"");
        }
    }
}
