package dev.drydock.host.systemd;

import dev.drydock.host.HostException;
import java.nio.file.Path;
import java.util.List;

/** Gives a unit its {@link UnitAccount}, and takes it back; none of it starts or stops anything. */
public interface UnitChange {

    /** What it does, as the predicate of a sentence. */
    String describe();

    /** The file that is made or changed. */
    Path file();

    /** Whether the file is as this change leaves it, whatever systemd has in effect. */
    boolean isMade() throws HostException;

    /** Changes the file in one step; safe to repeat. systemd does not know of it before it is told to reload. */
    void make() throws HostException, InterruptedException;

    /** Takes it back to the same file; safe to repeat. */
    void takeBack() throws HostException, InterruptedException;

    /** Commands of a shell that do it, without the reload. */
    List<String> making();

    /** Commands of a shell that take it back, without the reload. */
    List<String> takingBack();
}
