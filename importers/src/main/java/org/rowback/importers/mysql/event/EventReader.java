package org.rowback.importers.mysql.event;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Finding;
import org.rowback.importers.content.LittleEndian;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/// Walks the events of a log, one `next()` each, and checks each one's length and checksum.
///
/// What cannot be an event is passed over up to the next one that can, and reported as [Damage]; the walk itself
/// never fails but for I/O errors of the file below.
public final class EventReader {
    /// What `next` found.
    public enum Step {
        EVENT,
        DAMAGE,
        END
    }

    private static final int HEADER = FormatDescription.MINIMAL_HEADER;
    private static final int TRUSTED_LENGTH = 16 << 20;
    private static final int DAY_SECONDS = 86_400;

    private final ContentBuffer content;
    private final long size;
    private final boolean inner;
    private final int longestEvent;
    private final Event event = new Event();
    private final CRC32 crc = new CRC32();

    private @Nullable FormatDescription format;
    private @Nullable Damage damage;
    private boolean relativePositions;
    private long lastServerId = -1;
    private long lastTimestamp;
    private boolean ended;

    private EventReader(
            ContentBuffer content, long size, boolean inner, @Nullable FormatDescription format) {
        this.content = content;
        this.size = size;
        this.inner = inner;
        this.format = format;
        this.longestEvent =
                (int) Math.min(Integer.MAX_VALUE - 64L, Runtime.getRuntime().maxMemory() / 3);
    }

    /// Reads a file's events.
    ///
    /// @param in the uncompressed content, from `offset` on
    /// @param offset where `in` stands; the magic lies behind
    /// @param size of the content, or -1 where it is not known
    /// @param format where reading goes on in the middle of a log, else null
    public static EventReader ofFile(
            InputStream in, long offset, long size, @Nullable FormatDescription format) {
        return new EventReader(new ContentBuffer(in, offset, size), size, false, format);
    }

    /// Reads the events inside a TRANSACTION_PAYLOAD event: they carry no checksums and no positions.
    public static EventReader ofPayload(InputStream in, FormatDescription format) {
        return ofPayload(new ContentBuffer(in, 0, -1), format);
    }

    /// The same, of events that are uncompressed already.
    static EventReader ofPayload(byte[] bytes, int start, int end, FormatDescription format) {
        return ofPayload(new ContentBuffer(bytes, start, end), format);
    }

    private static EventReader ofPayload(ContentBuffer content, FormatDescription format) {
        return new EventReader(
                content, -1, true, format.withChecksum(FormatDescription.Checksum.NONE));
    }

    /// The event that `next` stepped to.
    public Event event() {
        return event;
    }

    /// The damage that `next` stepped over.
    public Damage damage() {
        Damage found = damage;
        if (found == null) {
            throw new IllegalStateException("no damage here");
        }
        return found;
    }

    /// The format that reads the events here.
    public FormatDescription format() {
        FormatDescription known = format;
        if (known == null) {
            throw new IllegalStateException("no event was read yet");
        }
        return known;
    }

    public boolean hasFormat() {
        return format != null;
    }

    /// Where the next step begins in the content.
    public long offset() {
        return content.offset();
    }

    /// Steps to the next event or damage.
    public Step next() throws IOException {
        if (ended) {
            return Step.END;
        }
        skipMagic();
        int header = format == null ? HEADER : Math.min(HEADER, format.headerLength());
        if (!content.fill(header)) {
            return tail(header);
        }
        byte[] buffer = content.bytes();
        int at = content.position();
        long length = LittleEndian.u32(buffer, at + 9);
        int type = buffer[at + 4] & 0xFF;
        if (length < header || length > longestEvent) {
            return resync(lengthProblem(type, length));
        }
        boolean beyond = size >= 0 && length > size - content.offset();
        boolean doubtful = length > TRUSTED_LENGTH && !positionFits(0, length);
        if (beyond || doubtful || !content.fill((int) length)) {
            return resync(lengthProblem(type, length));
        }
        if (type == EventType.FORMAT_DESCRIPTION || type == EventType.START_V3 || format == null) {
            return formatDescription((int) length);
        }
        return event((int) length);
    }

    /// A log may be several files put together: each begins with the magic.
    private void skipMagic() throws IOException {
        if (content.fill(4 + HEADER)) {
            byte[] b = content.bytes();
            int at = content.position();
            if (BinlogMagic.isPlain(b, at) && b[at + 8] == EventType.FORMAT_DESCRIPTION) {
                content.advance(4);
                relativePositions = relativePositions || content.offset() > 4;
            }
        }
    }

    private Step event(int length) throws IOException {
        FormatDescription known = format();
        int at = content.position();
        int type = known.typeOf(content.bytes()[at + 4] & 0xFF);
        int header =
                type == EventType.ROTATE
                        ? Math.min(HEADER, known.headerLength())
                        : known.headerLength();
        int trailer = 0;
        if (known.checksum() == FormatDescription.Checksum.CRC32) {
            trailer = 4;
            if (length < header + 4 || !crcFits(at, length)) {
                return badChecksum(type, length);
            }
        }
        if (length < header + trailer) {
            return resync(lengthProblem(type, length));
        }
        event.at(content.bytes(), at, length, content.offset(), header, trailer);
        event.type = type;
        return accept(length);
    }

    private Step accept(int length) {
        lastServerId = event.serverId;
        lastTimestamp = event.timestamp;
        if (!inner
                && !relativePositions
                && event.logPos != 0
                && event.logPos != low(event.endOffset())) {
            relativePositions = true;
        }
        content.advance(length);
        return Step.EVENT;
    }

    private Step badChecksum(int type, int length) throws IOException {
        String what =
                "the checksum of this " + EventType.name(type) + " event does not fit its bytes";
        if (positionFits(0, length) || plausible(length) || !content.fill(length + 1)) {
            return pass(Finding.Kind.BAD_CHECKSUM, length, what);
        }
        return resync(what + ", nor does its length");
    }

    private Step formatDescription(int length) throws IOException {
        int at = content.position();
        byte[] buffer = content.bytes();
        int type = buffer[at + 4] & 0xFF;
        String problem;
        try {
            if (type != EventType.FORMAT_DESCRIPTION && type != EventType.START_V3) {
                boolean checked =
                        sniff(0) == FormatDescription.Checksum.CRC32
                                || sniff(length) == FormatDescription.Checksum.CRC32;
                format =
                        FormatDescription.assumed(
                                checked
                                        ? FormatDescription.Checksum.CRC32
                                        : FormatDescription.Checksum.NONE);
                return event(length);
            }
            FormatDescription read = FormatDescription.parse(buffer, at, length);
            boolean checked =
                    !read.server().knowsChecksums()
                            || read.binlogVersion() < 4
                            || FormatDescription.crcMatches(buffer, at, length)
                            || (positionFits(0, length)
                                    && read.checksum() == FormatDescription.Checksum.NONE
                                    && LittleEndian.u32(buffer, at + length - 4) == 0);
            boolean disguised =
                    !read.server().knowsChecksums()
                            && format == null
                            && sniff(length) == FormatDescription.Checksum.CRC32;
            if (checked && !disguised) {
                format = read;
                int trailer = read.server().knowsChecksums() && read.binlogVersion() == 4 ? 4 : 0;
                int header = Math.min(HEADER, read.headerLength());
                event.at(buffer, at, length, content.offset(), header, trailer);
                return accept(length);
            }
            problem = "the checksum of this format description does not fit its bytes";
            if (format == null) {
                format = FormatDescription.assumed(sniff(length)).by(read.server());
            }
        } catch (MalformedEvent e) {
            problem = "this format description cannot be read: " + e.getMessage();
            if (format == null) {
                format = FormatDescription.assumed(sniff(length));
            }
        }
        boolean trusted = positionFits(0, length) || plausible(length) || !content.fill(length + 1);
        return trusted ? pass(Finding.Kind.BAD_CHECKSUM, length, problem) : resync(problem);
    }

    /// Whether the event `ahead` bytes from here carries a checksum, judged by its bytes.
    private FormatDescription.Checksum sniff(int ahead) throws IOException {
        if (content.fill(ahead + HEADER)) {
            long length = LittleEndian.u32(content.bytes(), content.position() + ahead + 9);
            if (length >= HEADER + 4
                    && length <= TRUSTED_LENGTH
                    && content.fill((int) (ahead + length))
                    && crcFits(content.position() + ahead, (int) length)) {
                return FormatDescription.Checksum.CRC32;
            }
        }
        return FormatDescription.Checksum.NONE;
    }

    private boolean crcFits(int at, int length) {
        crc.reset();
        crc.update(content.bytes(), at, length - 4);
        return crc.getValue() == LittleEndian.u32(content.bytes(), at + length - 4);
    }

    /// Whether the header `ahead` bytes from here names the position that an event of this length ends at.
    private boolean positionFits(int ahead, long length) {
        long pos = LittleEndian.u32(content.bytes(), content.position() + ahead + 13);
        return !relativePositions && !inner && pos == low(content.offset() + ahead + length);
    }

    private static long low(long offset) {
        return offset & 0xFFFFFFFFL;
    }

    /// Whether the bytes `ahead` from here look like an event's header.
    private boolean plausible(int ahead) throws IOException {
        if (!content.fill(ahead + HEADER)) {
            return false;
        }
        byte[] b = content.bytes();
        int at = content.position() + ahead;
        int type = b[at + 4] & 0xFF;
        long length = LittleEndian.u32(b, at + 9);
        if (length < HEADER
                || length > longestEvent
                || !EventType.isKnown(type)
                || (size >= 0 && length > size - content.offset() - ahead)) {
            return false;
        }
        if (positionFits(ahead, length)) {
            return true;
        }
        long server = LittleEndian.u32(b, at + 5);
        long time = LittleEndian.u32(b, at);
        boolean familiar =
                (lastServerId < 0 || server == lastServerId)
                        && (lastTimestamp == 0
                                || time == 0
                                || Math.abs(time - lastTimestamp) < 30L * DAY_SECONDS);
        return (relativePositions || inner) && familiar && LittleEndian.u16(b, at + 17) < 0x400;
    }

    /// Whether an event really begins `ahead` bytes from here: its checksum says so, or what follows it.
    private boolean begins(int ahead) throws IOException {
        if (!plausible(ahead)) {
            return false;
        }
        long length = LittleEndian.u32(content.bytes(), content.position() + ahead + 9);
        if (!content.fill((int) Math.min(Integer.MAX_VALUE - 64L, ahead + length))) {
            return false;
        }
        FormatDescription known = format;
        int type = content.bytes()[content.position() + ahead + 4] & 0xFF;
        if (type == EventType.FORMAT_DESCRIPTION) {
            int at = content.position() + ahead;
            return FormatDescription.isLongEnough(length)
                    && (FormatDescription.crcMatches(content.bytes(), at, (int) length)
                            || positionFits(ahead, length));
        }
        if (known != null && known.checksum() == FormatDescription.Checksum.CRC32) {
            return length >= HEADER + 4 && crcFits(content.position() + ahead, (int) length);
        }
        int next = (int) (ahead + length);
        return plausible(next) || !content.fill(next + 1);
    }

    /// Passes over bytes until an event begins, or to the end.
    private Step resync(String why) throws IOException {
        long from = content.offset();
        int type = content.bytes()[content.position() + 4] & 0xFF;
        Bytes head = head();
        int ahead = 1;
        while (content.fill(ahead + HEADER)) {
            if (begins(ahead)) {
                content.advance(ahead);
                FormatDescription known = format;
                if (known == null) {
                    format = FormatDescription.assumed(sniff(0));
                } else if (known.isAssumed()) {
                    format = FormatDescription.assumed(sniff(0)).by(known.server());
                }
                return damaged(Finding.Kind.UNDECODABLE_EVENT, from, head, why);
            }
            if (++ahead == 1 << 16) {
                content.advance(ahead);
                ahead = 0;
            }
        }
        content.advance(content.available());
        ended = true;
        long left = content.offset() - from;
        String message = content.problem().isEmpty() ? "" : "; " + content.problem();
        return damaged(
                Finding.Kind.TRUNCATED_TAIL,
                from,
                head,
                allZero(head)
                        ? "the last " + left + " bytes hold no event, only zeros"
                        : "the log ends inside this "
                                + EventType.name(type)
                                + " event: "
                                + left
                                + " bytes of it are there"
                                + message);
    }

    private static boolean allZero(Bytes bytes) {
        for (byte b : bytes.array()) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private Step tail(int header) throws IOException {
        ended = true;
        int left = content.available();
        if (left == 0 && content.problem().isEmpty()) {
            return Step.END;
        }
        long from = content.offset();
        Bytes head = head();
        content.advance(left);
        return damaged(
                Finding.Kind.TRUNCATED_TAIL,
                from,
                head,
                left == 0
                        ? content.problem()
                        : "the log ends with "
                                + left
                                + " bytes, and an event's header has "
                                + header);
    }

    private Step pass(Finding.Kind kind, int length, String message) {
        long from = content.offset();
        Bytes head = head(length);
        content.advance(length);
        return damaged(kind, from, head, message);
    }

    private Step damaged(Finding.Kind kind, long from, Bytes head, String message) {
        damage = new Damage(kind, from, content.offset() - from, head, message);
        return Step.DAMAGE;
    }

    private Bytes head() throws IOException {
        boolean enough = content.fill(4096);
        return head(enough ? 4096 : content.available());
    }

    private Bytes head(int length) {
        return Bytes.copyOf(content.bytes(), content.position(), Math.min(4096, length));
    }

    private static String lengthProblem(int type, long length) {
        return "this "
                + EventType.name(type)
                + " event says it is "
                + length
                + " bytes long, which cannot be";
    }
}
