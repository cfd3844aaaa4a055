package dev.drydock.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bench.ChildJvm;
import dev.drydock.sql.SqlServerKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Memory is bounded by the largest value, not by the number of records: the rule of {@code MemoryTest}, on SQL servers. */
class SqlMemoryIT {

    @TempDir
    private Path work;

    @ParameterizedTest
    @EnumSource
    void needsNoMoreThanFourTimesTheLargestValue(SqlServerKind kind) throws Exception {
        var renewed = kind.get().create();
        var old = kind.get().create();
        for (var database : List.of(renewed, old)) {
            Files.writeString(work.resolve(database.name()), database.password());
        }

        var heap = 64 + 4 * (SmallHeapRoundTrip.LARGEST >> 20);
        var ended = new ChildJvm(List.of("-Xmx" + heap + "m"), Duration.ofMinutes(5))
                .run(
                        SmallHeapRoundTrip.class,
                        work.resolve("output"),
                        List.of(
                                kind.name(),
                                String.valueOf(renewed.port()),
                                renewed.name(),
                                old.name(),
                                work.toString()));

        assertThat(ended.status()).as(ended.output()).isZero();
    }
}
