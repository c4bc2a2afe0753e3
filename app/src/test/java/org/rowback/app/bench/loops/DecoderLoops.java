package org.rowback.app.bench.loops;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.rowback.app.bench.SmallLog;
import org.rowback.history.importing.FileEvidence;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.importing.ImportOptions;
import org.rowback.history.importing.RowCodec;
import org.rowback.history.model.RowImage;
import org.rowback.importers.mysql.MysqlBinlogImporter;
import org.rowback.importers.mysql.event.BinlogMagic;
import org.rowback.importers.mysql.event.EventReader;
import org.rowback.importers.mysql.row.MysqlRowCodec;
import org.rowback.importers.mysql.schema.MysqlSchemaReader;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;

/// What each step of reading a made-up binlog takes, one after the other taking more of it: one call reads the whole log.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class DecoderLoops {
    private final RowCodec codec = new MysqlRowCodec();
    private byte[] log = new byte[0];
    private SmallLog small = SmallLog.NONE;
    private List<GatheringWriter.Image> images = List.of();

    /// Makes the log, and gathers its images.
    @Setup
    public void make() throws Exception {
        small = SmallLog.make();
        log = small.bytes();
        GatheringWriter writer = new GatheringWriter(codec, true);
        decode(writer);
        images = writer.images;
    }

    /// The least that any reader does: one checksum over all bytes.
    @Benchmark
    public long checksum() {
        CRC32 crc = new CRC32();
        crc.update(log, 0, log.length);
        return crc.getValue();
    }

    /// Every event's header read and its checksum verified.
    @Benchmark
    public void events(Blackhole sink) throws IOException {
        EventReader reader =
                EventReader.ofFile(
                        new ByteArrayInputStream(
                                log, BinlogMagic.LENGTH, log.length - BinlogMagic.LENGTH),
                        BinlogMagic.LENGTH,
                        log.length,
                        null);
        while (reader.next() == EventReader.Step.EVENT) {
            sink.consume(reader.event().type());
        }
    }

    /// The import without storing: events, transactions, images found and their keys hashed, the file's SHA-256.
    @Benchmark
    public long changes() throws Exception {
        GatheringWriter writer = new GatheringWriter(codec, false);
        decode(writer);
        return writer.lastChange();
    }

    /// Every value of every image made an object, as showing them does.
    @Benchmark
    public void values(Blackhole sink) {
        for (GatheringWriter.Image image : images) {
            RowImage row = image.decode(codec);
            for (int i = 0; i < row.size(); i++) {
                sink.consume(row.value(i));
            }
        }
    }

    private void decode(GatheringWriter writer) throws Exception {
        new MysqlBinlogImporter(new MysqlSchemaReader())
                .importFrom(
                        FileEvidence.of(small.file()),
                        ImportOptions.ALL,
                        writer,
                        ImportMonitor.NONE);
    }
}
