package org.rowback.importers.mysql;

import org.rowback.history.model.Bytes;
import org.rowback.importers.mysql.event.GtidSet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// Everything that reading a log must know to go on after a stop, and that reading the next log must know of this one.
/// It is kept with the source, in a form of its own.
final class LogState {
    private static final int VERSION = 1;

    /// How often something was met that is reported once, at the source's end.
    static final class Tally {
        final String message;
        final long offset;
        final long length;
        long count;

        Tally(String message, long offset, long length, long count) {
            this.message = message;
            this.offset = offset;
            this.length = length;
            this.count = count;
        }
    }

    // This source.
    String name = "";
    byte[] format = new byte[0];
    long eventsRead;
    long eventsUsed;
    long eventsSetAside;
    long firstMicros;
    long lastMicros;
    String server = "";
    long serverId;
    String sha256 = "";
    final Map<String, Tally> tallies = new LinkedHashMap<>();

    // The series of logs up to here.
    String nextName = "";
    long beginSeconds;
    long lastCommitMicros;
    boolean gtidsKnown;
    final GtidSet executed = new GtidSet();

    // All logs of the case up to here.
    final GtidSet seen = new GtidSet();
    final Set<String> reported = new LinkedHashSet<>();
    final Set<String> preparedXa = new LinkedHashSet<>();

    private Bytes encoded = Bytes.EMPTY;
    private boolean changed = true;

    /// Says that something other than counters has changed.
    void touch() {
        changed = true;
    }

    /// Takes over what all logs share.
    void shareFrom(LogState other) {
        seen.addAll(other.seen);
        reported.addAll(other.reported);
        preparedXa.addAll(other.preparedXa);
        touch();
    }

    Bytes encode() {
        try {
            if (changed) {
                encoded = encodeRest();
                changed = false;
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + encoded.length());
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeByte(VERSION);
            out.writeLong(eventsRead);
            out.writeLong(eventsUsed);
            out.writeLong(eventsSetAside);
            out.writeLong(firstMicros);
            out.writeLong(lastMicros);
            out.writeLong(lastCommitMicros);
            out.writeUTF(sha256);
            writeLong(out, executed.encode());
            writeLong(out, seen.encode());
            out.write(encoded.array());
            return Bytes.of(bytes.toByteArray());
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory", e);
        }
    }

    private Bytes encodeRest() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        writeLong(out, name);
        out.writeInt(format.length);
        out.write(format);
        writeLong(out, server);
        out.writeLong(serverId);
        writeLong(out, nextName);
        out.writeLong(beginSeconds);
        out.writeBoolean(gtidsKnown);
        out.writeInt(tallies.size());
        for (Map.Entry<String, Tally> entry : tallies.entrySet()) {
            writeLong(out, entry.getKey());
            writeLong(out, entry.getValue().message);
            out.writeLong(entry.getValue().offset);
            out.writeLong(entry.getValue().length);
            out.writeLong(entry.getValue().count);
        }
        writeAll(out, reported);
        writeAll(out, preparedXa);
        return Bytes.of(bytes.toByteArray());
    }

    private static void writeAll(DataOutputStream out, Set<String> set) throws IOException {
        out.writeInt(set.size());
        for (String one : set) {
            writeLong(out, one);
        }
    }

    private static void writeLong(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private static String readLong(DataInputStream in) throws IOException {
        byte[] utf8 = in.readNBytes(in.readInt());
        return new String(utf8, java.nio.charset.StandardCharsets.UTF_8);
    }

    /// Reads what `encode` wrote; a fresh state where that is of another version.
    static LogState decode(Bytes bytes) {
        LogState state = new LogState();
        if (bytes.length() == 0) {
            return state;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.array()))) {
            if (in.readByte() == VERSION) {
                state.read(in);
            }
            return state;
        } catch (IOException e) {
            throw new IllegalStateException("a state that was kept is damaged", e);
        }
    }

    private void read(DataInputStream in) throws IOException {
        eventsRead = in.readLong();
        eventsUsed = in.readLong();
        eventsSetAside = in.readLong();
        firstMicros = in.readLong();
        lastMicros = in.readLong();
        lastCommitMicros = in.readLong();
        sha256 = in.readUTF();
        executed.addAll(GtidSet.parse(readLong(in)));
        seen.addAll(GtidSet.parse(readLong(in)));
        name = readLong(in);
        format = in.readNBytes(in.readInt());
        server = readLong(in);
        serverId = in.readLong();
        nextName = readLong(in);
        beginSeconds = in.readLong();
        gtidsKnown = in.readBoolean();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            String key = readLong(in);
            String message = readLong(in);
            tallies.put(key, new Tally(message, in.readLong(), in.readLong(), in.readLong()));
        }
        readAll(in, reported);
        readAll(in, preparedXa);
    }

    private static void readAll(DataInputStream in, Set<String> set) throws IOException {
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            set.add(readLong(in));
        }
    }
}
