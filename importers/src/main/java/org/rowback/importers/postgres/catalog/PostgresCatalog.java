package org.rowback.importers.postgres.catalog;

import org.rowback.history.model.RowbackException;
import org.rowback.importers.postgres.type.PostgresType;
import org.rowback.importers.postgres.type.PostgresTypes;

import java.io.Reader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A database's catalog at one moment: relations with the server's own, and types. Immutable.
public final class PostgresCatalog {
    private final CatalogDatabase database;
    private final List<CatalogRelation> relations;
    private final PostgresTypes types;
    private final Map<Long, String> namespaces;
    private final List<ObjectName> objects;
    private final Map<Long, CatalogRelation> byOid = new HashMap<>();
    private final Map<Long, CatalogRelation> byFileNode = new HashMap<>();

    /// @param namespaces names of schemas by OID
    /// @param objects names of what is no schema and neither among the relations nor the types
    public PostgresCatalog(
            CatalogDatabase database,
            List<CatalogRelation> relations,
            List<PostgresType> types,
            Map<Long, String> namespaces,
            List<ObjectName> objects) {
        this.objects = List.copyOf(objects);
        this.namespaces = Map.copyOf(namespaces);
        this.database = database;
        this.relations = List.copyOf(relations);
        this.types = new PostgresTypes(types);
        for (CatalogRelation relation : relations) {
            byOid.put(relation.oid(), relation);
            if (relation.fileNode() != 0) {
                byFileNode.put(relation.fileNode(), relation);
            }
        }
    }

    /// Reads what `rowback schema` or its script wrote.
    ///
    /// @param name for messages
    /// @throws RowbackException.BadInput where it is not such a file
    public static PostgresCatalog read(String name, Reader json) throws RowbackException {
        return CatalogReader.read(name, json);
    }

    public CatalogDatabase database() {
        return database;
    }

    public List<CatalogRelation> relations() {
        return relations;
    }

    public PostgresTypes types() {
        return types;
    }

    /// Names of schemas by OID.
    public Map<Long, String> namespaces() {
        return namespaces;
    }

    /// Names of functions, operators, collations, text search configurations and dictionaries, roles, and of relations that
    /// have no rows; empty in files of older versions.
    public List<ObjectName> objects() {
        return objects;
    }

    public Optional<CatalogRelation> relation(long oid) {
        return Optional.ofNullable(byOid.get(oid));
    }

    /// The relation whose file has a number.
    public Optional<CatalogRelation> relationOfFile(long fileNode) {
        return Optional.ofNullable(byFileNode.get(fileNode));
    }
}
