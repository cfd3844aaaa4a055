package dev.drydock.upgrade;

import dev.drydock.demo.Sandbox;
import java.util.stream.Stream;

/** The stores that a long test is done with: one where its time counts, both in the campaign. */
public final class SandboxKinds {

    private static final boolean CAMPAIGN = Boolean.getBoolean("drydock.campaign");

    private SandboxKinds() {}

    static Stream<Sandbox.Kind> sqlite() {
        return CAMPAIGN ? Stream.of(Sandbox.Kind.values()) : Stream.of(Sandbox.Kind.SQLITE);
    }

    static Stream<Sandbox.Kind> rocksDb() {
        return CAMPAIGN ? Stream.of(Sandbox.Kind.values()) : Stream.of(Sandbox.Kind.ROCKSDB);
    }
}
