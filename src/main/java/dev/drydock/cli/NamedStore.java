package dev.drydock.cli;

import java.nio.file.Path;
import java.util.Optional;

/** A store or an export, as the command line names it. */
sealed interface NamedStore permits StoreInFiles, StoreOnServer {

    /** Whether it is an export, which is no store. */
    boolean isExport();

    /** Where it lies on the disk of this machine, as it was written; empty for one on an SQL server. */
    Optional<Path> path();

    /** Where one finds what to write in its place. */
    String advice();

    /** As the command line takes it; no password is in it. */
    @Override
    String toString();
}
