SELECT line FROM (
SELECT 0 AS part, 0::oid AS oid, json_build_object(
  'rowback', 'postgres-catalog',
  'version', 1,
  'oid', d.oid::bigint,
  'database', d.datname,
  'tablespace', d.dattablespace::bigint,
  'encoding', pg_encoding_to_char(d.encoding),
  'systemIdentifier', (SELECT system_identifier::text FROM pg_control_system()),
  'server', 'PostgreSQL ' || current_setting('server_version'),
  'serverVersion', current_setting('server_version_num')::bigint,
  'blockBytes', current_setting('block_size')::bigint,
  'walBlockBytes', (SELECT wal_block_size FROM pg_control_init()),
  'segmentBytes', (SELECT bytes_per_wal_segment FROM pg_control_init()),
  'lsn', (CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END)::text,
  'read', to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
)::text AS line
FROM pg_catalog.pg_database d WHERE d.datname = current_database()
UNION ALL
SELECT 1, n.oid, json_build_object('namespace', json_build_object('oid', n.oid::bigint, 'name', n.nspname))::text
FROM pg_catalog.pg_namespace n
UNION ALL
SELECT 1, t.oid, json_build_object('type', json_build_object(
  'oid', t.oid::bigint,
  'schema', n.nspname,
  'name', t.typname,
  'formatted', pg_catalog.format_type(t.oid, NULL),
  'kind', t.typtype,
  'element', t.typelem::bigint,
  'base', t.typbasetype::bigint,
  'baseTypmod', t.typtypmod,
  'labels', (SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid),
  'labelOids', (SELECT json_agg(e.oid::bigint ORDER BY e.enumsortorder) FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid),
  'relation', t.typrelid::bigint,
  'subtype', coalesce(r.rngsubtype, 0)::bigint,
  'length', t.typlen,
  'byValue', t.typbyval,
  'align', t.typalign,
  'storage', t.typstorage,
  'delimiter', t.typdelim
))::text
FROM pg_catalog.pg_type t
JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
LEFT JOIN pg_catalog.pg_range r
  ON t.oid IN (r.rngtypid, coalesce(nullif(to_jsonb(r) ->> 'rngmultitypid', ''), '0')::oid)
UNION ALL
SELECT 2, c.oid, json_build_object('relation', json_build_object(
  'oid', c.oid::bigint,
  'fileNode', coalesce(pg_catalog.pg_relation_filenode(c.oid), 0)::bigint,
  'tablespace', c.reltablespace::bigint,
  'schema', n.nspname,
  'name', c.relname,
  'kind', c.relkind,
  'persistence', c.relpersistence,
  'accessMethod', coalesce((SELECT a.amname FROM pg_catalog.pg_am a WHERE a.oid = c.relam), ''),
  'identity', c.relreplident,
  'toast', c.reltoastrelid::bigint,
  'isPartition', c.relispartition,
  'parents', (SELECT json_agg(i.inhparent::bigint ORDER BY i.inhseqno) FROM pg_catalog.pg_inherits i WHERE i.inhrelid = c.oid),
  'columns', (
    SELECT json_agg(json_build_object(
      'number', a.attnum,
      'name', a.attname,
      'type', a.atttypid::bigint,
      'typmod', a.atttypmod,
      'length', a.attlen,
      'align', a.attalign,
      'byValue', a.attbyval,
      'storage', a.attstorage,
      'compression', nullif(to_jsonb(a) ->> 'attcompression', ''),
      'notNull', a.attnotnull,
      'dropped', a.attisdropped,
      'generated', nullif(to_jsonb(a) ->> 'attgenerated', ''),
      'identity', nullif(a.attidentity::text, ''),
      'hasMissing', a.atthasmissing,
      'missing', (a.attmissingval::text::text[])[1],
      'collation', (SELECT l.collname FROM pg_catalog.pg_collation l WHERE l.oid = a.attcollation),
      'default', (SELECT pg_catalog.pg_get_expr(f.adbin, f.adrelid) FROM pg_catalog.pg_attrdef f WHERE f.adrelid = a.attrelid AND f.adnum = a.attnum)
    ) ORDER BY a.attnum)
    FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0),
  'keys', (
    SELECT json_agg(k.key ORDER BY k.place, k.name) FROM (
      SELECT CASE WHEN x.indisprimary THEN 0 ELSE 1 END AS place, i.relname::text AS name, json_build_object(
        'kind', 'u', 'name', i.relname, 'index', i.oid::bigint, 'primary', x.indisprimary, 'identity', x.indisreplident,
        'columns', (SELECT json_agg(u.number ORDER BY u.at) FROM unnest(x.indkey::smallint[]) WITH ORDINALITY AS u(number, at) WHERE u.at <= x.indnkeyatts)
      ) AS key
      FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
      WHERE x.indrelid = c.oid AND x.indisunique AND x.indisvalid AND x.indimmediate AND x.indpred IS NULL AND x.indexprs IS NULL
      UNION ALL
      SELECT 2, o.conname::text, json_build_object(
        'kind', 'f', 'name', o.conname, 'columns', to_json(o.conkey), 'parent', o.confrelid::bigint, 'parentColumns', to_json(o.confkey),
        'onDelete', o.confdeltype, 'onUpdate', o.confupdtype, 'definition', pg_catalog.pg_get_constraintdef(o.oid)
      ) FROM pg_catalog.pg_constraint o WHERE o.conrelid = c.oid AND o.contype = 'f'
      UNION ALL
      SELECT 3, o.conname::text, json_build_object('kind', o.contype, 'name', o.conname, 'definition', pg_catalog.pg_get_constraintdef(o.oid))
      FROM pg_catalog.pg_constraint o WHERE o.conrelid = c.oid AND o.contype IN ('c', 'x')
    ) k),
  'sequences', (
    SELECT json_agg(s.objid::bigint ORDER BY s.objid) FROM pg_catalog.pg_depend s JOIN pg_catalog.pg_class q ON q.oid = s.objid AND q.relkind = 'S'
    WHERE s.refobjid = c.oid AND s.refclassid = 'pg_catalog.pg_class'::regclass AND s.classid = 'pg_catalog.pg_class'::regclass AND s.deptype IN ('a', 'i')),
  'triggers', (
    SELECT json_agg(json_build_object('name', g.tgname, 'enabled', g.tgenabled, 'definition', pg_catalog.pg_get_triggerdef(g.oid)) ORDER BY g.tgname)
    FROM pg_catalog.pg_trigger g WHERE g.tgrelid = c.oid AND NOT g.tgisinternal)
))::text
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'm', 't', 'c', 'S')
UNION ALL
SELECT 3, o.oid, json_build_object('object', json_build_object(
  'table', o.class::bigint, 'oid', o.oid::bigint, 'namespace', o.namespace::bigint, 'name', o.name, 'types', to_json(o.types)))::text
FROM (
  SELECT 1259::oid AS class, c.oid, c.relnamespace AS namespace, c.relname AS name, NULL::bigint[] AS types
  FROM pg_catalog.pg_class c WHERE c.relkind NOT IN ('r', 'p', 'm', 't', 'c', 'S')
  UNION ALL
  SELECT 1255, p.oid, p.pronamespace, p.proname, p.proargtypes::oid[]::bigint[] FROM pg_catalog.pg_proc p
  UNION ALL
  SELECT 2617, p.oid, p.oprnamespace, p.oprname, ARRAY[p.oprleft::bigint, p.oprright::bigint] FROM pg_catalog.pg_operator p
  UNION ALL
  SELECT 3456, l.oid, l.collnamespace, l.collname, NULL FROM pg_catalog.pg_collation l
  WHERE l.collencoding IN (-1, (SELECT d.encoding FROM pg_catalog.pg_database d WHERE d.datname = current_database()))
  UNION ALL
  SELECT 3602, t.oid, t.cfgnamespace, t.cfgname, NULL FROM pg_catalog.pg_ts_config t
  UNION ALL
  SELECT 3600, t.oid, t.dictnamespace, t.dictname, NULL FROM pg_catalog.pg_ts_dict t
  UNION ALL
  SELECT 1260, r.oid, 0, r.rolname, NULL FROM pg_catalog.pg_roles r
) o
UNION ALL
SELECT 4, 0::oid, json_build_object('end', true)::text
) lines
ORDER BY part, oid
