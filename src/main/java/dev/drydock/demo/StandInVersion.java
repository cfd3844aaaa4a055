package dev.drydock.demo;

import dev.drydock.store.StoreVersion;
import java.util.Optional;

/** Which of the real programs a stand-in stands in for. */
enum StandInVersion {
    /** Of the same layout, and knows neither {@code --export} nor {@code --version}. */
    V0_7_2("0.7.2", StoreVersion.V0_7_3),
    V0_7_3("0.7.3", StoreVersion.V0_7_3),
    V0_8_0("0.8.0", StoreVersion.V0_8_0);

    private final String number;
    private final StoreVersion layout;

    StandInVersion(String number, StoreVersion layout) {
        this.number = number;
        this.layout = layout;
    }

    static Optional<StandInVersion> of(String number) {
        for (var version : values()) {
            if (version.number.equals(number)) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    /** The bare number, as {@code --version} prints it. */
    String number() {
        return number;
    }

    /** The layout that it reads and writes. */
    StoreVersion layout() {
        return layout;
    }
}
