package org.rowback.importers.postgres.logical;

import org.rowback.history.importing.HistoryWriter.SourceState;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.TableName;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// What reading a capture must know to go on after a stop. It is kept with the source, in a form of its own.
final class LogicalState {
    private static final int VERSION = 2;
    private static final int VERSION_WITHOUT_LSN = 1;
    private static final String SERVER = "PostgreSQL";

    long eventsRead;
    long eventsUsed;
    long eventsSetAside;
    long firstMicros;
    long lastMicros;
    String sha256 = "";

    /// Where the last commit ends that the case has; 0 where not known.
    long lastLsn;

    /// The columns that each table had last.
    final Map<TableName, LogicalLayout> layouts = new LinkedHashMap<>();

    /// pgoutput names a table by its OID once it has described it.
    final Map<Long, TableName> relations = new LinkedHashMap<>();

    /// Names of types that are not PostgreSQL's own, by OID.
    final Map<Long, String> types = new LinkedHashMap<>();

    /// Names of transactions that are prepared.
    final Set<String> prepared = new LinkedHashSet<>();

    /// What was reported once.
    final Set<String> reported = new LinkedHashSet<>();

    private long settledRead;
    private long settledUsed;
    private long settledSetAside;
    private long settledLsn;
    private Bytes rest = Bytes.EMPTY;
    private boolean changed = true;

    /// Says that something other than counters has changed.
    void touch() {
        changed = true;
    }

    /// Everything up to here is complete and is not read again: what is counted later is counted anew after a stop.
    void settle() {
        settledRead = eventsRead;
        settledUsed = eventsUsed;
        settledSetAside = eventsSetAside;
        settledLsn = lastLsn;
    }

    /// The case has another capture, too.
    void after(LogicalState other) {
        lastLsn = Long.compareUnsigned(lastLsn, other.lastLsn) < 0 ? other.lastLsn : lastLsn;
    }

    SourceState at(long offset) {
        return new SourceState(
                SERVER,
                0,
                offset,
                encode(),
                eventsRead,
                eventsUsed,
                eventsSetAside,
                firstMicros,
                lastMicros);
    }

    private Bytes encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            if (changed) {
                rest = encodeRest();
                changed = false;
            }
            out.writeByte(VERSION);
            out.writeLong(settledRead);
            out.writeLong(settledUsed);
            out.writeLong(settledSetAside);
            out.writeLong(firstMicros);
            out.writeLong(lastMicros);
            out.writeLong(settledLsn);
            out.writeUTF(sha256);
            out.write(rest.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Bytes.of(bytes.toByteArray());
    }

    private Bytes encodeRest() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(layouts.size());
        for (Map.Entry<TableName, LogicalLayout> entry : layouts.entrySet()) {
            table(out, entry.getKey());
            byte[] layout = entry.getValue().encode().array();
            out.writeInt(layout.length);
            out.write(layout);
        }
        out.writeInt(relations.size());
        for (Map.Entry<Long, TableName> entry : relations.entrySet()) {
            out.writeLong(entry.getKey());
            table(out, entry.getValue());
        }
        out.writeInt(types.size());
        for (Map.Entry<Long, String> entry : types.entrySet()) {
            out.writeLong(entry.getKey());
            out.writeUTF(entry.getValue());
        }
        for (Set<String> set : java.util.List.of(prepared, reported)) {
            out.writeInt(set.size());
            for (String text : set) {
                out.writeUTF(text);
            }
        }
        return Bytes.of(bytes.toByteArray());
    }

    private static void table(DataOutputStream out, TableName table) throws IOException {
        out.writeUTF(table.database());
        out.writeUTF(table.table());
    }

    /// Reads what was given to a checkpoint; a fresh state where that is nothing.
    static LogicalState decode(Bytes bytes) {
        LogicalState state = new LogicalState();
        if (bytes.length() == 0) {
            return state;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.array()))) {
            int version = in.readByte();
            if (version == VERSION || version == VERSION_WITHOUT_LSN) {
                state.read(in, version);
            }
            return state;
        } catch (IOException e) {
            throw new IllegalStateException("a state that was kept is damaged", e);
        }
    }

    private void read(DataInputStream in, int version) throws IOException {
        eventsRead = in.readLong();
        eventsUsed = in.readLong();
        eventsSetAside = in.readLong();
        firstMicros = in.readLong();
        lastMicros = in.readLong();
        lastLsn = version == VERSION_WITHOUT_LSN ? 0 : in.readLong();
        sha256 = in.readUTF();
        settle();
        for (int i = in.readInt(); i > 0; i--) {
            TableName table = new TableName(in.readUTF(), in.readUTF());
            layouts.put(table, LogicalLayout.decode(Bytes.of(in.readNBytes(in.readInt()))));
        }
        for (int i = in.readInt(); i > 0; i--) {
            relations.put(in.readLong(), new TableName(in.readUTF(), in.readUTF()));
        }
        for (int i = in.readInt(); i > 0; i--) {
            types.put(in.readLong(), in.readUTF());
        }
        for (Set<String> set : java.util.List.of(prepared, reported)) {
            for (int i = in.readInt(); i > 0; i--) {
                set.add(in.readUTF());
            }
        }
    }
}
